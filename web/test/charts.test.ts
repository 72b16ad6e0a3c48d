import { describe, expect, test } from "vitest";
import type { StatsRow } from "@/api/types";
import { chartData } from "@/charts/chart-data";
import { suggestChart } from "@/charts/chart-kind";
import { csvBlob, toCsv } from "@/charts/csv";
import { fileName } from "@/charts/download";
import { linePath, pointsOf } from "@/charts/line-path";
import { fitText, niceTicks, spreadIndices } from "@/charts/scale";
import { jobsTable, statsTable } from "@/charts/table";
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
    });
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
