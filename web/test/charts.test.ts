import { describe, expect, test } from "vitest";
import type { Stats, StatsRow } from "@/api/types";
import { chartData } from "@/charts/chart-data";
import { suggestChart } from "@/charts/chart-kind";
import { csvBlob, toCsv } from "@/charts/csv";
import { fileName } from "@/charts/download";
import { footnote } from "@/charts/footnote";
import { linePath, pointsOf } from "@/charts/line-path";
import { fitText, niceTicks, spreadIndices } from "@/charts/scale";
import { cellText, jobsTable, statsTable } from "@/charts/table";
import { timeAxis } from "@/charts/time-axis";
import { job, stats } from "./samples";

const row = (keys: StatsRow["keys"], value: number, more: Partial<StatsRow> = {}): StatsRow => ({
  keys,
  value,
  postings: value,
  ...more,
});

describe("the chart that suits a result", () => {
  const rows = [row({ country: "Germany" }, 2)];
  test.each([
    [stats({}), "number", null, null],
    [stats({ group_by: ["country"], rows }), "bar", "country", null],
    [stats({ group_by: ["country"], rows, compare: "previous_year" }), "grouped-bar", "country", null],
    [stats({ group_by: ["country", "is_remote"], rows }), "grouped-bar", "country", "is_remote"],
    [stats({ group_by: ["posted_month"], rows }), "line", "posted_month", null],
    [stats({ group_by: ["country", "posted_month"], rows }), "line", "posted_month", "country"],
  ])("case %#", (result, kind, x, series) => {
    expect(suggestChart("t1", result)).toEqual({ tool_call_id: "t1", kind, x, series });
  });

  test("no rows, no chart", () => {
    expect(suggestChart("t1", stats({ group_by: ["country"] }))).toBeNull();
  });
});

describe("points to draw", () => {
  test("months without postings count as zero", () => {
    const rows = [row({ posted_month: "2025-11" }, 4), row({ posted_month: "2026-01" }, 2)];
    const data = chartData(stats({ group_by: ["posted_month"], rows }), {
      tool_call_id: "t",
      kind: "line",
      x: "posted_month",
      series: null,
    });
    expect(data.labels).toEqual(["Nov 2025", "Dec 2025", "Jan 2026"]);
    expect(data.series[0]?.values).toEqual([4, 0, 2]);
  });

  test("a median of nothing is a gap, not zero", () => {
    const rows = [row({ posted_month: "2025-11" }, 4), row({ posted_month: "2026-01" }, 2)];
    const result = stats({ measure: "median_salary", group_by: ["posted_month"], rows });
    const data = chartData(result, { tool_call_id: "t", kind: "line", x: "posted_month", series: null });
    expect(data.series[0]?.values).toEqual([4, null, 2]);
  });

  test("the six largest series are drawn", () => {
    const rows = Array.from({ length: 8 }, (_, index) => row({ posted_year: "2026", country: `C${index}` }, index + 1));
    const data = chartData(stats({ group_by: ["posted_year", "country"], rows }), {
      tool_call_id: "t",
      kind: "line",
      x: "posted_year",
      series: "country",
    });
    expect(data.series.map((series) => series.name)).toEqual(["C7", "C6", "C5", "C4", "C3", "C2"]);
    expect(data.hiddenSeries).toBe(2);
  });

  test("twelve bars are drawn", () => {
    const rows = Array.from({ length: 20 }, (_, index) => row({ company_name: `C${index}` }, 20 - index));
    const chart = { tool_call_id: "t", kind: "bar", x: "company_name", series: null } as const;
    const data = chartData(stats({ group_by: ["company_name"], rows }), chart);
    expect([data.labels.length, data.series[0]?.values.length, data.hiddenLabels]).toEqual([12, 12, 8]);
  });

  test("a comparison draws before and now, by their dates", () => {
    const result = stats({
      group_by: ["is_remote"],
      compare: "previous_year",
      rows: [row({ is_remote: true }, 12, { previous: 10 }), row({ is_remote: false }, 3, { previous: 0 })],
      period: { start: "2026-01-01", end: "2026-01-31" },
      previous_period: { start: "2025-01-01", end: "2025-01-31" },
    });
    expect(chartData(result, { tool_call_id: "t", kind: "grouped-bar", x: "is_remote", series: null })).toEqual({
      labels: ["Remote", "On site"],
      series: [
        { name: "January 2025", values: [10, 0] },
        { name: "January 2026", values: [12, 3] },
      ],
      hiddenSeries: 0,
      hiddenLabels: 0,
      currency: null,
      hasOtherCurrencies: false,
      hasGaps: false,
    });
  });

  test.each<[string, Partial<Stats>, (number | null)[][], boolean]>([
    [
      "nothing was cut",
      {},
      [
        [7, 3],
        [5, 0],
      ],
      false,
    ],
    [
      "its series was cut",
      { cut: { groups: 2, postings: 3, by: { false: 2 } } },
      [
        [7, 3],
        [5, null],
      ],
      true,
    ],
    [
      "another series was cut",
      { cut: { groups: 2, postings: 3, by: { true: 2 } } },
      [
        [7, 3],
        [5, 0],
      ],
      false,
    ],
    [
      "small groups are left out",
      { small: { groups: 1, postings: 2 } },
      [
        [7, 3],
        [5, null],
      ],
      true,
    ],
    [
      "an older result was cut",
      { cut: { groups: 2, postings: 3 } },
      [
        [7, 3],
        [5, null],
      ],
      true,
    ],
    [
      "pay of nothing is a gap anyhow",
      { measure: "median_salary" },
      [
        [7, 3],
        [5, null],
      ],
      false,
    ],
    [
      "so is a part of nothing",
      { measure: "share", part: { is_remote: true } },
      [
        [7, 3],
        [5, null],
      ],
      false,
    ],
    [
      "a share of nothing is zero",
      { measure: "share" },
      [
        [7, 3],
        [5, 0],
      ],
      false,
    ],
  ])("a group that is missing, where %s", (_, changes, values, hasGaps) => {
    const rows = [
      row({ country: "Peru", is_remote: true }, 7),
      row({ country: "Peru", is_remote: false }, 5),
      row({ country: "Chile", is_remote: true }, 3),
    ];
    const data = chartData(stats({ group_by: ["country", "is_remote"], rows, ...changes }), {
      tool_call_id: "t",
      kind: "grouped-bar",
      x: "country",
      series: "is_remote",
    });
    expect([data.series.map((series) => series.values), data.hasGaps]).toEqual([values, hasGaps]);
  });

  test("months with too few postings are gaps", () => {
    const rows = [row({ posted_month: "2025-11" }, 60), row({ posted_month: "2026-01" }, 80)];
    const data = chartData(stats({ group_by: ["posted_month"], rows, small: { groups: 1, postings: 4 } }), {
      tool_call_id: "t",
      kind: "line",
      x: "posted_month",
      series: null,
    });
    expect([data.series[0]?.values, data.hasGaps]).toEqual([[60, null, 80], true]);
  });

  test("one currency is drawn: the first", () => {
    const rows = [
      row({ country: "Chile" }, 50000, { currency: "USD" }),
      row({ country: "Germany" }, 45000, { currency: "USD" }),
      row({ country: "Germany" }, 72000, { currency: "EUR" }),
    ];
    const result = stats({ measure: "median_salary", group_by: ["country"], rows });
    const data = chartData(result, { tool_call_id: "t", kind: "bar", x: "country", series: null });
    expect(data).toMatchObject({ labels: ["Chile", "Germany"], currency: "USD", hasOtherCurrencies: true });
    expect(data.series[0]?.values).toEqual([50000, 45000]);
    expect(footnote(result, data)).toMatch(/^Only pay in USD is drawn; the table has the other currencies · Data/);
    expect(footnote(result)).toMatch(/^Data up to/);
  });

  test.each([
    ["posted_day", ["2026-02-27", "2026-03-01"], ["2026-02-27", "2026-02-28", "2026-03-01"]],
    ["posted_week", ["2025-12-29", "2026-01-12"], ["2025-12-29", "2026-01-05", "2026-01-12"]],
    ["posted_quarter", ["2025-Q3", "2026-Q1"], ["2025-Q3", "2025-Q4", "2026-Q1"]],
    ["posted_year", ["2026", "2024"], ["2024", "2025", "2026"]],
    ["posted_month", [], []],
  ])("%s without holes", (dimension, given, axis) => {
    expect(timeAxis(dimension, given)).toEqual(axis);
  });

  test("a line breaks at gaps, and a value alone is a dot", () => {
    const values = [1, 2, null, 4];
    const same = (value: number) => value;
    expect(linePath(values, same, same)).toBe("M0.0 1.0L1.0 2.0M3.0 4.0");
    expect(pointsOf(values, null)).toEqual([3]);
    expect(pointsOf(values, 0)).toEqual([0, 3]);
  });

  test("axis arithmetic", () => {
    expect(niceTicks(6)).toEqual([0, 2, 4, 6]);
    expect(niceTicks(1234)).toEqual([0, 500, 1000, 1500]);
    expect(niceTicks(0)).toEqual([0, 1]);
    expect(spreadIndices(23, 6)).toEqual([2, 6, 10, 14, 18, 22]);
    expect(fitText("Software Engineering", 60, 6)).toBe("Software…");
    expect(fitText("Short", 60, 6)).toBe("Short");
  });
});

describe("below a result", () => {
  const drawn = chartData(stats({}), { tool_call_id: "t", kind: "number", x: null, series: null });

  test("what is not shown, in a few words", () => {
    const result = stats({
      cut: { groups: 1, postings: 1, by: { Peru: 1 } },
      small: { groups: 3, postings: 12 },
      missing: 2,
      unpaid: 1,
    });
    expect(footnote(result, { ...drawn, hiddenLabels: 4, hasGaps: true })).toBe(
      "4 more in the table · A gap is a group that is not shown, not zero · 1 more group with 1 posting not shown · " +
        "3 groups with 12 postings too small · 2 postings without this detail · 1 posting without yearly pay · " +
        "Data up to 22 Nov 2026",
    );
  });

  test("nothing where all is shown", () => {
    expect(footnote(stats({ newest_day: null, small: { groups: 0, postings: 0 } }), drawn)).toBe("");
    const byCurrency = stats({
      measure: "median_salary",
      group_by: ["salary_currency"],
      missing: 7,
      unpaid: 7,
      newest_day: null,
    });
    expect(footnote(byCurrency)).toBe("7 postings without yearly pay");
  });
});

describe("CSV", () => {
  test("commas, quotes, line breaks and unicode survive", () => {
    const rows = [row({ company_name: 'Łódź "Data", GmbH\nBerlin' }, 3)];
    expect(toCsv(statsTable(stats({ group_by: ["company_name"], rows })))).toBe(
      'Company,Postings\r\n"Łódź ""Data"", GmbH\nBerlin",3\r\n',
    );
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is text and no formula", (name) => {
    const csv = toCsv(statsTable(stats({ group_by: ["company_name"], rows: [row({ company_name: name }, 3)] })));
    expect(csv.split("\r\n").slice(1).join("\r\n").replace(/^"/, "")).toMatch(/^'/);
  });

  test("negative numbers stay numbers", () => {
    const rows = [row({ country: "France" }, 5, { previous: 8, change: -3, change_percent: -37.5 })];
    const result = stats({ group_by: ["country"], compare: "previous_year", rows });
    expect(toCsv(statsTable(result))).toBe("Country,Postings,Before,Change\r\nFrance,5,8,-3\r\n");
  });

  test("pay has its spread, its currency and its postings", () => {
    const pay = { currency: "EUR", p25: 60000, p75: 90000.5, mean: 71234.56, postings: 12 };
    const rows = [
      row({ country: "Peru" }, 72000, pay),
      row({ country: "Peru" }, 50000, { postings: 1, currency: "USD", p25: null, p75: null, mean: null }),
    ];
    expect(toCsv(statsTable(stats({ measure: "median_salary", group_by: ["country"], rows })))).toBe(
      "Country,Median yearly pay,25th percentile,75th percentile,Mean,Currency,Postings\r\n" +
        "Peru,72000,60000,90000.5,71234.56,EUR,12\r\nPeru,50000,,,,USD,1\r\n",
    );
  });

  test("pay by currency names it once", () => {
    const rows = [row({ salary_currency: "EUR" }, 72000, { currency: "EUR", postings: 12 })];
    const table = statsTable(stats({ measure: "median_salary", group_by: ["salary_currency"], rows }));
    expect(table.columns.map((column) => column.name).filter((name) => name === "Currency")).toHaveLength(1);
    expect(table.columns.map((column) => cellText(column, rows[0] as StatsRow))).toEqual([
      "EUR",
      "€72,000",
      "–",
      "–",
      "–",
      "12",
    ]);
  });

  test("one value is one row", () => {
    expect(toCsv(statsTable(stats({})))).toBe("Selection,Postings\r\nAll,1234\r\n");
  });

  test("postings have their link and pay", () => {
    const csv = toCsv(jobsTable([job({ actual_role: "=cmd|' /C calc'!A0", salary_min: 60000 })]));
    expect(csv).toContain("'=cmd|' /C calc'!A0");
    expect(csv).toContain("60000");
    expect(csv).toContain("https://example.com/1");
  });

  test("the file says that it is UTF-8", async () => {
    const bytes = new Uint8Array(await csvBlob("a").arrayBuffer());
    expect([...bytes]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
  });

  test("file names are plain", () => {
    expect(fileName("Jobs in Łódź, January 2026", "csv")).toBe("jobs-in-o-dz-january-2026.csv");
    expect(fileName("日本", "png")).toBe("joblab.png");
  });
});
