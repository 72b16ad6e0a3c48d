/** Questions in plain English: follow-ups that fit an answer, and a selection carried into a chat. */

import type { JobPage, Stats, UnknownValue } from "@/api/types";
import { isTime } from "./labels";
import { jobsAndPeriod as about, type LooseFilters } from "./subject";
import { repairs } from "./unknown";

export const howMany = (filters: LooseFilters): string => `How many ${about(filters)}?`;
const overTime = (filters: LooseFilters): string => `How many ${about(filters)} by month?`;
const topCompanies = (filters: LooseFilters): string => `Which companies posted the most ${about(filters)}?`;
const topSkills = (filters: LooseFilters): string => `What are the top skills for ${about(filters)}?`;
const topCountries = (filters: LooseFilters): string => `Which countries have the most ${about(filters)}?`;
const medianPay = (filters: LooseFilters): string => `What is the median salary of ${about(filters)}?`;
const list = (filters: LooseFilters): string => `Show me ${about(filters)}`;

export interface LookupResult {
  tool: string;
  output: unknown;
}

const MAX_FOLLOW_UPS = 3;

const withKnown = (filters: LooseFilters, unknown: UnknownValue): string[] =>
  repairs(filters, unknown).map((repair) => howMany(repair.filters));

function afterStats(stats: Stats): string[] {
  const { filters, group_by: dimensions, measure, unknown_values: unknowns } = stats;
  const [unknown] = unknowns;
  if (unknown) return withKnown(filters, unknown);
  if (stats.total.postings === 0) return [];
  const top = stats.rows[0]?.keys;
  const [first] = dimensions;
  const narrowed = top && first && !isTime(first) ? { ...filters, [first]: [top[first]] } : filters;
  return [
    !dimensions.some(isTime) && !filters.posted_start ? overTime(narrowed) : undefined,
    measure === "median_salary" ? howMany(narrowed) : medianPay(narrowed),
    filters.company_name || first === "company_name" ? topSkills(narrowed) : topCompanies(narrowed),
    filters.country || first === "country" ? undefined : topCountries(narrowed),
    list(narrowed),
  ].filter((question): question is string => question !== undefined);
}

function afterList(page: JobPage): string[] {
  const { filters, unknown_values: unknowns } = page;
  const [unknown] = unknowns;
  if (unknown) return withKnown(filters, unknown);
  return page.total === 0 ? [] : [overTime(filters), topCompanies(filters), topSkills(filters)];
}

/** At most three questions that go on from the last result; none where there is nothing to go on from. */
export function followUps(results: LookupResult[]): string[] {
  const last = results.at(-1);
  if (last?.tool === "job_stats") return afterStats(last.output as Stats).slice(0, MAX_FOLLOW_UPS);
  if (last?.tool === "search_jobs") return afterList(last.output as JobPage).slice(0, MAX_FOLLOW_UPS);
  return last?.tool === "describe_data" ? ["How many jobs by country?", "What are the top skills?"] : [];
}
