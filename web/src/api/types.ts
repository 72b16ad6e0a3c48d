/** The API's own types, under the names this page uses. */

import type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type AskResponse = Schemas["AskResponse"];
export type FeedbackRequest = Schemas["FeedbackRequest"];
export type Figure = Schemas["ProvenFigure"];
export type Grounding = Schemas["Grounding"];
export type Job = Schemas["Job"];
export type JobCard = Schemas["JobCard"];
export type JobPage = Schemas["JobPage"];
export type Overview = Schemas["Overview"];
export type Problem = Schemas["Problem"];
export type Stats = Schemas["Stats"];
export type StatsRow = Schemas["StatsRow"];
export type UnknownValue = Schemas["UnknownValue"];
export type Usage = Schemas["UsageReport"];
export type ValueCount = Schemas["ValueCount"];
export type ToolCall = Schemas["ToolCall"];

export type Measure = Stats["measure"];
export type Dimension = Stats["group_by"][number];
export type JobsQuery = NonNullable<paths["/jobs"]["get"]["parameters"]["query"]>;
export type StatsQuery = NonNullable<paths["/stats"]["get"]["parameters"]["query"]>;
export type Filters = NonNullable<paths["/stats/overview"]["get"]["parameters"]["query"]>;
export type JobOrder = NonNullable<JobsQuery["order_by"]>;

/** The answer of the tool `describe_data`, which no route returns. */
export interface DataDescription {
  postings: number;
  oldest_day: string | null;
  newest_day: string | null;
  dimensions: Record<string, { distinct: number; top: ValueCount[] }>;
}
