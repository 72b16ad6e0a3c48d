/** What the explore page shows, as its address says it. */

import { toQueryString } from "@/api/client";
import type { Filters, JobOrder } from "@/api/types";
import { FILTER_NAMES, type Kind, kindOf } from "@/words/labels";

type NamesOf<Value> = {
  [Name in keyof Filters]-?: NonNullable<Filters[Name]> extends Value ? Name : never;
}[keyof Filters];

/** `stated` and `not_stated` hold names, and have no place in the address. */
export type TextFilter = Exclude<NamesOf<string[]>, "stated" | "not_stated">;
export type Flag = NamesOf<boolean>;
export type PayFilter = NamesOf<number>;
type DateFilter = "posted_start" | "posted_end";

/** The filters of these kinds, which is how the API's types have them too. */
const ofKind = <Name extends keyof Filters>(...kinds: Kind[]): Name[] =>
  FILTER_NAMES.filter((name) => kinds.some((kind) => kind === kindOf(name))) as Name[];

/** Filters that hold a list of texts. */
export const TEXT_FILTERS = ofKind<TextFilter>("text", "place", "list", "cycle", "words", "search");
export const FLAGS = ofKind<Flag>("boolean");
export const PAY_FILTERS = ofKind<PayFilter>("pay");
const DATE_FILTERS = ofKind<DateFilter>("date");

export interface Selection {
  filters: Filters;
  orderBy: JobOrder;
  ascending: boolean;
  /** From 1. */
  page: number;
  /** The posting whose details are open. */
  jobId: string | null;
}

const ORDERS: JobOrder[] = ["posted_date", "actual_role", "company_name", "country", "location", "salary"];
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MAX_PAGE = 5000;
const MAX_PAY = 1e9;

function parseFilters(search: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of TEXT_FILTERS) {
    const values = [...new Set(search.getAll(name))].filter(Boolean);
    if (values.length > 0) filters[name] = values;
  }
  for (const name of FLAGS) {
    const text = search.get(name);
    if (text === "true" || text === "false") filters[name] = text === "true";
  }
  for (const name of DATE_FILTERS) {
    const text = search.get(name);
    if (text && DATE.test(text)) filters[name] = text;
  }
  for (const name of PAY_FILTERS) {
    const pay = Number(search.get(name));
    if (pay > 0 && pay < MAX_PAY) filters[name] = pay;
  }
  return filters;
}

/** Anything odd in the address is left out. */
export function parseSelection(query: string): Selection {
  const search = new URLSearchParams(query);
  const page = Number(search.get("page"));
  return {
    filters: parseFilters(search),
    orderBy: ORDERS.find((order) => order === search.get("order_by")) ?? "posted_date",
    ascending: search.get("ascending") === "true",
    page: Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1,
    jobId: search.get("job"),
  };
}

/** Defaults are left out of the address. */
export function queryOf({ filters, orderBy, ascending, page, jobId }: Selection): string {
  return toQueryString({
    ...filters,
    order_by: orderBy === "posted_date" ? null : orderBy,
    ascending: ascending || null,
    page: page === 1 ? null : page,
    job: jobId,
  });
}

const without = (filters: Filters, ...names: (keyof Filters)[]): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name as keyof Filters)));

/** Add a value to a filter, or take it out if it is there (whatever its case: the database does not mind it). */
export function toggleValue(filters: Filters, name: TextFilter, value: string): Filters {
  const values = filters[name] ?? [];
  const others = values.filter((known) => known.toLowerCase() !== value.toLowerCase());
  const kept = others.length < values.length ? others : [...values, value];
  return kept.length > 0 ? { ...filters, [name]: kept } : without(filters, name);
}

export const toggleFlag = (filters: Filters, name: Flag, value: boolean): Filters =>
  filters[name] === value ? without(filters, name) : { ...filters, [name]: value };

/** Set a filter, or remove it with an empty value. */
export function setFilter<Name extends keyof Filters>(
  filters: Filters,
  name: Name,
  value: Filters[Name] | "",
): Filters {
  return value === "" || value === undefined ? without(filters, name) : { ...filters, [name]: value };
}

/** First and last day of a month such as "2026-01". */
export function monthRange(month: string): [start: string, end: string] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return [`${month}-01`, new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)];
}

export function toggleMonth(filters: Filters, month: string): Filters {
  const [start, end] = monthRange(month);
  if (filters.posted_start === start && filters.posted_end === end)
    return without(filters, "posted_start", "posted_end");
  return { ...filters, posted_start: start, posted_end: end };
}

/** Whether any day of the month is within the chosen dates. */
export function isMonthChosen(filters: Filters, month: string): boolean {
  const [start, end] = monthRange(month);
  if (!filters.posted_start && !filters.posted_end) return false;
  return end >= (filters.posted_start ?? "") && start <= (filters.posted_end ?? "9999");
}

export const isChosen = (filters: Filters, name: TextFilter | Flag, value: string | boolean): boolean =>
  typeof value === "boolean"
    ? filters[name as Flag] === value
    : ((filters[name as TextFilter] as string[] | undefined) ?? []).some(
        (known) => known.toLowerCase() === value.toLowerCase(),
      );
