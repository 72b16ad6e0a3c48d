/** Lists in words. */

import { kindOf } from "./labels";

/** Tool inputs come from a model and may hold anything: the texts among it. */
export const asTexts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string" && item !== "");

function joined(texts: string[], joint: string): string {
  return texts.length > 1 ? `${texts.slice(0, -1).join(", ")} ${joint} ${texts.at(-1)}` : (texts[0] ?? "");
}

/** "a, b or c". */
export const anyOf = (texts: string[]): string => joined(texts, "or");

/** "a, b and c". */
export const allOf = (texts: string[]): string => joined(texts, "and");

/** "both a and b"; nothing shorter says that "a and b" are not two sorts of jobs. */
export function everyOne(texts: string[]): string {
  if (texts.length < 2) return texts[0] ?? "";
  return `${texts.length === 2 ? "both" : "all of"} ${allOf(texts)}`;
}

const MOST = 7;
const SHOWN = 5;
const hasManyValues = (name: string): boolean => ["text", "place", "list"].includes(kindOf(name) ?? "");

/** Long lists, such as the countries of Europe, cut to a few and "22 others"; also inside filters inside filters. */
export function shortened<Filters extends object>(filters: Filters): Filters {
  const short = (name: string, value: unknown): unknown => {
    if (!Array.isArray(value)) return typeof value === "object" && value !== null ? shortened(value) : value;
    const isCut = hasManyValues(name) && value.length > MOST;
    return isCut ? [...value.slice(0, SHOWN), `${value.length - SHOWN} others`] : value;
  };
  return Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, short(name, value)])) as Filters;
}
