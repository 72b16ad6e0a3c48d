import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import type { Stats } from "@/api/types";
import { BigNumber } from "@/charts/big-number";
import { suggestChart } from "@/charts/chart-kind";
import StatsFigure from "@/charts/stats-figure";
import { LookupItem } from "@/chat/lookup-item";
import { FilterChips } from "@/explore/filter-chips";
import { NoResults } from "@/explore/no-results";
import { Timeline } from "@/explore/timeline";
import { stats } from "./samples";

/** What the reader reads, with a bar between elements. */
const textOf = (element: ReactElement): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, "|")
    .replace(/\|+/g, "|");

const NO_PAY = { value: null, postings: 0, currency: null, p25: null, p75: null, mean: null, currencies: [] };

const pay = (total: Partial<Stats["total"]>, changes: Partial<Stats> = {}): string =>
  textOf(<BigNumber stats={stats({ measure: "median_salary", ...changes, total: { ...NO_PAY, ...total } })} />);

describe("one value of pay", () => {
  const euros = { value: 72000, currency: "EUR", p25: 60000, p75: 90000, postings: 1234, currencies: ["EUR"] };

  test("shows the median, its currency and its spread", () => {
    expect(pay(euros)).toBe(
      "|€72,000|median yearly pay in EUR|25th to 75th percentile: €60,000 – €90,000, 1,234 postings|",
    );
  });

  test("and how it changed", () => {
    const changes = {
      compare: "previous_year" as const,
      previous_period: { start: "2025-01-01", end: "2025-12-31" },
    };
    expect(pay({ ...euros, previous: 70000, change: 2000, change_percent: 2.86 }, changes)).toContain(
      "|+2.9 %| against €70,000 in 2025|",
    );
  });

  test("of an older chat has no spread", () => {
    expect(pay({ ...euros, p25: undefined, p75: undefined, postings: 1 })).toBe(
      "|€72,000|median yearly pay in EUR|1 posting|",
    );
  });

  test("in several currencies has none, and says so", () => {
    expect(pay({ postings: 30, currencies: ["EUR", "USD"] })).toBe(
      "|30 postings with pay in EUR and USD, which have no median yearly pay in common.|",
    );
  });

  test("where nobody is paid", () => {
    expect(pay({})).toBe("|–|median yearly pay|0 postings|");
  });
});

test("pay by currency is a table first", () => {
  const rows = [
    { keys: { salary_currency: "EUR" }, value: 72000, postings: 20, currency: "EUR" },
    { keys: { salary_currency: "USD" }, value: 95000, postings: 10, currency: "USD" },
  ];
  const figure = (measure: Stats["measure"]) => {
    const result = stats({ measure, group_by: ["salary_currency"], rows });
    const chart = suggestChart("t", result);
    return chart && textOf(<StatsFigure stats={result} chart={chart} title="Pay" />);
  };
  expect(figure("median_salary")).toContain("|USD|$95,000|");
  expect(figure("count")).not.toContain("|USD|");
});

test("a look-up says in one line which spellings a value stood for", () => {
  const matched = [{ filter: "location", value: "London", stored: ["London, UK", "London, Ontario"], more: 0 }];
  const item = (changes: Partial<Stats>) =>
    textOf(
      <LookupItem
        lookup={{
          id: "1",
          tool: "job_stats",
          input: {},
          state: "done",
          words: "Counting jobs",
          output: stats(changes),
        }}
      />,
    );
  expect(item({ matched })).toContain("|“London” matched “London, UK” and “London, Ontario”|");
  expect(item({})).not.toContain(" matched “");
});

test("a value that is known elsewhere is offered there", () => {
  const unknown = [{ filter: "skills", value: "dbt", closest: ["DB2"], found_in: ["tools"] }];
  expect(textOf(<NoResults filters={{ skills: ["dbt"] }} unknown={unknown} onChange={vi.fn()} />)).toContain(
    "|Skill “dbt” is in no posting. It is a tool.|Tool dbt|DB2|",
  );
});

test("every filter in force has a chip", () => {
  const filters = { text: ["visa"], posted_weekday: ["Saturday"], salary_currency: ["EUR"], salary_max: 90000 };
  const chips = textOf(<FilterChips filters={filters} onChange={vi.fn()} />);
  for (const chip of ["Text |visa", "Weekday |Saturday", "Currency |EUR", "Pay up to |90,000"]) {
    expect(chips).toContain(`|${chip}|`);
  }
});

test("a month without postings keeps its place", () => {
  const months = [
    { value: "2025-11", postings: 4 },
    { value: "2026-01", postings: 2 },
  ];
  const html = renderToStaticMarkup(<Timeline months={months} filters={{}} onToggle={vi.fn()} />);
  expect(html.match(/title="[^"]+"/g)).toEqual([
    'title="Nov 2025: 4 postings"',
    'title="Dec 2025: 0 postings"',
    'title="Jan 2026: 2 postings"',
  ]);
});
