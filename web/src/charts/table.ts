/** Results as tables: what the table view shows and what CSV files hold. */

import type { DataDescription, JobCard, Stats } from "@/api/types";
import { formatChange, formatCount, formatMoney, formatTime, formatValue } from "@/words/format";
import { DIMENSION_LABELS, isTime, MEASURE_LABELS, valueLabel } from "@/words/labels";

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

/** A result by its dimensions; a single value becomes one row that says "All". */
export function statsTable(stats: Stats): Table<StatsLine> {
  const { measure, group_by: dimensions, compare } = stats;
  const isPay = measure === "median_salary";
  const keys = dimensions.map(
    (name): Column<StatsLine> => ({
      name: DIMENSION_LABELS[name],
      raw: (row) => row.keys[name],
      text: (row) => {
        const value = row.keys[name] ?? "–";
        return isTime(name) ? formatTime(String(value)) : valueLabel(name, value);
      },
    }),
  );
  const number = (name: string, raw: Column<StatsLine>["raw"], text: (row: StatsLine) => string) =>
    ({ name, raw, text, isNumber: true }) satisfies Column<StatsLine>;
  const columns = [
    ...(keys.length > 0 ? keys : [{ name: "Selection", raw: () => "All" }]),
    number(
      MEASURE_LABELS[measure],
      (row) => row.value,
      (row) => formatValue(measure, row.value, row.currency),
    ),
    ...(isPay ? [{ name: "Currency", raw: (row: StatsLine) => row.currency }] : []),
    ...(measure === "count"
      ? []
      : [
          number(
            "Postings",
            (row) => row.postings,
            (row) => formatCount(row.postings),
          ),
        ]),
    ...(compare
      ? [
          number(
            "Before",
            (row) => row.previous,
            (row) => formatValue(measure, row.previous, row.currency),
          ),
          number(
            "Change",
            (row) => row.change,
            (row) => formatChange(measure, row.change, row.change_percent),
          ),
        ]
      : []),
  ];
  return { columns, rows: dimensions.length > 0 ? stats.rows : [{ keys: {}, ...stats.total }] };
}

export function jobsTable(rows: JobCard[]): Table<JobCard> {
  const column = (name: string, raw: (job: JobCard) => Cell, isNumber = false): Column<JobCard> => ({
    name,
    raw,
    isNumber,
  });
  const pay = (name: string, raw: (job: JobCard) => number | null | undefined): Column<JobCard> => ({
    name,
    raw,
    text: (job) => (typeof raw(job) === "number" ? formatMoney(raw(job) as number, job.salary_currency) : ""),
    isNumber: true,
  });
  return {
    columns: [
      column("Title", (job) => job.actual_role),
      column("Company", (job) => job.company_name),
      column("Location", (job) => job.location),
      column("Country", (job) => job.country),
      column("Posted", (job) => job.posted_date),
      column("Remote", (job) => job.is_remote),
      column("Level", (job) => job.job_level_std),
      column("Function", (job) => job.job_function_std),
      column("Type", (job) => job.job_type_filled),
      pay("Pay from", (job) => job.salary_min),
      pay("Pay to", (job) => job.salary_max),
      column("Currency", (job) => job.salary_currency),
      column("Pay period", (job) => job.salary_period),
      column("Skills", (job) => job.skills.join(", ")),
      column("Tools", (job) => job.tools.join(", ")),
      column("Link", (job) => job.url),
      column("Id", (job) => job.job_id),
    ],
    rows,
  };
}

type DescriptionLine = { dimension: string; value: string | boolean; postings: number };

export function descriptionTable(data: DataDescription): Table<DescriptionLine> {
  const label = (name: string) => DIMENSION_LABELS[name as keyof typeof DIMENSION_LABELS] ?? name;
  return {
    columns: [
      { name: "Dimension", raw: (line) => label(line.dimension) },
      { name: "Value", raw: (line) => line.value, text: (line) => valueLabel(line.dimension, line.value) },
      { name: "Postings", raw: (line) => line.postings, text: (line) => formatCount(line.postings), isNumber: true },
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
