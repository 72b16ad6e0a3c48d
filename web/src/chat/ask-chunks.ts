/** An answer of /ai/ask as the chunks that a stream would have brought, so that the page knows one shape only. */

import type { InferUIMessageChunk } from "ai";
import type { AskResponse, Stats, ToolCall } from "@/api/types";
import { suggestChart } from "@/charts/chart-kind";
import type { ChatMessage } from "./message";

export type ChatChunk = InferUIMessageChunk<ChatMessage>;

function chunksOfCall(call: ToolCall): ChatChunk[] {
  const { id: toolCallId, name, input, result, error } = call;
  const asked: ChatChunk = { type: "tool-input-available", toolCallId, toolName: name, input };
  if (!result) return [asked, { type: "tool-output-error", toolCallId, errorText: error ?? "No result." }];
  const answered: ChatChunk[] = [asked, { type: "tool-output-available", toolCallId, output: result }];
  const chart = name === "job_stats" ? suggestChart(toolCallId, result as unknown as Stats) : null;
  return chart ? [...answered, { type: "data-chart", id: `chart-${toolCallId}`, data: chart }] : answered;
}

export function chunksOfAnswer(response: AskResponse): ChatChunk[] {
  const { answer, tool_calls: calls, job_results: _, grounding, ...metadata } = response;
  const proof: ChatChunk[] = grounding ? [{ type: "data-grounding", data: grounding }] : [];
  return [
    { type: "start", messageId: response.turn_id, messageMetadata: metadata },
    { type: "start-step" },
    ...(calls ?? []).flatMap(chunksOfCall),
    { type: "text-start", id: "text" },
    { type: "text-delta", id: "text", delta: answer },
    { type: "text-end", id: "text" },
    ...proof,
    { type: "finish-step" },
    { type: "finish", finishReason: "stop", messageMetadata: metadata },
  ];
}
