/** A result as points to draw: labels along one axis, one or more series of values. */

import type { Stats, StatsRow } from "@/api/types";
import { formatPeriod, formatTime } from "@/words/format";
import { isTime, valueLabel } from "@/words/labels";
import type { ChartSuggestion } from "./chart-kind";

export interface Series {
  name: string;
  /** One for each label; null where the result has no row. */
  values: (number | null)[];
}

export interface ChartData {
  labels: string[];
  series: Series[];
  /** Series that were left out of the picture; the table has them. */
  hiddenSeries: number;
}

const MAX_SERIES = 6;

const labelOf = (dimension: string, row: StatsRow): string => {
  const value = row.keys[dimension] ?? "–";
  return isTime(dimension) ? formatTime(String(value)) : valueLabel(dimension, value);
};

const sizeOf = (series: Series): number => series.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

function bySeries(rows: StatsRow[], x: string, dimension: string): ChartData {
  const labels = [...new Set(rows.map((row) => labelOf(x, row)))];
  const names = [...new Set(rows.map((row) => labelOf(dimension, row)))];
  const values = new Map(rows.map((row) => [`${labelOf(x, row)}\n${labelOf(dimension, row)}`, row.value]));
  const series = names
    .map((name) => ({ name, values: labels.map((label) => values.get(`${label}\n${name}`) ?? null) }))
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  return { labels, series: series.slice(0, MAX_SERIES), hiddenSeries: Math.max(0, series.length - MAX_SERIES) };
}

function nowAndBefore(stats: Stats, x: string, rows: StatsRow[]): ChartData {
  const labels = rows.map((row) => labelOf(x, row));
  const now = {
    name: formatPeriod(stats.period.start, stats.period.end) || "Now",
    values: rows.map((row) => row.value),
  };
  if (!stats.compare) return { labels, series: [now], hiddenSeries: 0 };
  const before = {
    name: formatPeriod(stats.previous_period?.start, stats.previous_period?.end) || "Before",
    values: rows.map((row) => row.previous ?? null),
  };
  return { labels, series: [before, now], hiddenSeries: 0 };
}

/** Rows of a line come oldest first, whatever order the result was asked in. */
export function chartData(stats: Stats, chart: ChartSuggestion): ChartData {
  const { x, series } = chart;
  if (!x) return { labels: [], series: [], hiddenSeries: 0 };
  const inTime = (a: StatsRow, b: StatsRow) => String(a.keys[x]).localeCompare(String(b.keys[x]));
  const rows = chart.kind === "line" ? [...stats.rows].sort(inTime) : stats.rows;
  return series ? bySeries(rows, x, series) : nowAndBefore(stats, x, rows);
}
