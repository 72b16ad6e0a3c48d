/** What the assistant is looking up, in words, from the call it made. */

import type { MatchedValue, Stats } from "@/api/types";
import { formatPeriod, plural } from "./format";
import { capitalised, isTime, labelOf, measureLabel, pluralOf, singularOf, unitOf } from "./labels";
import { allOf, shortened } from "./lists";
import { asFilters, type LooseFilters, partInWords, periodInWords, postingsInWords, subjectInWords } from "./subject";

export type ToolInput = LooseFilters & Record<string, unknown>;

/** Before "jobs", where "<label> of" does not read well. */
const MEASURES = new Map([
  ["count", ""],
  ["share", "share of "],
  ["companies", "companies behind "],
]);

const DOING = new Map([
  ["count", "Counting "],
  ["percent", "Working out the "],
  ["money", "Finding the "],
]);

const COMPARISONS = new Map([
  ["previous_period", "against the period before"],
  ["previous_year", "against the year before"],
]);

/** "remote share of ". */
const measureInWords = (measure: string): string =>
  MEASURES.get(measure) ?? `${measureLabel(measure).toLowerCase()} of `;

/** "by company with at least 50 postings, month by month". */
function splitInWords({ group_by, min_postings: least }: ToolInput): string {
  const dimensions = [group_by ?? []].flat().map(String);
  const names = dimensions.filter((name) => !isTime(name)).map((name) => labelOf(name).toLowerCase());
  const steps = dimensions.filter(isTime).map((name) => `${singularOf(name)} by ${singularOf(name)}`);
  const [first, ...others] = [names.length > 0 ? `by ${allOf(names)}` : "", ...steps].filter(Boolean);
  const size = first && typeof least === "number" ? ` with at least ${plural(least, "posting")}` : "";
  return first ? [`${first}${size}`, ...others].join(", ") : "";
}

function comparisonInWords({ compare, compare_start: start, compare_end: end }: ToolInput): string | undefined {
  const isPeriod = typeof start === "string" && typeof end === "string";
  return isPeriod ? `against ${formatPeriod(start, end)}` : COMPARISONS.get(String(compare));
}

function statsInWords(input: ToolInput, beginning: string): string {
  const short = shortened(input);
  const jobs = input.measure === "share" ? partInWords(asFilters(short.part), short) : subjectInWords(short);
  const split = splitInWords(input);
  const subject = `${beginning}${jobs}${split && ` ${split}`}`;
  return [subject, periodInWords(input), comparisonInWords(input)].filter(Boolean).join(", ");
}

/**
 * The headline of a result: "Median yearly pay of jobs in Germany by level, 2025".
 *
 * @param input the call, which alone knows the fewest postings of a row
 */
export function titleOfStats(stats: Stats, input: ToolInput = {}): string {
  const { measure, group_by, compare, filters, part, previous_period: before } = stats;
  const other = compare === "other_period" ? { compare_start: before?.start, compare_end: before?.end } : { compare };
  const asked = { ...filters, ...other, measure, group_by, part, min_postings: input.min_postings };
  return capitalised(statsInWords(asked, measureInWords(measure)));
}

function descriptionInWords(input: ToolInput): string {
  if (typeof input.dimension !== "string" || !input.dimension) return "Looking at what the data holds";
  const start = input.starts_with ? ` that start with “${input.starts_with}”` : "";
  return `Looking at the ${pluralOf(input.dimension)} in the data${start}`;
}

/** One line, without an ellipsis or a full stop. */
export function lookupInWords(tool: string, input: ToolInput = {}): string {
  const measure = String(input.measure ?? "count");
  const doing = DOING.get(unitOf(measure) ?? "");
  switch (tool) {
    case "job_stats":
      return statsInWords(input, doing ? `${doing}${measureInWords(measure)}` : "Measuring ");
    case "search_jobs":
      return `Listing ${postingsInWords(input)}`;
    case "get_job":
      return `Opening posting ${input.job_id ?? ""}`.trim();
    case "describe_data":
      return descriptionInWords(input);
    default:
      return `Using ${tool.replaceAll("_", " ")}`;
  }
}

const SPELLINGS = 3;

/** “London” matched “London, UK”, “London, Ontario” and 10 more. */
export function matchedInWords(matched: MatchedValue[]): string {
  const one = ({ value, stored, more }: MatchedValue) => {
    const rest = more + stored.slice(SPELLINGS).length;
    const spellings = stored.slice(0, SPELLINGS).map((spelling) => `“${spelling}”`);
    return `“${value}” matched ${allOf(rest > 0 ? [...spellings, `${rest} more`] : spellings)}`;
  };
  return matched.map(one).join("; ");
}
