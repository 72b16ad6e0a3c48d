/** A result as points to draw: labels along one axis, one or more series of values. */

import type { Stats, StatsRow } from "@/api/types";
import { formatPeriod, formatTime } from "@/words/format";
import { isTime, unitOf, valueLabel } from "@/words/labels";
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
  /** Of pay: the one currency that is drawn, and whether the table has others. */
  currency: string | null;
  hasOtherCurrencies: boolean;
  /** Whether a gap stands for a group that was left out of the result, where nothing would be zero. */
  hasGaps: boolean;
}

const MAX_SERIES = 6;
const MAX_BARS = 12;

const keyOf = (row: StatsRow, dimension: string): string => String(row.keys[dimension]);

const labelOf = (dimension: string, value: string | boolean): string =>
  isTime(dimension) ? formatTime(String(value)) : valueLabel(dimension, value);

/** What the measure says of no postings: a count, and a share of all, is zero; anything else is undefined. */
const valueOfNothing = ({ measure, part }: Stats): number | null =>
  unitOf(measure) === "count" || (measure === "share" && !part) ? 0 : null;

/** Whether groups of a series were left out of the result, so that those that are not there may hold anything. */
function isLeftOut({ cut, small }: Stats, series: string): boolean {
  if (small) return true;
  return cut.by ? Object.hasOwn(cut.by, series) : cut.groups > 0;
}

/** As drawn, and whether a gap in it stands for a group that was left out of the result. */
interface Line extends Series {
  hasGaps: boolean;
}

const sizeOf = (series: Series): number => series.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** The places along the axis: for time all buckets, oldest first; else those of the rows, in the order of the result. */
function axisOf(rows: StatsRow[], x: string): string[] {
  const keys = [...new Set(rows.map((row) => keyOf(row, x)))];
  return isTime(x) ? timeAxis(x, keys) : keys;
}

/** The stored value of a key: a boolean where the rows hold one. */
const storedValue = (rows: StatsRow[], dimension: string, key: string): string | boolean =>
  rows.find((row) => keyOf(row, dimension) === key)?.keys[dimension] ?? key;

type ValueAt = (place: string) => number | null | undefined;

/** @param valueAt the value at a place along the axis; undefined where the result has no row */
function lineOf(stats: Stats, name: string, places: string[], valueAt: ValueAt, leftOut: boolean): Line {
  const nothing = valueOfNothing(stats);
  const found = places.map(valueAt);
  return {
    name,
    values: found.map((value) => (value === undefined ? (leftOut ? null : nothing) : value)),
    hasGaps: leftOut && nothing !== null && found.includes(undefined),
  };
}

function bySeries(stats: Stats, x: string, dimension: string, places: string[]): Line[] {
  const names = [...new Set(stats.rows.map((row) => keyOf(row, dimension)))];
  return names
    .map((name) => {
      const rows = stats.rows.filter((row) => keyOf(row, dimension) === name);
      const values = new Map(rows.map((row) => [keyOf(row, x), row.value]));
      const label = labelOf(dimension, storedValue(rows, dimension, name));
      return lineOf(stats, label, places, (place) => values.get(place), isLeftOut(stats, name));
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}

function nowAndBefore(stats: Stats, x: string, places: string[]): Line[] {
  const line = (period: Stats["previous_period"], other: string, field: "value" | "previous") => {
    const name = formatPeriod(period?.start, period?.end) || other;
    const values = new Map(stats.rows.map((row) => [keyOf(row, x), row[field] ?? null]));
    return lineOf(stats, name, places, (place) => values.get(place), Boolean(stats.small));
  };
  const now = line(stats.period, "Now", "value");
  return stats.compare ? [line(stats.previous_period, "Before", "previous"), now] : [now];
}

/** Amounts in several currencies have no common scale: of pay, the first currency alone. */
function inOneCurrency(rows: StatsRow[]): { currency: string | null; rows: StatsRow[] } {
  const currency = rows.find((row) => row.currency)?.currency ?? null;
  return { currency, rows: rows.filter((row) => !row.currency || row.currency === currency) };
}

export function chartData(all: Stats, { kind, x, series: dimension }: ChartSuggestion): ChartData {
  const { currency, rows } = inOneCurrency(all.rows);
  const stats = { ...all, rows };
  const axis = x ? axisOf(rows, x) : [];
  const places = kind === "line" ? axis : axis.slice(0, MAX_BARS);
  const lines = x ? (dimension ? bySeries(stats, x, dimension, places) : nowAndBefore(stats, x, places)) : [];
  const drawn = lines.slice(0, MAX_SERIES);
  return {
    labels: places.map((place) => (x ? labelOf(x, storedValue(rows, x, place)) : place)),
    series: drawn.map(({ name, values }) => ({ name, values })),
    hiddenSeries: lines.length - drawn.length,
    hiddenLabels: axis.length - places.length,
    currency,
    hasOtherCurrencies: rows.length < all.rows.length,
    hasGaps: drawn.some((line) => line.hasGaps),
  };
}
