import { describe, expect, test } from "vitest";
import type { Stats } from "@/api/types";
import { formatChange, formatPay, formatPeriod, formatShortPay, formatTime, formatValue } from "@/words/format";
import { FILTER_NAMES, isTime, kindOf, labelOf, pluralOf, singularOf } from "@/words/labels";
import { lookupInWords, matchedInWords, titleOfStats } from "@/words/lookup";
import { formatCompact, formatNumber, withCurrency } from "@/words/number";
import { followUps, howMany } from "@/words/questions";
import { subjectInWords } from "@/words/subject";
import { repairs, unknownInWords } from "@/words/unknown";
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
      "Finding the median yearly pay of Data Science jobs by level",
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

  test.each([
    [{ exclude: { country: "Germany" } }, "jobs outside Germany"],
    [
      { country: "Europe", exclude: { country: ["Germany", "United Kingdom"] } },
      "jobs in Europe outside Germany and the United Kingdom",
    ],
    [
      { exclude: { company_name: ["Acme", "Beta"], is_remote: true } },
      "jobs not at Acme or Beta excluding remote jobs",
    ],
    [
      { country: "France", exclude: { job_type_filled: ["internship", "temporary"], skills: "SQL" } },
      "jobs in France excluding internship or temporary jobs and jobs that ask for SQL",
    ],
    [{ exclude: { salary_min: 10000, salary_max: 20000 } }, "jobs excluding jobs paying 10,000 to 20,000 a year"],
    [{ exclude: { posted_start: "2026-01-01", posted_end: "2026-01-31" } }, "jobs excluding jobs in January 2026"],
    [{ all_of: { skills: ["Python", "SQL"] } }, "jobs that ask for both Python and SQL"],
    [{ all_of: { skills: ["Python", "SQL"], tools: "dbt" } }, "jobs that ask for all of Python, SQL and dbt"],
    [
      { skills: ["R", "Scala"], all_of: { tools: ["dbt", "Airflow"] } },
      "jobs that ask for R or Scala, and for both dbt and Airflow",
    ],
    [{ all_of: { location: ["Berlin", "Bonn"] } }, "jobs in both Berlin and Bonn"],
    [{ all_of: { role_keyword: ["data", "lead"] } }, "jobs with “data” and “lead” in the title"],
    [{ stated: ["salary"] }, "jobs that state a salary"],
    [{ stated: "salary_min", country: "Peru" }, "jobs in Peru that state a salary"],
    [
      { stated: ["company_industry_std", "is_remote", "posted_date"] },
      "jobs that state an industry, a date and whether they are remote",
    ],
    [{ not_stated: ["location", "salary"] }, "jobs without a location or a salary"],
    [{ not_stated: ["is_remote"] }, "jobs that do not state whether they are remote"],
    [{ text: '"visa sponsorship"' }, "jobs that mention “visa sponsorship”"],
    [
      { skills: "Python", text: ["visa", "relocation"], stated: "salary" },
      "jobs that ask for Python and that mention “visa” or “relocation” and that state a salary",
    ],
    [{ all_of: { text: ["visa", "relocation"] } }, "jobs that mention both “visa” and “relocation”"],
    [{ salary_max: 90000 }, "jobs paying at most 90,000 a year"],
    [{ salary_min: 60000, salary_max: 90000, salary_currency: "EUR" }, "jobs paying €60,000 to €90,000 a year"],
    [{ salary_min: 60000, salary_currency: ["EUR", "USD"] }, "jobs paying at least 60,000 a year in EUR or USD"],
    [{ salary_currency: "CHF" }, "jobs paid in CHF"],
    [{ posted_weekday: ["Sunday", "Saturday"] }, "jobs posted on a Saturday or Sunday"],
    [{ posted_weekday: "weekend" }, "jobs posted on a weekend"],
    [{ posted_weekday: "weekdays" }, "jobs posted on a weekday"],
    [{ posted_calendar_month: ["july"], posted_weekday: "friday" }, "jobs posted on a Friday in July of any year"],
  ])("the subject of %j", (filters, words) => {
    expect(subjectInWords(filters)).toBe(words);
  });

  test.each([
    [
      { measure: "share", part: { job_level_std: "Senior" }, country: "Germany", group_by: "country" },
      "Working out the share of Senior jobs among jobs in Germany by country",
    ],
    [
      { measure: "share", part: { stated: ["salary"] }, exclude: { country: "France" } },
      "Working out the share of jobs that state a salary among jobs outside France",
    ],
    [{ measure: "share", part: {}, group_by: "skills" }, "Working out the share of jobs by skill"],
    [{ part: { is_remote: true } }, "Counting jobs"],
    [{ measure: "companies", country: "Peru" }, "Counting companies behind jobs in Peru"],
    [{ measure: "remote_share", group_by: "posted_weekday" }, "Working out the remote share of jobs by weekday"],
    [
      { posted_start: "2026-02-01", posted_end: "2026-02-28", compare_start: "2026-01-01", compare_end: "2026-01-31" },
      "Counting jobs, February 2026, against January 2026",
    ],
    [
      { group_by: ["company_name", "posted_month"], min_postings: 50 },
      "Counting jobs by company with at least 50 postings, month by month",
    ],
  ])("job_stats %j: parts, other periods, large groups", (input, words) => {
    expect(lookupInWords("job_stats", input)).toBe(words);
  });

  test("a long list is cut in titles, and whole in questions", () => {
    const country = [..."ABCDEFGHI"];
    expect(lookupInWords("job_stats", { country })).toBe("Counting jobs in A, B, C, D, E or 4 others");
    expect(lookupInWords("job_stats", { exclude: { country } })).toBe(
      "Counting jobs outside A, B, C, D, E and 4 others",
    );
    expect(howMany({ country })).toBe("How many jobs in A, B, C, D, E, F, G, H or I?");
  });

  test.each<object>([
    { exclude: "France", all_of: ["Python"], part: 7, stated: { a: 1 }, not_stated: null, measure: "share" },
    { exclude: { exclude: { country: "Peru" }, planet: "Mars", country: 7, skills: [null, {}] } },
    { all_of: { skills: 7, country: ["Peru"] }, min_postings: "many", compare_start: 5, compare_end: "soon" },
    { salary_min: "lots", salary_max: null, salary_currency: 3, posted_weekday: [1], text: { a: "b" } },
    { constructor: "x", exclude: { constructor: "x", toString: "y" }, all_of: { toString: ["z"] } },
  ])("odd filters of a model do no harm: %j", (input) => {
    expect(subjectInWords(input as never)).toBe("jobs");
    expect(lookupInWords("job_stats", input as never)).toMatch(/^(Counting|Working out the share of) jobs$/);
    expect(lookupInWords("search_jobs", input as never)).toBe("Listing jobs");
  });

  test("names that every object has are no names of the catalogue", () => {
    expect(lookupInWords("job_stats", { measure: "constructor", group_by: "constructor" } as never)).toBe(
      "Measuring jobs by constructor",
    );
    expect(lookupInWords("describe_data", { dimension: "constructor" })).toBe("Looking at the constructor in the data");
  });

  test("a title says what the result says, and of the call how large a group has to be", () => {
    const share = stats({ measure: "share", group_by: ["country"], part: { job_level_std: "Senior" } });
    expect(titleOfStats(share, { min_postings: 50 })).toBe(
      "Share of Senior jobs among jobs by country with at least 50 postings",
    );
    const other = stats({ compare: "other_period", previous_period: { start: "2026-01-01", end: "2026-01-31" } });
    expect(titleOfStats(other)).toBe("Jobs, against January 2026");
  });

  test("a title begins with a capital", () => {
    expect(titleOfStats(stats({ group_by: ["country"], filters: { is_remote: true } }))).toBe("Remote jobs by country");
  });
});

describe("the catalogue", () => {
  test("says what a name is, and its words", () => {
    expect([kindOf("skills"), kindOf("text"), kindOf("planet")]).toEqual(["list", "search", undefined]);
    expect(["posted_month", "posted_weekday", "posted_start"].map(isTime)).toEqual([true, false, false]);
    expect([labelOf("salary_max"), labelOf("planet")]).toEqual(["Pay up to", "planet"]);
    expect(["country", "company_name", "job_type_filled", "skills"].map(singularOf)).toEqual([
      "country",
      "company",
      "job type",
      "skill",
    ]);
    expect(pluralOf("salary_currency")).toBe("currencies");
    expect(FILTER_NAMES).not.toContain("posted_month");
  });
});

describe("values as the data has them", () => {
  test("several spellings, some by their number", () => {
    const match = (value: string, stored: string[], more: number) => ({ filter: "location", value, stored, more });
    expect(matchedInWords([])).toBe("");
    expect(matchedInWords([match("k8s", ["k8s", "kubernetes"], 0)])).toBe("“k8s” matched “k8s” and “kubernetes”");
    expect(matchedInWords([match("London", [..."abcde"], 9), match("Bonn", ["a", "b"], 0)])).toBe(
      "“London” matched “a”, “b”, “c” and 11 more; “Bonn” matched “a” and “b”",
    );
  });

  const unknown = (changes = {}) => ({
    filter: "skills",
    value: "dbt",
    closest: ["DB2"],
    found_in: ["tools"],
    ...changes,
  });

  test("an unknown value, and what it is", () => {
    expect(unknownInWords(unknown())).toBe("Skill “dbt” is in no posting. It is a tool.");
    expect(unknownInWords(unknown({ found_in: ["company_industry_std", "tools"] }))).toBe(
      "Skill “dbt” is in no posting. It is an industry and a tool.",
    );
    expect(unknownInWords(unknown({ found_in: undefined }))).toBe("Skill “dbt” is in no posting.");
  });

  test.each([
    [{ skills: ["DBT"] }, [{ tools: ["dbt"] }, { skills: ["DB2"] }]],
    [
      { skills: ["R", "dbt"], tools: ["dbt"] },
      [
        { skills: ["R"], tools: ["dbt"] },
        { skills: ["R", "DB2"], tools: ["dbt"] },
      ],
    ],
    [{ exclude: { skills: "dbt" } }, [{ exclude: { tools: ["dbt"] } }, { exclude: { skills: ["DB2"] } }]],
    [
      { all_of: { skills: ["R", "dbt"] } },
      [{ all_of: { skills: ["R"] }, tools: ["dbt"] }, { all_of: { skills: ["R", "DB2"] } }],
    ],
  ])("what to ask instead of an unknown value in %j", (filters, instead) => {
    expect(repairs(filters, unknown()).map((repair) => repair.filters)).toEqual(instead);
  });

  test("of a title one word is unknown", () => {
    const word = unknown({ filter: "role_keyword", value: "enginer", closest: ["engineer"], found_in: [] });
    expect(repairs({ role_keyword: ["Data Enginer", "analyst"] }, word).map(({ filters }) => filters)).toEqual([
      { role_keyword: ["analyst", "engineer"] },
    ]);
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
    const unknown_values = [{ filter: "country", value: "Germny", closest: ["Germany", "Guernsey"], found_in: [] }];
    const empty = stats({ filters: { country: ["Germny"] }, unknown_values, total: { value: 0, postings: 0 } });
    expect(followUps([{ tool: "job_stats", output: empty }])).toEqual([
      "How many jobs in Germany?",
      "How many jobs in Guernsey?",
    ]);
  });

  test("follow-ups ask for a value where it is known", () => {
    const unknown_values = [{ filter: "skills", value: "dbt", closest: ["DB2"], found_in: ["tools"] }];
    const empty = jobPage({ filters: { skills: "dbt", country: "Peru" }, unknown_values, total: 0, rows: [] });
    expect(followUps([{ tool: "search_jobs", output: empty }])).toEqual([
      "How many jobs in Peru that ask for dbt?",
      "How many jobs in Peru that ask for DB2?",
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
