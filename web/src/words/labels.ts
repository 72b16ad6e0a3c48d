/** The semantic layer's names as people say them. */

import type { Dimension, Measure } from "@/api/types";

export const DIMENSION_LABELS: Record<Dimension, string> = {
  country: "Country",
  location: "Location",
  company_name: "Company",
  job_level_std: "Level",
  job_function_std: "Function",
  company_industry_std: "Industry",
  job_type_filled: "Job type",
  education_level: "Education",
  platform: "Platform",
  is_remote: "Remote",
  is_research: "Research",
  skills: "Skill",
  tools: "Tool",
  search_term: "Search term",
  posted_day: "Day",
  posted_week: "Week",
  posted_month: "Month",
  posted_quarter: "Quarter",
  posted_year: "Year",
};

export const FILTER_LABELS: Record<string, string> = {
  ...DIMENSION_LABELS,
  role_keyword: "Title",
  posted_start: "From",
  posted_end: "Until",
  salary_min: "Pay from",
};

export const MEASURE_LABELS: Record<Measure, string> = {
  count: "Postings",
  share: "Share of postings",
  companies: "Companies",
  remote_share: "Remote share",
  median_salary: "Median yearly pay",
};

/** Several values: "countries", "skills". */
export const PLURALS: Partial<Record<Dimension, string>> = {
  country: "countries",
  location: "locations",
  company_name: "companies",
  job_level_std: "levels",
  job_function_std: "functions",
  company_industry_std: "industries",
  job_type_filled: "job types",
  education_level: "education levels",
  platform: "platforms",
  skills: "skills",
  tools: "tools",
  search_term: "search terms",
};

export const isTime = (dimension: string): boolean => dimension.startsWith("posted_");

const JOB_TYPES: Record<string, string> = {
  fulltime: "Full-time",
  parttime: "Part-time",
  contract: "Contract",
  internship: "Internship",
  temporary: "Temporary",
};

const BOOLEANS: Record<string, [string, string]> = {
  is_remote: ["Remote", "On site"],
  is_research: ["Research", "Not research"],
};

/** A value of a dimension as the page shows it; stored spelling where there is nothing better. */
export function valueLabel(dimension: string, value: string | boolean): string {
  if (typeof value === "boolean") return (BOOLEANS[dimension] ?? ["Yes", "No"])[value ? 0 : 1];
  return dimension === "job_type_filled" ? (JOB_TYPES[value] ?? value) : value;
}
