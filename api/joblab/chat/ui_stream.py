"""The agent's events as the AI SDK's UI message stream (protocol v1), which `useChat` reads without an adapter."""

import json
from collections.abc import Iterator
from typing import Any

from joblab.chat import events
from joblab.chat.chart import suggest_chart
from joblab.chat.conversation import Question
from joblab.chat.schemas import GATE_OUTCOMES
from joblab.errors import AppError
from joblab.tools.result import ToolFinished

HEADERS = {
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    "x-accel-buffering": "no",
    "x-vercel-ai-ui-message-stream": "v1",
}
KEEP_ALIVE = ": keep-alive\n\n"
DONE = "data: [DONE]\n\n"

type Chunk = dict[str, Any]


def frame(chunk: Chunk) -> str:
    """One server-sent event."""
    return f"data: {json.dumps(chunk, ensure_ascii=False, separators=(',', ':'))}\n\n"


class UIStream:
    """Turns events into chunks, in the order the reader demands: nothing ends that has not started."""

    def __init__(self, question: Question, trace_id: str, model_id: str) -> None:
        self._ids = {"conversation_id": question.conversation_id, "turn_id": question.turn_id, "trace_id": trace_id}
        self._model_id = model_id
        self._texts = 0
        self._text_is_open = False
        self._step_is_open = False

    def chunks(self, event: events.AgentEvent, usage: dict[str, Any] | None = None) -> Iterator[Chunk]:
        """The chunks of one event; the last event also needs the account of the turn."""
        match event:
            case events.Begun():
                opening = {**self._ids, "model": self._model_id}
                yield {"type": "start", "messageId": self._ids["turn_id"], "messageMetadata": opening}
            case events.TextDelta(text):
                yield from self._open_text()
                yield {"type": "text-delta", "id": self._text_id, "delta": text}
            case events.TextDiscarded() if self._text_is_open:
                yield from self._close_text()
                yield {"type": "data-discard", "data": {"text_id": self._text_id}}
            case events.ToolStarted(call_id, name, arguments):
                yield from self._close_text()
                yield from self._open_step()
                yield {"type": "tool-input-start", "toolCallId": call_id, "toolName": name}
                yield {"type": "tool-input-available", "toolCallId": call_id, "toolName": name, "input": arguments}
            case ToolFinished():
                yield from _tool_output(event)
            case events.RoundEnded():
                yield from self._close_step()
            case events.Finished():
                yield from self._close_text()
                if event.grounding:
                    yield {"type": "data-grounding", "data": event.grounding.model_dump()}
                yield from self._close_step()
                outcome = {"result_type": event.result_type, "gate_outcome": GATE_OUTCOMES[event.result_type]}
                source: Chunk = {"from_plan": True} if event.from_plan else {"model": self._model_id}
                metadata = {**self._ids, **source, "usage": usage, **outcome}
                yield {"type": "finish", "finishReason": "stop", "messageMetadata": metadata}
            case events.Failed(error):
                yield from self.failure(error)

    def failure(self, error: AppError) -> Iterator[Chunk]:
        """The end of a turn without an answer, with a sentence for people."""
        yield from self._close_step()
        yield {"type": "error", "errorText": error.detail}
        yield {"type": "finish", "finishReason": "error"}

    @property
    def _text_id(self) -> str:
        return f"text-{self._texts}"

    def _open_text(self) -> Iterator[Chunk]:
        yield from self._open_step()
        if not self._text_is_open:
            self._texts += 1
            self._text_is_open = True
            yield {"type": "text-start", "id": self._text_id}

    def _close_text(self) -> Iterator[Chunk]:
        if self._text_is_open:
            self._text_is_open = False
            yield {"type": "text-end", "id": self._text_id}

    def _open_step(self) -> Iterator[Chunk]:
        if not self._step_is_open:
            self._step_is_open = True
            yield {"type": "start-step"}

    def _close_step(self) -> Iterator[Chunk]:
        yield from self._close_text()
        if self._step_is_open:
            self._step_is_open = False
            yield {"type": "finish-step"}


def _tool_output(call: ToolFinished) -> Iterator[Chunk]:
    if call.result is None:
        yield {"type": "tool-output-error", "toolCallId": call.id, "errorText": str(call.error)}
        return
    yield {"type": "tool-output-available", "toolCallId": call.id, "output": call.result.for_page}
    if call.result.stats and (chart := suggest_chart(call.id, call.result.stats)):
        yield {"type": "data-chart", "id": f"chart-{call.id}", "data": chart.model_dump()}
