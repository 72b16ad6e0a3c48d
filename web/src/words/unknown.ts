/** Values that no posting has, and what can be asked instead. */

import type { UnknownValue } from "@/api/types";
import { kindOf, labelOf, singularOf, withArticle } from "./labels";
import { allOf, asTexts } from "./lists";
import { asFilters, type LooseFilters } from "./subject";

/** “Skill “dbt” is in no posting. It is a tool.” */
export function unknownInWords({ filter, value, found_in: others = [] }: UnknownValue): string {
  const elsewhere = others.map((name) => withArticle(singularOf(name)));
  return [`${labelOf(filter)} “${value}” is in no posting.`, elsewhere.length > 0 && `It is ${allOf(elsewhere)}.`]
    .filter(Boolean)
    .join(" ");
}

export interface Repair<Chosen> {
  /** The dimension in which the value is known. */
  name: string;
  value: string;
  filters: Chosen;
}

const lower = (text: string): string => text.toLowerCase();

/** Of a title, one word is unknown; else it is the whole value. */
const holds = ({ filter, value }: UnknownValue, text: string): boolean =>
  kindOf(filter) === "words" ? lower(text).includes(lower(value)) : lower(text) === lower(value);

function without(filters: LooseFilters, unknown: UnknownValue): LooseFilters {
  const kept = asTexts(filters[unknown.filter as keyof LooseFilters]).filter((text) => !holds(unknown, text));
  const others = Object.entries(filters).filter(([name]) => name !== unknown.filter);
  return Object.fromEntries(kept.length > 0 ? [...others, [unknown.filter, kept]] : others);
}

const withValue = (filters: LooseFilters, name: string, value: string): LooseFilters => ({
  ...filters,
  [name]: [...new Set([...asTexts(filters[name as keyof LooseFilters]), value])],
});

type Part = "exclude" | "all_of";

const changed = (filters: LooseFilters, part: Part | undefined, change: (filters: LooseFilters) => LooseFilters) =>
  part ? { ...filters, [part]: change(asFilters(filters[part])) } : change(filters);

/** Filters with a known value in place of an unknown one: where it is known as it stands, then the closest ones. */
export function repairs<Chosen extends LooseFilters>(filters: Chosen, unknown: UnknownValue): Repair<Chosen>[] {
  const { filter, value, closest, found_in: others = [] } = unknown;
  const isIn = (part: Part) =>
    asTexts(asFilters(filters[part])[filter as keyof LooseFilters]).some((text) => holds(unknown, text));
  const part = (["exclude", "all_of"] as const).find(isIn);
  const rest = changed(filters, part, (inner) => without(inner, unknown));
  const known = [...others.map((name) => ({ name, value })), ...closest.map((text) => ({ name: filter, value: text }))];
  return known.map((each) => {
    // Another dimension may hold one value only, so that "all of" is none of its words.
    const target = part === "all_of" && each.name !== filter ? undefined : part;
    const mended = changed(rest, target, (inner) => withValue(inner, each.name, each.value));
    return { ...each, filters: mended as Chosen };
  });
}
