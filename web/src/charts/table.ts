/** Results as tables: what the table view shows and what CSV files hold. */

import type { DataDescription, Dimension, JobCard, Measure, Stats } from "@/api/types";
import { formatChange, formatCount, formatMoney, formatTime, formatValue } from "@/words/format";
import { capitalised, isTime, labelOf, measureLabel, PAY_FIGURES, pluralOf, unitOf, valueLabel } from "@/words/labels";

export type Cell = string | number | boolean | null | undefined;

export interface Column<Row> {
  name: string;
  /** The stored value, for files. */
  raw: (row: Row) => Cell;
  /** The value as shown; the raw value as text if absent. */
  text?: (row: Row) => string;
  isNumber?: boolean;
}

export interface Table<Row> {
  columns: Column<Row>[];
  rows: Row[];
}

type StatsLine = Stats["rows"][number];

const number = (name: string, raw: Column<StatsLine>["raw"], text: (row: StatsLine) => string): Column<StatsLine> => ({
  name,
  raw,
  text,
  isNumber: true,
});

const keyColumn = (name: Dimension): Column<StatsLine> => ({
  name: labelOf(name),
  raw: (row) => row.keys[name],
  text: (row) => {
    const value = row.keys[name] ?? "–";
    return isTime(name) ? formatTime(String(value)) : valueLabel(name, value);
  },
});

/** A figure of a row, written as the measure's values are. */
const figure = (measure: Measure, name: string, field: "value" | "previous" | keyof typeof PAY_FIGURES) =>
  number(
    name,
    (row) => row[field],
    (row) => formatValue(measure, row[field], row.currency),
  );

/** What stands beside the value: of pay its spread and its currency, and how many postings it is of. */
function besideValue({ measure, group_by }: Stats): Column<StatsLine>[] {
  const postings = number(
    measureLabel("count"),
    (row) => row.postings,
    (row) => formatCount(row.postings),
  );
  if (unitOf(measure) !== "money") return measure === "count" ? [] : [postings];
  return [
    figure(measure, PAY_FIGURES.p25, "p25"),
    figure(measure, PAY_FIGURES.p75, "p75"),
    figure(measure, PAY_FIGURES.mean, "mean"),
    ...(group_by.includes("salary_currency")
      ? []
      : [{ name: labelOf("salary_currency"), raw: (row: StatsLine) => row.currency }]),
    postings,
  ];
}

/** A result by its dimensions; a single value becomes one row that says "All". */
export function statsTable(stats: Stats): Table<StatsLine> {
  const { measure, group_by: dimensions, compare } = stats;
  const change = number(
    "Change",
    (row) => row.change,
    (row) => formatChange(measure, row.change, row.change_percent),
  );
  const columns = [
    ...(dimensions.length > 0 ? dimensions.map(keyColumn) : [{ name: "Selection", raw: () => "All" }]),
    figure(measure, measureLabel(measure), "value"),
    ...besideValue(stats),
    ...(compare ? [figure(measure, "Before", "previous"), change] : []),
  ];
  return { columns, rows: dimensions.length > 0 ? stats.rows : [{ keys: {}, ...stats.total }] };
}

export function jobsTable(rows: JobCard[]): Table<JobCard> {
  const column = (name: string, raw: (job: JobCard) => Cell, isNumber = false): Column<JobCard> => ({
    name,
    raw,
    isNumber,
  });
  const fact = (name: Exclude<keyof JobCard & Dimension, "skills" | "tools">) =>
    column(labelOf(name), (job) => job[name]);
  const list = (name: "skills" | "tools") => column(capitalised(pluralOf(name)), (job) => job[name].join(", "));
  const pay = (name: string, raw: (job: JobCard) => number | null | undefined): Column<JobCard> => ({
    name,
    raw,
    text: (job) => (typeof raw(job) === "number" ? formatMoney(raw(job) as number, job.salary_currency) : ""),
    isNumber: true,
  });
  return {
    columns: [
      column("Title", (job) => job.actual_role),
      fact("company_name"),
      fact("location"),
      fact("country"),
      column("Posted", (job) => job.posted_date),
      fact("is_remote"),
      fact("job_level_std"),
      fact("job_function_std"),
      fact("job_type_filled"),
      pay("Pay from", (job) => job.salary_min),
      pay("Pay to", (job) => job.salary_max),
      fact("salary_currency"),
      column("Pay period", (job) => job.salary_period),
      list("skills"),
      list("tools"),
      column("Link", (job) => job.url),
      column("Id", (job) => job.job_id),
    ],
    rows,
  };
}

type DescriptionLine = { dimension: string; value: string | boolean; postings: number };

export function descriptionTable(data: DataDescription): Table<DescriptionLine> {
  return {
    columns: [
      { name: "Dimension", raw: (line) => labelOf(line.dimension) },
      { name: "Value", raw: (line) => line.value, text: (line) => valueLabel(line.dimension, line.value) },
      {
        name: measureLabel("count"),
        raw: (line) => line.postings,
        text: (line) => formatCount(line.postings),
        isNumber: true,
      },
    ],
    rows: Object.entries(data.dimensions).flatMap(([dimension, summary]) =>
      summary.top.map((top) => ({ dimension, ...top })),
    ),
  };
}

export function cellText<Row>(column: Column<Row>, row: Row): string {
  const raw = column.raw(row);
  if (column.text) return column.text(row);
  if (typeof raw === "boolean") return raw ? "Yes" : "No";
  return String(raw ?? "");
}
