/** What the explore page shows, as its address says it. */

import { toQueryString } from "@/api/client";
import type { Filters, JobOrder } from "@/api/types";

/** Filters that hold a list of texts. */
export const TEXT_FILTERS = [
  "country",
  "location",
  "company_name",
  "job_level_std",
  "job_function_std",
  "company_industry_std",
  "job_type_filled",
  "education_level",
  "platform",
  "search_term",
  "skills",
  "tools",
  "role_keyword",
] as const satisfies (keyof Filters)[];

export type TextFilter = (typeof TEXT_FILTERS)[number];
export type Flag = "is_remote" | "is_research";

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
const FLAGS: Flag[] = ["is_remote", "is_research"];
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MAX_PAGE = 5000;

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
  for (const name of ["posted_start", "posted_end"] as const) {
    const text = search.get(name);
    if (text && DATE.test(text)) filters[name] = text;
  }
  const pay = Number(search.get("salary_min"));
  if (pay > 0) filters.salary_min = pay;
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
