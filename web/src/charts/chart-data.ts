/** A result as points to draw: labels along one axis, one or more series of values. */

import type { Measure, Stats, StatsRow } from "@/api/types";
import { formatPeriod, formatTime } from "@/words/format";
import { isTime, valueLabel } from "@/words/labels";
import type { ChartSuggestion } from "./chart-kind";
import { timeAxis } from "./time-axis";

export interface Series {
  name: string;
  /** One for each label; null where there is no value. */
  values: (number | null)[];
}

export interface ChartData {
  labels: string[];
  series: Series[];
  /** Series, and places along the axis, that were left out of the picture; the table has them. */
  hiddenSeries: number;
  hiddenLabels: number;
}

const MAX_SERIES = 6;
const MAX_BARS = 12;

const keyOf = (row: StatsRow, dimension: string): string => String(row.keys[dimension]);

const labelOf = (dimension: string, value: string | boolean): string =>
  isTime(dimension) ? formatTime(String(value)) : valueLabel(dimension, value);

/** Where nothing was posted, a count is zero and a share or a median is undefined. */
const absentValue = (measure: Measure): number | null => (measure === "count" || measure === "companies" ? 0 : null);

const sizeOf = (series: Series): number => series.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** The places along the axis: for time all buckets, oldest first; else those of the rows, in the order of the result. */
function axisOf(stats: Stats, x: string): string[] {
  const keys = [...new Set(stats.rows.map((row) => keyOf(row, x)))];
  return isTime(x) ? timeAxis(x, keys) : keys;
}

function bySeries(stats: Stats, x: string, dimension: string): Series[] {
  const rows = new Map(stats.rows.map((row) => [`${keyOf(row, x)}\n${keyOf(row, dimension)}`, row]));
  const names = [...new Set(stats.rows.map((row) => keyOf(row, dimension)))];
  const absent = absentValue(stats.measure);
  return names
    .map((name) => ({
      name: labelOf(dimension, rowsValue(stats, dimension, name)),
      values: axisOf(stats, x).map((place) => {
        const row = rows.get(`${place}\n${name}`);
        return row ? row.value : absent;
      }),
    }))
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}

/** The stored value of a key: a boolean where the rows hold one. */
const rowsValue = (stats: Stats, dimension: string, key: string): string | boolean =>
  stats.rows.find((row) => keyOf(row, dimension) === key)?.keys[dimension] ?? key;

function nowAndBefore(stats: Stats, x: string): Series[] {
  const rows = new Map(stats.rows.map((row) => [keyOf(row, x), row]));
  const absent = absentValue(stats.measure);
  const values = (pick: (row: StatsRow) => number | null | undefined) =>
    axisOf(stats, x).map((place) => {
      const row = rows.get(place);
      return row ? (pick(row) ?? null) : absent;
    });
  const name = (period: Stats["previous_period"], other: string) => formatPeriod(period?.start, period?.end) || other;
  const now = { name: name(stats.period, "Now"), values: values((row) => row.value) };
  if (!stats.compare) return [now];
  return [{ name: name(stats.previous_period, "Before"), values: values((row) => row.previous) }, now];
}

export function chartData(stats: Stats, { kind, x, series: dimension }: ChartSuggestion): ChartData {
  if (!x) return { labels: [], series: [], hiddenSeries: 0, hiddenLabels: 0 };
  const series = dimension ? bySeries(stats, x, dimension) : nowAndBefore(stats, x);
  const labels = axisOf(stats, x).map((place) => labelOf(x, rowsValue(stats, x, place)));
  const drawn = kind === "line" ? labels.length : MAX_BARS;
  return {
    labels: labels.slice(0, drawn),
    series: series.slice(0, MAX_SERIES).map(({ name, values }) => ({ name, values: values.slice(0, drawn) })),
    hiddenSeries: Math.max(0, series.length - MAX_SERIES),
    hiddenLabels: Math.max(0, labels.length - drawn),
  };
}
