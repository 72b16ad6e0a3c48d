/** The semantic layer's names as people say them; the names and what they are come from the API's catalogue. */

import type { Dimension, Measure } from "@/api/types";
import catalogue from "./catalogue.json";

export type Kind = "text" | "place" | "list" | "boolean" | "time" | "cycle" | "words" | "search" | "date" | "pay";

interface Named {
  kind: string;
  label: string;
  values?: string;
}

const dimensions: Record<Dimension, Named> = catalogue.dimensions;
const measures: Record<Measure, { label: string; unit: string }> = catalogue.measures;

// Maps, since a model may ask for any name: "constructor" is in every object.
const NAMES = new Map<string, Named>(Object.entries({ ...dimensions, ...catalogue.filters }));
const MEASURES = new Map(Object.entries(measures));

export const kindOf = (name: string): Kind | undefined => NAMES.get(name)?.kind as Kind | undefined;

export const isTime = (dimension: string): boolean => kindOf(dimension) === "time";

/** What postings can be filtered by, in the catalogue's order. */
export const FILTER_NAMES = [...NAMES.keys()].filter((name) => !isTime(name));

/** A dimension or a filter: "Country", "Pay from". */
export const labelOf = (name: string): string => NAMES.get(name)?.label ?? name;

/** Several values: "countries", "job types". */
export const pluralOf = (name: string): string => NAMES.get(name)?.values ?? name;

/** One value: "country", "job type". */
export const singularOf = (name: string): string => pluralOf(name).replace(/ies$/, "y").replace(/s$/, "");

/** "a tool", "an industry". */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const measureLabel = (measure: string): string => MEASURES.get(measure)?.label ?? measure;

export const unitOf = (measure: string): string | undefined => MEASURES.get(measure)?.unit;

/** What a row of pay says beside its median. */
export const PAY_FIGURES = { p25: "25th percentile", p75: "75th percentile", mean: "Mean" } as const;

const JOB_TYPES = new Map([
  ["fulltime", "Full-time"],
  ["parttime", "Part-time"],
  ["contract", "Contract"],
  ["internship", "Internship"],
  ["temporary", "Temporary"],
]);

const BOOLEANS = new Map([
  ["is_remote", ["Remote", "On site"]],
  ["is_research", ["Research", "Not research"]],
]);

/** A value of a dimension as the page shows it; stored spelling where there is nothing better. */
export function valueLabel(dimension: string, value: string | boolean): string {
  if (typeof value === "boolean") return (BOOLEANS.get(dimension) ?? ["Yes", "No"])[value ? 0 : 1] ?? "";
  return dimension === "job_type_filled" ? (JOB_TYPES.get(value) ?? value) : value;
}
