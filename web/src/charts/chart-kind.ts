/** Which chart shows a result best. */

import type { Dimension, Stats } from "@/api/types";
import { isTime } from "@/words/labels";

export interface ChartSuggestion {
  tool_call_id: string;
  kind: "number" | "line" | "bar" | "grouped-bar";
  /** The dimension along the axis; null for a number. */
  x: Dimension | null;
  /** The dimension that makes several series; null for one, or for now against before. */
  series: Dimension | null;
}

/** A line for time, bars for a ranking, grouped bars for a comparison, a number for one value; null without rows. */
export function suggestChart(toolCallId: string, stats: Stats): ChartSuggestion | null {
  const chart = (kind: ChartSuggestion["kind"], x: Dimension | null = null, series: Dimension | null = null) => ({
    tool_call_id: toolCallId,
    kind,
    x,
    series,
  });
  const [first, second] = stats.group_by;
  if (!first) return chart("number");
  if (stats.rows.length === 0) return null;
  const time = stats.group_by.find(isTime);
  if (time) return chart("line", time, stats.group_by.find((name) => name !== time) ?? null);
  if (second) return chart("grouped-bar", first, second);
  return chart(stats.compare ? "grouped-bar" : "bar", first);
}
