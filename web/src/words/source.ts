/** Where a figure comes from, in words. */

import type { Figure, Measure, Stats, StatsRow } from "@/api/types";
import { formatChange, formatCount, formatPeriod, formatTime, formatValue } from "./format";
import { isTime, labelOf, measureLabel, PAY_FIGURES, unitOf, valueLabel } from "./labels";
import { type ToolInput, titleOfStats } from "./lookup";
import { formatNumber } from "./number";

/** A finished look-up, as far as it is needed here. */
export interface SourceLookup {
  id: string;
  tool: string;
  input?: ToolInput;
  words: string;
  output?: unknown;
}

export interface CellInWords {
  lookupId: string;
  /** "Postings, Germany". */
  name: string;
  /** "81". */
  value: string;
  /** The title of what was looked up. */
  from: string;
  /** The row of the look-up's table, from 0. */
  row?: number;
}

type Cell = { tool_call_id: string; path: string; label: string; value: number | string };

const NAMES: Record<string, string> = {
  total: "Postings found",
  rows: "Rows shown",
  groups: "Different values",
  "cut.groups": "Groups that are not shown",
  "cut.postings": "Postings in groups that are not shown",
  "small.groups": "Groups that are too small to show",
  missing: "Postings without this detail",
  unpaid: "Postings without yearly pay",
  period: "Days of the period",
  oldest_day: "First day of the data",
  newest_day: "Newest day of the data",
};

const asText = (value: number | string): string => (typeof value === "number" ? formatNumber(value, 2) : value);

/** As the database says it: answers quote more decimals than charts show. */
const exactValue = (measure: Measure, value: number, currency: string | null | undefined): string =>
  unitOf(measure) === "percent" ? `${formatNumber(value, 2)} %` : formatValue(measure, value, currency);

type Line = Omit<StatsRow, "keys">;

/** A column of a line of statistics: its name and how its values are written. */
function columnInWords(stats: Stats, line: Line, column: string, value: number): [string, string] {
  const { measure, previous_period: before } = stats;
  const name = measureLabel(measure);
  switch (column) {
    case "value":
      return [name, exactValue(measure, value, line.currency)];
    case "previous":
      return [
        `${name} ${formatPeriod(before?.start, before?.end) || "before"}`,
        exactValue(measure, value, line.currency),
      ];
    case "change":
      return [`Change of ${name.toLowerCase()}`, formatChange(measure, value)];
    case "change_percent":
      return [
        `Change of ${name.toLowerCase()}`,
        `${value > 0 ? "+" : ""}${formatNumber(value, 2)} %`.replace("-", "−"),
      ];
    case "p25":
    case "p75":
    case "mean":
      return [PAY_FIGURES[column], exactValue(measure, value, line.currency)];
    default:
      return ["Postings", formatCount(value)];
  }
}

/** What a row is about: the name of a country, a month. */
function keyCell(stats: Stats, path: string): Pick<CellInWords, "name" | "value" | "row"> | undefined {
  const [, place, name] = /^rows\[(\d+)\]\.keys\.(\w+)$/.exec(path) ?? [];
  const key = stats.rows[Number(place)]?.keys[name ?? ""];
  const dimension = stats.group_by.find((each) => each === name);
  if (key === undefined || !dimension) return;
  const value = isTime(dimension) ? formatTime(String(key)) : valueLabel(dimension, key);
  return { name: labelOf(dimension), value, row: Number(place) };
}

function statsCell(stats: Stats, path: string): Pick<CellInWords, "name" | "value" | "row"> | undefined {
  const [, place, column = ""] = /^(?:total|rows\[(\d+)\])\.(\w+)$/.exec(path) ?? [];
  if (!column) return;
  const row = place === undefined ? undefined : stats.rows[Number(place)];
  const line: Line | undefined = place === undefined ? stats.total : row;
  const value = line?.[column as "value"];
  if (!line || typeof value !== "number") return;
  const keys = stats.group_by.map((name) => {
    const key = row?.keys[name] ?? "";
    return isTime(name) ? formatTime(String(key)) : valueLabel(name, key);
  });
  const [name, text] = columnInWords(stats, line, column, value);
  const group = row ? keys.join(", ") : stats.group_by.length > 0 ? "all together" : "";
  return { name: [name, group].filter(Boolean).join(", "), value: text, row: row && Number(place) };
}

/** A cell by the names of this page; by the API's label where it is of another kind. */
export function cellInWords(cell: Cell, lookups: SourceLookup[]): CellInWords {
  const lookup = lookups.find(({ id, output }) => id === cell.tool_call_id && output);
  const stats = lookup?.tool === "job_stats" ? (lookup.output as Stats) : undefined;
  return {
    lookupId: cell.tool_call_id,
    name: NAMES[cell.path] ?? cell.label,
    value: asText(cell.value),
    from: stats ? titleOfStats(stats, lookup?.input) : (lookup?.words ?? ""),
    ...(stats && (keyCell(stats, cell.path) ?? statsCell(stats, cell.path))),
  };
}

/** "100 × 354 ÷ 943" from "100 * rows[0].value / total.value"; nothing where a path has no cell to name it. */
export function formulaInWords(formula: string, cells: { path: string; value: number }[]): string {
  let text = formula;
  for (const [index, { path, value }] of cells.entries()) {
    const isLast = !cells.slice(index + 1).some((other) => other.path === path);
    const number = formatNumber(value, 2);
    text = isLast ? text.replaceAll(path, number) : text.replace(path, number);
  }
  return /[a-z_]\w*[.[]/.test(text)
    ? ""
    : text.replaceAll(" * ", " × ").replaceAll(" / ", " ÷ ").replaceAll(" - ", " − ");
}

/** The cells that a figure was traced to. */
export function sourceCells({ source, value }: Figure, lookups: SourceLookup[]): CellInWords[] {
  if (!source) return [];
  const cells = source.kind === "cell" ? [{ ...source, value }] : source.cells;
  return cells.map((cell) => cellInWords(cell, lookups));
}
