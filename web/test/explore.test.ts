import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { facetsOf } from "@/explore/charts";
import {
  FLAGS,
  isMonthChosen,
  monthRange,
  PAY_FILTERS,
  parseSelection,
  queryOf,
  TEXT_FILTERS,
  toggleFlag,
  toggleMonth,
  toggleValue,
} from "@/explore/selection";
import { safeUrl } from "@/ui/safe-url";

describe("the explore page's address", () => {
  test("goes there and back", () => {
    const query =
      "country=Germany&country=France&skills=C%2B%2B&is_remote=true&posted_start=2026-01-01&order_by=salary&page=3";
    const selection = parseSelection(query);
    expect(selection).toEqual({
      filters: { country: ["Germany", "France"], skills: ["C++"], is_remote: true, posted_start: "2026-01-01" },
      orderBy: "salary",
      ascending: false,
      page: 3,
      jobId: null,
    });
    expect(parseSelection(queryOf(selection))).toEqual(selection);
  });

  test("holds every filter of the API that has a value of its own", () => {
    const query =
      "salary_currency=EUR&posted_weekday=Saturday&posted_weekday=Sunday&text=visa+sponsorship&salary_min=1&salary_max=2.5";
    const selection = parseSelection(query);
    expect(selection.filters).toEqual({
      salary_currency: ["EUR"],
      posted_weekday: ["Saturday", "Sunday"],
      text: ["visa sponsorship"],
      salary_min: 1,
      salary_max: 2.5,
    });
    expect(queryOf(selection)).toBe(query);
    const api = JSON.parse(readFileSync("openapi.json", "utf8")).paths["/stats/overview"].get.parameters;
    const nested = ["exclude", "all_of", "stated", "not_stated"];
    const known = [...TEXT_FILTERS, ...FLAGS, ...PAY_FILTERS, "posted_start", "posted_end", ...nested];
    const names = api.filter((each: { in: string }) => each.in === "query").map((each: { name: string }) => each.name);
    expect([...known].sort()).toEqual(names.sort());
  });

  test("filters inside filters are left out, and break nothing", () => {
    const query = new URLSearchParams({
      exclude: '{"country": "Germany"}',
      all_of: "{broken",
      stated: "salary",
      not_stated: "country",
      country: "Peru",
    });
    expect(parseSelection(query.toString()).filters).toEqual({ country: ["Peru"] });
  });

  test.each(["-5", "0", "NaN", "Infinity", "1e9", ""])("pay of %j is no pay", (pay) => {
    expect(parseSelection(`salary_min=${pay}&salary_max=${pay}`).filters).toEqual({});
  });

  test("a value said twice counts once", () => {
    expect(parseSelection("country=Peru&country=Peru").filters).toEqual({ country: ["Peru"] });
  });

  test("odd things in it are left out", () => {
    const selection = parseSelection(
      "country=&planet=Mars&is_remote=maybe&posted_start=soon&order_by=x&page=-1&salary_min=lots",
    );
    expect(selection).toEqual({ filters: {}, orderBy: "posted_date", ascending: false, page: 1, jobId: null });
    expect(queryOf(selection)).toBe("");
  });
});

describe("filters", () => {
  test("a value toggles, whatever its case", () => {
    const filters = toggleValue({ country: ["Germany"] }, "country", "France");
    expect(filters).toEqual({ country: ["Germany", "France"] });
    expect(toggleValue(filters, "country", "germany")).toEqual({ country: ["France"] });
    expect(toggleValue({ country: ["France"] }, "country", "France")).toEqual({});
  });

  test("a flag is one of two, or none", () => {
    expect(toggleFlag({}, "is_remote", true)).toEqual({ is_remote: true });
    expect(toggleFlag({ is_remote: true }, "is_remote", false)).toEqual({ is_remote: false });
    expect(toggleFlag({ is_remote: false }, "is_remote", false)).toEqual({});
  });

  test("a month is its days", () => {
    expect(monthRange("2024-02")).toEqual(["2024-02-01", "2024-02-29"]);
    const filters = toggleMonth({}, "2026-01");
    expect(filters).toEqual({ posted_start: "2026-01-01", posted_end: "2026-01-31" });
    expect(isMonthChosen(filters, "2026-01")).toBe(true);
    expect(isMonthChosen(filters, "2026-02")).toBe(false);
    expect(toggleMonth(filters, "2026-01")).toEqual({});
  });

  test("an open period chooses every month it touches", () => {
    expect(isMonthChosen({ posted_start: "2026-01-20" }, "2026-01")).toBe(true);
    expect(isMonthChosen({ posted_start: "2026-01-20" }, "2025-12")).toBe(false);
    expect(isMonthChosen({}, "2026-01")).toBe(false);
  });
});

test("the charts are those that the API has, in the page's order", () => {
  const bar = [{ value: "x", postings: 1 }];
  expect(facetsOf(undefined)).toHaveLength(8);
  expect(facetsOf({ platform: bar, posted_month: bar, planet: bar, is_remote: [], skills: bar, country: bar })).toEqual(
    ["country", "skills", "is_remote", "platform"],
  );
});

test.each([
  ["https://example.com/a?b=1", "https://example.com/a?b=1"],
  ["http://example.com", "http://example.com/"],
  ["javascript:alert(1)", undefined],
  [" javascript:alert(1)", undefined],
  ["data:text/html,<script>", undefined],
  ["/relative", undefined],
  [null, undefined],
])("the link %j", (text, url) => {
  expect(safeUrl(text)).toBe(url);
});
