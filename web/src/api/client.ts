/** The only caller of the API's JSON routes. Every function throws PageError, or AbortError when its signal fires. */

import { API_URL } from "@/settings";
import { errorOfResponse, isAbort, PageError, toPageError } from "./errors";
import type {
  AskResponse,
  FeedbackRequest,
  Filters,
  Job,
  JobPage,
  JobsQuery,
  Overview,
  Stats,
  StatsQuery,
} from "./types";

type QueryValue = string | number | boolean | null | undefined | readonly (string | number | boolean)[];

/** A query string in which a list repeats its name; absent and null values are left out. */
export function toQueryString(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, QueryValue][]) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== null && item !== undefined) search.append(name, String(item));
    }
  }
  return search.toString();
}

/** `fetch` whose failures are PageErrors. */
export async function fetchOk(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(input, init);
  } catch (error) {
    throw isAbort(error) ? error : toPageError(error);
  }
  if (!response.ok) throw await errorOfResponse(response);
  return response;
}

/** The platform broke before the app could answer (a cold start that ran out of time): everything the app says has an id. */
const isPlatforms = (error: unknown): boolean =>
  error instanceof PageError && error.code === "failed" && error.requestId === undefined;

/** Reading may be tried twice. */
async function get<T>(path: string, query: object, signal?: AbortSignal): Promise<T> {
  const search = toQueryString(query);
  const read = () => fetchOk(`${API_URL}${path}${search && `?${search}`}`, { signal });
  const response = await read().catch((error) => {
    if (!isPlatforms(error)) throw error;
    return read();
  });
  return response.json();
}

const post = (path: string, body: object, signal?: AbortSignal) =>
  fetchOk(`${API_URL}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });

export const getOverview = (filters: Filters, signal?: AbortSignal) =>
  get<Overview>("/stats/overview", filters, signal);

export const getStats = (query: StatsQuery, signal?: AbortSignal) => get<Stats>("/stats", query, signal);

export const getJobs = (query: JobsQuery, signal?: AbortSignal) => get<JobPage>("/jobs", query, signal);

/** An id may hold what no path can carry. */
export const getJob = (jobId: string, signal?: AbortSignal) => get<Job>("/job", { job_id: jobId }, signal);

/** @param conversationId as an earlier answer has named it; without, a conversation begins */
export async function ask(
  prompt: string,
  conversationId: string | undefined,
  signal?: AbortSignal,
): Promise<AskResponse> {
  const response = await post("/ai/ask", { prompt, conversation_id: conversationId }, signal);
  return response.json();
}

export async function sendFeedback(feedback: FeedbackRequest): Promise<void> {
  await post("/ai/feedback", feedback);
}
