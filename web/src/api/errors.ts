/** What can go wrong, as a small union of codes, and what the reader sees for each. */

import type { Problem } from "./types";

export type ErrorCode =
  | "offline"
  | "unreachable"
  | "busy"
  | "unavailable"
  | "visitor-limit"
  | "budget-exhausted"
  | "too-large"
  | "rejected"
  | "unauthorized"
  | "not-found"
  | "too-slow"
  | "upstream"
  | "cut-off"
  | "failed";

interface Notice {
  title: string;
  advice: string;
}

const EXPLORE_GOES_ON = "Explore goes on: it needs no language model.";

export const NOTICES: Record<ErrorCode, Notice> = {
  offline: { title: "You are offline", advice: "Check your connection, then try again." },
  unreachable: {
    title: "The server cannot be reached",
    advice: "It may be restarting, or your network may block it. Try again in a moment.",
  },
  busy: { title: "Too many requests at once", advice: "Wait a few seconds, then try again." },
  unavailable: { title: "The server is not available", advice: "It may be starting. Try again in a moment." },
  "visitor-limit": { title: "That was your last question for now", advice: EXPLORE_GOES_ON },
  "budget-exhausted": { title: "No questions can be answered for now", advice: EXPLORE_GOES_ON },
  "too-large": {
    title: "That is too much at once",
    advice: "The same question would be refused again: ask for less, or in a new chat.",
  },
  rejected: { title: "The server did not accept this", advice: "Change it and try again." },
  unauthorized: { title: "This page may not use the server", advice: "Ask whoever runs JobLab to check its API keys." },
  "not-found": { title: "Not found", advice: "It may have been removed since this page was opened." },
  "too-slow": {
    title: "That took too long",
    advice: "Try again, or ask for less: a shorter period, a single country.",
  },
  upstream: { title: "A service behind JobLab failed", advice: "This is usually short. Try again in a moment." },
  "cut-off": { title: "The answer was cut off", advice: "The connection broke before the end. Try again." },
  failed: { title: "Something went wrong", advice: "Try again. If it keeps happening, tell whoever runs JobLab." },
};

/** An error with a code; `message` is a sentence of the server's for the reader, or empty. */
export class PageError extends Error {
  override readonly name = "PageError";

  constructor(
    readonly code: ErrorCode,
    message = "",
    readonly requestId?: string,
  ) {
    super(message);
  }
}

/** Nobody's questions, or not this visitor's, are answered until the moment that the server names. */
export const isClosed = ({ code }: PageError): boolean => code === "visitor-limit" || code === "budget-exhausted";

/** Types of the API's problems that say more than their status. */
const CODES_BY_TYPE = new Map<string | undefined, ErrorCode>([
  ["urn:joblab:visitor-limit", "visitor-limit"],
  ["urn:joblab:budget-exhausted", "budget-exhausted"],
  ["urn:joblab:upstream-busy", "busy"],
  ["urn:joblab:model-busy", "busy"],
  ["urn:joblab:database-busy", "busy"],
]);

const CODES_BY_STATUS: Record<number, ErrorCode> = {
  401: "unauthorized",
  403: "unauthorized",
  404: "not-found",
  413: "too-large",
  429: "busy",
  502: "upstream",
  503: "unavailable",
  504: "too-slow",
};

/** The error of a response that is not 2xx: problem+json where the API wrote it, else by its status alone. */
export async function errorOfResponse(response: Response): Promise<PageError> {
  const code = CODES_BY_STATUS[response.status] ?? (response.status < 500 ? "rejected" : "failed");
  if (!response.headers.get("content-type")?.includes("json")) return new PageError(code);
  const problem: Partial<Problem> = await response.json();
  return new PageError(CODES_BY_TYPE.get(problem.type) ?? code, problem.detail, problem.request_id);
}

/** Any thrown value as a PageError; what `fetch` throws for a network failure is a TypeError. */
export function toPageError(error: unknown): PageError {
  if (error instanceof PageError) return error;
  if (error instanceof TypeError) return new PageError(navigator.onLine ? "unreachable" : "offline");
  return new PageError("failed", error instanceof Error ? error.message : "");
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";
