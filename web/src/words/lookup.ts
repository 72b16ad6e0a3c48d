/** What the assistant is looking up, in words, from the call it made. */

import type { Dimension, Measure, Stats } from "@/api/types";
import { DIMENSION_LABELS, isTime, PLURALS } from "./labels";
import { type LooseFilters, periodInWords, postingsInWords, subjectInWords } from "./subject";

export type ToolInput = LooseFilters & Record<string, unknown>;

const MEASURING: Record<Measure, string> = {
  count: "Counting ",
  share: "Working out the share of ",
  companies: "Counting the companies behind ",
  remote_share: "Working out the remote share of ",
  median_salary: "Finding the median pay of ",
};

const TITLES: Record<Measure, string> = {
  count: "",
  share: "Share of ",
  companies: "Companies behind ",
  remote_share: "Remote share of ",
  median_salary: "Median pay of ",
};

const TIME_STEPS: Record<string, string> = {
  posted_day: "day by day",
  posted_week: "week by week",
  posted_month: "month by month",
  posted_quarter: "quarter by quarter",
  posted_year: "year by year",
};

const COMPARISONS: Record<string, string> = {
  previous_period: "against the period before",
  previous_year: "against the year before",
};

function splitInWords(dimensions: string[]): string {
  const names = dimensions.filter((name) => !isTime(name)).map((name) => DIMENSION_LABELS[name as Dimension] ?? name);
  const steps = dimensions.filter(isTime).map((name) => TIME_STEPS[name] ?? "over time");
  return [names.length > 0 ? `by ${names.join(" and ").toLowerCase()}` : "", ...steps].filter(Boolean).join(", ");
}

function statsInWords(input: ToolInput, words: Record<Measure, string>): string {
  const split = splitInWords([input.group_by ?? []].flat().map(String));
  const measure = words[(input.measure ?? "count") as Measure] ?? "Measuring ";
  const subject = `${measure}${subjectInWords(input)}${split && ` ${split}`}`;
  return [subject, periodInWords(input), COMPARISONS[String(input.compare)]].filter(Boolean).join(", ");
}

/** The headline of a result: "Median pay of jobs in Germany by level, 2025". */
export function titleOfStats({ measure, group_by, compare, filters }: Stats): string {
  const title = statsInWords({ ...filters, measure, group_by, compare }, TITLES);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function descriptionInWords(input: ToolInput): string {
  const dimension = typeof input.dimension === "string" ? input.dimension : undefined;
  if (!dimension) return "Looking at what the data holds";
  const plural = PLURALS[dimension as Dimension] ?? dimension;
  return `Looking at the ${plural} in the data${input.starts_with ? ` that start with “${input.starts_with}”` : ""}`;
}

/** One line, without an ellipsis or a full stop. */
export function lookupInWords(tool: string, input: ToolInput = {}): string {
  switch (tool) {
    case "job_stats":
      return statsInWords(input, MEASURING);
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
