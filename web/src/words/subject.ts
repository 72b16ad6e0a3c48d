/** Filters as a noun phrase: "remote Data Engineering jobs at Acme in Berlin". */

import type { Filters } from "@/api/types";
import { formatCount, formatPeriod } from "./format";
import { valueLabel } from "./labels";

/** Tool inputs come from a model: a filter may hold anything, and more than the catalogue knows. */
export type LooseFilters = { [name in keyof Filters]?: unknown };

const asTexts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string" && item !== "");

const anyOf = (texts: string[]): string =>
  texts.length > 1 ? `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}` : (texts[0] ?? "");

/** Countries that English gives an article: "in the United States". */
const withArticle = (country: string): string =>
  /^United |^Netherlands$|^Philippines$|^Czech Republic$/.test(country) ? `the ${country}` : country;

export function subjectInWords(filters: LooseFilters): string {
  const values = (name: keyof Filters) => anyOf(asTexts(filters[name]).map((value) => valueLabel(name, value)));
  const phrase = (before: string, name: keyof Filters, after = "") =>
    values(name) && `${before}${values(name)}${after}`;
  const flag = (name: "is_remote" | "is_research", yes: string, no: string) =>
    filters[name] === true ? yes : filters[name] === false ? no : "";
  const places = asTexts(filters.location);
  const isSaid = (country: string) => places.some((place) => place.endsWith(`, ${country}`)); // "Berlin, Germany"
  const unsaid = asTexts(filters.country).filter((country) => !isSaid(country));
  const countries = anyOf(unsaid.map(withArticle));
  const pay = typeof filters.salary_min === "number" ? `paying at least ${formatCount(filters.salary_min)} a year` : "";
  return [
    flag("is_remote", "remote", "on-site"),
    flag("is_research", "research", "non-research"),
    values("job_type_filled").toLowerCase(),
    values("job_level_std"),
    values("job_function_std"),
    values("role_keyword"),
    "jobs",
    phrase("at ", "company_name"),
    phrase("in ", "location"),
    countries && `in ${countries}`,
    phrase("in the ", "company_industry_std", " industry"),
    phrase("that ask for ", "skills"),
    phrase(filters.skills ? "and " : "that ask for ", "tools"),
    phrase("with education level ", "education_level"),
    phrase("on ", "platform"),
    phrase("found by searching ", "search_term"),
    pay,
  ]
    .filter(Boolean)
    .join(" ");
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

/** "remote jobs in Germany, January 2026". */
export function postingsInWords(filters: LooseFilters): string {
  return [subjectInWords(filters), periodInWords(filters)].filter(Boolean).join(", ");
}
