/** An answer's parts, sorted into what the page shows. */

import type { DataDescription, Job, JobPage, Stats } from "@/api/types";
import type { ChartSuggestion } from "@/charts/chart-kind";
import { lookupInWords, type ToolInput } from "@/words/lookup";
import type { LookupResult } from "@/words/questions";
import { type ChatMessage, textOf } from "./message";

export interface Lookup {
  id: string;
  tool: string;
  input: ToolInput;
  state: "running" | "done" | "failed" | "stopped";
  words: string;
  output?: Stats | JobPage | Job | DataDescription;
  error?: string;
}

export interface Figure {
  stats: Stats;
  chart: ChartSuggestion;
  input?: ToolInput;
}

export interface AnswerView {
  text: string;
  lookups: Lookup[];
  figures: Figure[];
  lists: JobPage[];
  postings: Job[];
  results: LookupResult[];
}

const STATES: Record<string, Lookup["state"]> = { "output-available": "done", "output-error": "failed" };

/** What an answer looked up, with the words for it. */
export function lookupsOf(message: ChatMessage, isStreaming: boolean): Lookup[] {
  return message.parts.flatMap((part) => {
    if (!("toolCallId" in part)) return [];
    const tool = part.type.slice("tool-".length);
    const input = (part.input ?? {}) as ToolInput;
    const state = STATES[part.state] ?? (isStreaming ? "running" : "stopped");
    const words = lookupInWords(tool, input);
    return [
      {
        id: part.toolCallId,
        tool,
        input,
        state,
        words,
        output: part.output as Lookup["output"],
        error: part.errorText,
      },
    ];
  });
}

/** Parts of kinds that this page does not know are left out; what a tool has sent is not looked into. */
export function viewOf(message: ChatMessage, isStreaming: boolean): AnswerView {
  const lookups = lookupsOf(message, isStreaming);
  const done = lookups.filter((lookup) => lookup.state === "done");
  const outputsOf = <Output>(tool: string) =>
    done.filter((lookup) => lookup.tool === tool).map((lookup) => lookup.output as Output);
  const figures = message.parts.flatMap((part) => {
    if (part.type !== "data-chart") return [];
    const lookup = done.find(({ id }) => id === part.data.tool_call_id);
    const stats = lookup?.output as Stats | undefined;
    return stats ? [{ stats, chart: part.data, input: lookup?.input }] : [];
  });
  return {
    text: textOf(message),
    lookups,
    figures,
    lists: outputsOf<JobPage>("search_jobs"),
    postings: outputsOf<Job>("get_job"),
    results: done.map(({ tool, output }) => ({ tool, output })),
  };
}
