/** What filters say about jobs, in the words that follow "jobs". */

import { formatMoney, MONTHS, WEEKDAYS } from "./format";
import { kindOf, labelOf, singularOf, withArticle } from "./labels";
import { allOf, anyOf, asTexts, everyOne } from "./lists";
import type { LooseFilters } from "./subject";

const quoted = (text: string): string => `“${text.replace(/^"([^"]*)"$/, "$1")}”`;

/** "Python and AWS"; "Python or SQL, and for both dbt and Airflow". */
function askedInWords({ skills, tools }: LooseFilters, all: LooseFilters): string {
  const asked = [
    anyOf(asTexts(skills)),
    anyOf(asTexts(tools)),
    everyOne([...asTexts(all.skills), ...asTexts(all.tools)]),
  ].filter(Boolean);
  return asked.join(asked.some((words) => / or | and /.test(words)) ? ", and for " : " and ");
}

function mentionedInWords({ text }: LooseFilters, all: LooseFilters): string {
  return [anyOf(asTexts(text).map(quoted)), everyOne(asTexts(all.text).map(quoted))].filter(Boolean).join(" and ");
}

const STATED = new Map([
  ["salary", "salary"],
  ["salary_min", "salary"],
  ["salary_max", "salary"],
  ["posted_date", "date"],
]);

/** "a salary", "an industry". */
function statedInWords(names: string[]): string[] {
  const nouns = names.map((name) => STATED.get(name) ?? singularOf(name));
  return [...new Set(nouns)].map(withArticle);
}

/** Yes or no: "whether they are remote". */
const whetherInWords = (names: string[]): string[] =>
  names.map((name) => `whether they are ${labelOf(name).toLowerCase()}`);

const isYesOrNo = (name: string): boolean => kindOf(name) === "boolean";
const isNoun = (name: string): boolean => !isYesOrNo(name);

/** What follows "that": "ask for Python", "mention “visa sponsorship”", "state a salary". */
export function relativeClauses(filters: LooseFilters, all: LooseFilters): string[] {
  const stated = asTexts(filters.stated);
  const clause = (verb: string, words: string) => words && `${verb} ${words}`;
  return [
    clause("ask for", askedInWords(filters, all)),
    clause("mention", mentionedInWords(filters, all)),
    clause("state", allOf([...statedInWords(stated.filter(isNoun)), ...whetherInWords(stated.filter(isYesOrNo))])),
    clause("do not state", anyOf(whetherInWords(asTexts(filters.not_stated).filter(isYesOrNo)))),
  ].filter(Boolean);
}

/** "without a location". */
export function notStatedInWords({ not_stated }: LooseFilters): string {
  const nouns = statedInWords(asTexts(not_stated).filter(isNoun));
  return nouns.length > 0 ? `without ${anyOf(nouns)}` : "";
}

/** Places and words of the title of which all must match; skills and tools are asked for. */
export function allInWords({ location, role_keyword }: LooseFilters): string[] {
  const places = everyOne(asTexts(location));
  const words = allOf(asTexts(role_keyword).map(quoted));
  return [places && `in ${places}`, words && `with ${words} in the title`];
}

const isNumber = (value: unknown): value is number => typeof value === "number";

/** "paying €60,000 to €90,000 a year", "paid in EUR or USD". */
export function payInWords({ salary_min: least, salary_max: most, salary_currency }: LooseFilters): string {
  const currencies = asTexts(salary_currency);
  const [currency] = currencies.length === 1 ? currencies : [];
  const amount = (value: number) => formatMoney(value, currency);
  if (!isNumber(least) && !isNumber(most)) return currencies.length > 0 ? `paid in ${anyOf(currencies)}` : "";
  const range =
    isNumber(least) && isNumber(most)
      ? `${amount(least)} to ${amount(most)}`
      : isNumber(least)
        ? `at least ${amount(least)}`
        : `at most ${amount(most as number)}`;
  return `paying ${range} a year${currencies.length > 1 ? ` in ${anyOf(currencies)}` : ""}`;
}

/** Names in the order of time and as they are written; other words behind them. */
function inOrder(values: unknown, names: string[]): string[] {
  const place = (text: string) => names.findIndex((name) => name.toLowerCase() === text.toLowerCase());
  const known = names.filter((_, index) => asTexts(values).some((text) => place(text) === index));
  return [...known, ...asTexts(values).filter((text) => place(text) === -1)];
}

/** "posted on a Saturday or Sunday", "posted in July or August of any year". */
export function cycleInWords({ posted_weekday, posted_calendar_month }: LooseFilters): string {
  const days = inOrder(posted_weekday, WEEKDAYS).map((day) => day.replace(/^weekdays$/i, "weekday"));
  const months = inOrder(posted_calendar_month, MONTHS);
  const parts = [
    days.length > 0 && `on a ${anyOf(days)}`,
    months.length > 0 && `in ${anyOf(months)} of any year`,
  ].filter(Boolean);
  return parts.length > 0 ? `posted ${parts.join(" ")}` : "";
}
