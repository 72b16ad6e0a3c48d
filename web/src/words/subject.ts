/** Filters as a noun phrase: "remote Data Engineering jobs at Acme in Berlin that ask for Python". */

import type { Filters } from "@/api/types";
import { allInWords, cycleInWords, notStatedInWords, payInWords, relativeClauses } from "./clauses";
import { formatPeriod } from "./format";
import { FILTER_NAMES, valueLabel } from "./labels";
import { allOf, anyOf, asTexts, shortened } from "./lists";

/** A filter may hold anything, and more than the catalogue knows. */
export type LooseFilters = { [name in keyof Filters]?: unknown };

/** Filters inside filters. */
export const asFilters = (value: unknown): LooseFilters =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};

/** Countries that English gives an article: "in the United States". */
const nameInText = (country: string): string =>
  /^United |^Netherlands$|^Philippines$|^Czech Republic$/.test(country) ? `the ${country}` : country;

const NOTHING_SAID = "jobs";

export function subjectInWords(filters: LooseFilters): string {
  const values = (name: keyof Filters) => anyOf(asTexts(filters[name]).map((value) => valueLabel(name, value)));
  const phrase = (before: string, name: keyof Filters, after = "") =>
    values(name) && `${before}${values(name)}${after}`;
  const flag = (name: "is_remote" | "is_research", yes: string, no: string) =>
    filters[name] === true ? yes : filters[name] === false ? no : "";
  const places = asTexts(filters.location);
  const isSaid = (country: string) => places.some((place) => place.endsWith(`, ${country}`)); // "Berlin, Germany"
  const unsaid = asTexts(filters.country).filter((country) => !isSaid(country));
  const clauses = relativeClauses(filters, asFilters(filters.all_of));
  return [
    flag("is_remote", "remote", "on-site"),
    flag("is_research", "research", "non-research"),
    values("job_type_filled").toLowerCase(),
    values("job_level_std"),
    values("job_function_std"),
    values("role_keyword"),
    NOTHING_SAID,
    phrase("at ", "company_name"),
    phrase("in ", "location"),
    unsaid.length > 0 && `in ${anyOf(unsaid.map(nameInText))}`,
    ...elsewhere(asFilters(filters.exclude)),
    ...allInWords(asFilters(filters.all_of)),
    phrase("in the ", "company_industry_std", " industry"),
    phrase("with education level ", "education_level"),
    phrase("on ", "platform"),
    phrase("found by searching ", "search_term"),
    payInWords(filters),
    cycleInWords(filters),
    clauses.length > 0 && `that ${clauses.join(" and that ")}`,
    notStatedInWords(filters),
    excluding(asFilters(filters.exclude)),
  ]
    .filter(Boolean)
    .join(" ");
}

/** What is left out and has words of its own: "not at Acme", "outside Germany". */
function elsewhere({ company_name, country, location }: LooseFilters): string[] {
  const outside = [...asTexts(location), ...asTexts(country).map(nameInText)];
  const companies = asTexts(company_name);
  return [
    companies.length > 0 ? `not at ${anyOf(companies)}` : "",
    outside.length > 0 ? `outside ${allOf(outside)}` : "",
  ];
}

/** Everything else that is left out, each field as the jobs that it finds: "excluding remote jobs". */
function excluding({ company_name, country, location, ...filters }: LooseFilters): string {
  const { posted_start, posted_end, salary_min, salary_max, ...others } = filters;
  const fields: LooseFilters[] = [
    ...Object.entries(others)
      .filter(([name]) => FILTER_NAMES.includes(name))
      .map(([name, value]) => ({ [name]: value })),
    { salary_min, salary_max },
    { posted_start, posted_end },
  ];
  const jobs = fields
    .filter((field) => Object.values(field).some((value) => value !== undefined))
    .map(jobsAndPeriod)
    .filter((words) => words !== NOTHING_SAID);
  return jobs.length > 0 ? `excluding ${allOf(jobs)}` : "";
}

const asDate = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** "January 2026", "since 1 Mar 2026", or nothing. */
export const periodInWords = (filters: LooseFilters): string =>
  formatPeriod(asDate(filters.posted_start), asDate(filters.posted_end));

/** The same for the end of a question, with its preposition: " in January 2026". */
export function periodInQuestion(filters: LooseFilters): string {
  const [start, end] = [asDate(filters.posted_start), asDate(filters.posted_end)];
  const words = formatPeriod(start, end);
  if (!start || !end) return words && ` ${words}`;
  if (start === end) return ` on ${words}`;
  return words.includes(" to ") ? ` from ${words}` : ` in ${words}`;
}

/** "remote jobs in Germany in January 2026". */
export const jobsAndPeriod = (filters: LooseFilters): string =>
  `${subjectInWords(filters)}${periodInQuestion(filters)}`;

/** "Senior jobs among jobs in Germany"; the whole alone where no part is asked for. */
export function partInWords(part: LooseFilters, whole: LooseFilters): string {
  const words = jobsAndPeriod(part);
  return words === NOTHING_SAID ? subjectInWords(whole) : `${words} among ${subjectInWords(whole)}`;
}

/** "remote jobs in Germany, January 2026". */
export function postingsInWords(filters: LooseFilters): string {
  const short = shortened(filters);
  return [subjectInWords(short), periodInWords(short)].filter(Boolean).join(", ");
}
