import { describe, expect, test } from "vitest";
import type { Stats } from "@/api/types";
import { formatChange, formatPay, formatPeriod, formatShortPay, formatTime, formatValue } from "@/words/format";
import { lookupInWords, titleOfStats } from "@/words/lookup";
import { formatCompact, formatNumber, withCurrency } from "@/words/number";
import { followUps, howMany } from "@/words/questions";
import { jobPage, stats } from "./samples";

describe("look-ups in words", () => {
  test.each([
    [
      { country: "Germany", posted_start: "2026-01-01", posted_end: "2026-01-31" },
      "Counting jobs in Germany, January 2026",
    ],
    [{ measure: "count", group_by: ["company_name"], is_remote: true }, "Counting remote jobs by company"],
    [{ location: "Berlin, Germany", country: "Germany" }, "Counting jobs in Berlin, Germany"],
    [
      { location: ["Paris", "Berlin, Germany"], country: ["Germany", "France"] },
      "Counting jobs in Paris or Berlin, Germany in France",
    ],
    [
      { measure: "median_salary", group_by: "job_level_std", job_function_std: "Data Science" },
      "Finding the median pay of Data Science jobs by level",
    ],
    [
      { group_by: ["posted_month", "country"], country: ["Germany", "France"] },
      "Counting jobs in Germany or France by country, month by month",
    ],
    [
      { posted_start: "2026-01-01", posted_end: "2026-03-31", compare: "previous_year" },
      "Counting jobs, Q1 2026, against the year before",
    ],
    [{ country: ["United States", "India"] }, "Counting jobs in the United States or India"],
    [{ skills: ["Python", "SQL", "dbt"] }, "Counting jobs that ask for Python, SQL or dbt"],
    [{ skills: "Python", tools: "AWS" }, "Counting jobs that ask for Python and AWS"],
    [{ job_type_filled: "fulltime", salary_min: 60000 }, "Counting full-time jobs paying at least 60,000 a year"],
  ])("job_stats %j", (input, words) => {
    expect(lookupInWords("job_stats", input)).toBe(words);
  });

  test("a listing names role, place and work place", () => {
    const input = { role_keyword: "data engineer", location: "Berlin", is_remote: true };
    expect(lookupInWords("search_jobs", input)).toBe("Listing remote data engineer jobs in Berlin");
  });

  test("other tools", () => {
    expect(lookupInWords("get_job", { job_id: "demo-1" })).toBe("Opening posting demo-1");
    expect(lookupInWords("describe_data", { dimension: "country", starts_with: "Ge" })).toBe(
      "Looking at the countries in the data that start with “Ge”",
    );
    expect(lookupInWords("describe_data")).toBe("Looking at what the data holds");
    expect(lookupInWords("semantic_search_jobs", { query: "x" })).toBe("Using semantic search jobs");
  });

  test("input that a model got wrong does no harm", () => {
    expect(lookupInWords("job_stats", { country: 7, group_by: "planet", measure: "mood" } as never)).toBe(
      "Measuring jobs by planet",
    );
  });

  test("a title begins with a capital", () => {
    expect(titleOfStats(stats({ group_by: ["country"], filters: { is_remote: true } }))).toBe("Remote jobs by country");
  });
});

describe("numbers", () => {
  const VALUES = [0, 1, 12.25, 12.35, 99.95, 999.5, 1000, 1234.5, 75_500, 999_949, 999_950, 1_234_567.891, 3e9];

  test.each(VALUES.flatMap((value) => [value, -value]))("%d reads as the browser's own English", (value) => {
    for (const digits of [0, 1, 2]) {
      const { format } = new Intl.NumberFormat("en", { maximumFractionDigits: digits });
      expect(formatNumber(value, digits)).toBe(format(value + 0));
    }
    const { format } = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
    expect(formatCompact(value)).toBe(format(value + 0));
  });

  test.each("AUD BRL CAD CHF CNY EUR GBP HKD ILS INR JPY KRW MXN NZD PHP PLN SEK SGD TWD USD VND eur".split(" "))(
    "amounts in %s read as the browser's own English",
    (currency) => {
      const { format } = new Intl.NumberFormat("en", { style: "currency", currency, maximumFractionDigits: 0 });
      for (const value of [72_000, -5]) expect(withCurrency(formatNumber(value), currency)).toBe(format(value));
    },
  );
});

describe("formats", () => {
  test.each([
    ["2026-01-01", "2026-01-31", "January 2026"],
    ["2024-02-01", "2024-02-29", "February 2024"],
    ["2025-01-01", "2025-12-31", "2025"],
    ["2026-04-01", "2026-06-30", "Q2 2026"],
    ["2026-02-01", "2026-04-30", "1 Feb 2026 to 30 Apr 2026"],
    ["2026-01-05", "2026-01-05", "5 Jan 2026"],
    ["2026-03-01", null, "since 1 Mar 2026"],
    [null, "2026-03-01", "until 1 Mar 2026"],
    [null, null, ""],
  ])("the period %s to %s", (start, end, words) => {
    expect(formatPeriod(start, end)).toBe(words);
  });

  test.each([
    ["2026-01-05", "5 Jan 2026"],
    ["2026-01", "Jan 2026"],
    ["2026-Q1", "Q1 2026"],
    ["2026", "2026"],
  ])("the bucket %s", (stored, shown) => {
    expect(formatTime(stored)).toBe(shown);
  });

  test("values carry their unit, and a dash where there is none", () => {
    expect(formatValue("count", 12345)).toBe("12,345");
    expect(formatValue("remote_share", 26.67)).toBe("26.7 %");
    expect(formatValue("median_salary", 72000, "EUR")).toBe("€72,000");
    expect(formatValue("median_salary", 72000, null)).toBe("72,000");
    expect(formatValue("median_salary", null)).toBe("–");
  });

  test("changes say their direction", () => {
    expect(formatChange("count", 134, 12.18)).toBe("+12.2 %");
    expect(formatChange("count", -5, -3)).toBe("−3 %");
    expect(formatChange("count", 7, null)).toBe("+7");
    expect(formatChange("share", 1.25, 10)).toBe("+1.3 pp");
  });

  test("pay, long and short", () => {
    const job = { salary_min: 60000, salary_max: 75500, salary_currency: "EUR", salary_period: "yearly" };
    expect(formatPay(job)).toBe("€60,000 – €75,500 per year");
    expect(formatShortPay(job)).toBe("€60K – €75.5K / year");
    expect(formatPay({ ...job, salary_max: null, salary_period: null, salary_currency: "??" })).toBe("60,000");
    expect(formatPay({ ...job, salary_min: null, salary_max: null })).toBe("");
  });
});

describe("questions", () => {
  test("a selection becomes a question", () => {
    const filters = { country: ["Germany"], posted_start: "2026-01-01", posted_end: "2026-01-31" };
    expect(howMany(filters)).toBe("How many jobs in Germany in January 2026?");
    expect(howMany({ posted_start: "2026-01-05", posted_end: "2026-02-07" })).toBe(
      "How many jobs from 5 Jan 2026 to 7 Feb 2026?",
    );
    expect(howMany({ posted_start: "2026-01-05", posted_end: "2026-01-05" })).toBe("How many jobs on 5 Jan 2026?");
    expect(howMany({ posted_start: "2026-01-05" })).toBe("How many jobs since 5 Jan 2026?");
    expect(howMany({})).toBe("How many jobs?");
  });

  test("follow-ups narrow down to the leader of a ranking", () => {
    const ranking = stats({
      group_by: ["company_name"],
      rows: [{ keys: { company_name: "Acme" }, value: 9, postings: 9 }],
    });
    expect(followUps([{ tool: "job_stats", output: ranking }])).toEqual([
      "How many jobs at Acme by month?",
      "What is the median salary of jobs at Acme?",
      "What are the top skills for jobs at Acme?",
    ]);
  });

  test("follow-ups offer the closest known values", () => {
    const unknown_values = [{ filter: "country", value: "Germny", closest: ["Germany", "Guernsey"] }];
    const empty = stats({ filters: { country: ["Germny"] }, unknown_values, total: { value: 0, postings: 0 } });
    expect(followUps([{ tool: "job_stats", output: empty }])).toEqual([
      "How many jobs in Germany?",
      "How many jobs in Guernsey?",
    ]);
  });

  test("the last result decides, and nothing follows from nothing", () => {
    const results = [
      { tool: "job_stats", output: stats({}) },
      { tool: "search_jobs", output: jobPage({ total: 0, rows: [] }) },
    ];
    expect(followUps(results)).toEqual([]);
    expect(followUps([])).toEqual([]);
    expect(
      followUps([{ tool: "job_stats", output: stats({ total: { value: 0, postings: 0 } }) satisfies Stats }]),
    ).toEqual([]);
  });
});
