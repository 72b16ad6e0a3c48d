/** The one shape of a chat, whichever way its answers came. */

import type { UIMessage } from "ai";
import type { AskResponse, DataDescription, Grounding, Job, JobPage, Stats, Usage } from "@/api/types";
import type { ChartSuggestion } from "@/charts/chart-kind";
import type { ToolInput } from "@/words/lookup";

/** What is known about an answer; `result_type` and `usage` come with its end. */
export interface AnswerMetadata {
  /** The server's own, signed for whom it answered; the page's id of a chat gives nobody anything. */
  conversation_id?: string;
  turn_id?: string;
  trace_id?: string;
  model?: string | null;
  usage?: Usage;
  result_type?: AskResponse["result_type"];
  gate_outcome?: AskResponse["gate_outcome"];
  /** A remembered plan answered, without a model. */
  from_plan?: boolean;
  /** What the reader thought of it. */
  thumbs_up?: boolean;
  comment?: string;
}

type Tool<Output> = { input: ToolInput; output: Output };

// A type and not an interface: `UIMessage` wants an index signature.
type Tools = {
  job_stats: Tool<Stats>;
  search_jobs: Tool<JobPage>;
  get_job: Tool<Job>;
  describe_data: Tool<DataDescription>;
};

type DataParts = {
  chart: ChartSuggestion;
  /** The text before it was no answer. */
  discard: { text_id: string };
  /** Where the figures of the last text come from. */
  grounding: Grounding;
};

export type ChatMessage = UIMessage<AnswerMetadata, DataParts, Tools>;

/** What a message says, without the text that was taken back. */
export function textOf(message: ChatMessage): string {
  return textsOf(message.parts).join("\n\n").trim();
}

/** The conversation that a chat's next question continues: the last that an answer in it named. */
export function conversationIdOf(messages: ChatMessage[]): string | undefined {
  return messages.findLast(({ metadata }) => metadata?.conversation_id)?.metadata?.conversation_id;
}

/** The texts of a message that were not taken back, in order. */
export function textsOf(parts: ChatMessage["parts"]): string[] {
  const texts: string[] = [];
  for (const part of parts) {
    if (part.type === "text") texts.push(part.text);
    if (part.type === "data-discard") texts.pop();
  }
  return texts;
}
