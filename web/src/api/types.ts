/** The API's own types, under the names this page uses. */

import type { components, paths } from "./schema";

type Schemas = components["schemas"];

/** Fields that have a default: the API leaves them out where it holds, and chats kept in this browser may be older. */
type Sometimes<Type, Names extends keyof Type> = Omit<Type, Names> & Partial<Pick<Type, Names>>;

export interface Stats extends Omit<Sometimes<Schemas["Stats"], "matched">, "cut" | "total"> {
  cut: Sometimes<Schemas["Cut"], "by">;
  total: Sometimes<Schemas["Total"], "currencies">;
}

export type AskResponse = Schemas["AskResponse"];
export type FeedbackRequest = Schemas["FeedbackRequest"];
export type Figure = Schemas["ProvenFigure"];
export type Grounding = Schemas["Grounding"];
export type Job = Schemas["Job"];
export type JobCard = Schemas["JobCard"];
export type JobPage = Sometimes<Schemas["JobPage"], "matched">;
export type MatchedValue = Schemas["MatchedValue"];
export type Overview = Schemas["Overview"];
export type Problem = Schemas["Problem"];
export type StatsRow = Schemas["StatsRow"];
export type UnknownValue = Sometimes<Schemas["UnknownValue"], "found_in">;
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
