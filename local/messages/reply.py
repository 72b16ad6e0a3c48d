"""From the events of a Messages stream to those of a ConverseStream."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator

from pydantic import JsonValue

from joblab.bedrock.assembly import tool_name
from local.bedrock.errors import BedrockError
from local.bedrock.events import Payload, StreamEvent
from local.messages.errors import bedrock_error

# What Bedrock has too: the kinds of blocks, and the reasons to stop; for another reason, the model was done.
_BLOCKS = {"text", "thinking", "redacted_thinking", "tool_use"}
_STOP_REASONS = {"max_tokens", "model_context_window_exceeded", "refusal", "stop_sequence", "tool_use"}
# Input tokens leave out cached ones, here as there.
_COUNTS = {
    "inputTokens": "input_tokens",
    "outputTokens": "output_tokens",
    "cacheReadInputTokens": "cache_read_input_tokens",
    "cacheWriteInputTokens": "cache_creation_input_tokens",
}


class Reply:
    """One reply, translated event by event; a server need not send more than it must."""

    def __init__(self, issue_id: Callable[[JsonValue], str]) -> None:
        self._issue_id = issue_id
        self._inputs: dict[int, JsonValue] = {}
        """The blocks that have begun, with the tool input that came at once, if any."""
        self._stop_reason = "end_turn"
        self._usage: dict[str, int] = {}
        self.is_whole = False
        """Whether nothing but the end can follow."""

    def translate(self, event: Payload) -> Iterator[StreamEvent]:
        """What one event of the server's means; an error, or what is no event, is raised as a BedrockError."""
        match event:
            case {"type": "message_start", "message": dict(message)}:
                self._count(message.get("usage"))
                yield "messageStart", {"role": "assistant"}
            case {"type": "content_block_start", "index": int(index), "content_block": dict(block)}:
                yield from self._start(index, block)
            case {"type": "content_block_delta", "index": int(index), "delta": dict(delta)}:
                if index in self._inputs:
                    self._inputs[index] = None if delta.get("partial_json") else self._inputs[index]
                    yield from _deltas(index, delta)
            case {"type": "content_block_stop", "index": int(index)}:
                yield from self._stop(index)
            case {"type": "message_delta", "delta": dict(delta)}:
                if (reason := str(delta.get("stop_reason"))) in _STOP_REASONS:
                    self._stop_reason = reason
                self._count(event.get("usage"))
            case {"type": "message_stop"}:
                self.is_whole = True
            case _:
                _check_other(event)

    def end(self, latency_ms: int) -> Iterator[StreamEvent]:
        """What closes the reply, once the stream has ended; one that is not whole is a BedrockError."""
        if not self.is_whole:
            raise BedrockError("ModelErrorException", "The model's server broke off its reply.")
        for index in list(self._inputs):
            yield from self._stop(index)
        yield "messageStop", {"stopReason": self._stop_reason}
        if {"input_tokens", "output_tokens"} <= self._usage.keys():
            counts = {name: self._usage.get(own, 0) for name, own in _COUNTS.items()}
            usage: Payload = {**counts, "totalTokens": sum(counts.values())}
            yield "metadata", {"usage": usage, "metrics": {"latencyMs": latency_ms}}

    def _start(self, index: int, block: Payload) -> Iterator[StreamEvent]:
        """Text and reasoning have no start at Bedrock; blocks of other kinds are left out."""
        if block.get("type") not in _BLOCKS:
            return
        self._inputs[index] = block.get("input")
        if block["type"] == "tool_use":
            self._stop_reason = "tool_use"  # some servers say that it was the end
            name = tool_name(str(block.get("name") or ""))
            use: Payload = {"toolUseId": self._issue_id(block.get("id")), "name": name}
            yield "contentBlockStart", {"contentBlockIndex": index, "start": {"toolUse": use}}
        yield from _deltas(index, block)

    def _stop(self, index: int) -> Iterator[StreamEvent]:
        if index in self._inputs:
            if whole := self._inputs.pop(index):
                yield from _deltas(index, {"partial_json": whole if isinstance(whole, str) else json.dumps(whole)})
            yield "contentBlockStop", {"contentBlockIndex": index}

    def _count(self, usage: JsonValue) -> None:
        """Counts are of the whole reply so far, so the last one stands."""
        if isinstance(usage, dict):
            self._usage |= {name: value for name, value in usage.items() if isinstance(value, int)}


def _check_other(event: Payload) -> None:
    """Kinds of events that are not known, such as `ping`, mean nothing."""
    match event:
        case {"type": "error", "error": {"type": str(kind), "message": str(message)}}:
            raise bedrock_error(kind, message)
        case {"type": str(kind)} if not kind.startswith(("message_", "content_block_", "error")):
            return
    raise BedrockError("ModelErrorException", "The model's server sent what is no event of a reply.")


def _deltas(index: int, part: Payload) -> Iterator[StreamEvent]:
    """What a block begins with, or what is added to it."""
    for name, text in part.items():
        if isinstance(text, str) and text and name in _AS_BEDROCK:
            yield "contentBlockDelta", {"contentBlockIndex": index, "delta": _AS_BEDROCK[name](text)}


_AS_BEDROCK: dict[str, Callable[[str], Payload]] = {
    "text": lambda text: {"text": text},
    "partial_json": lambda text: {"toolUse": {"input": text}},
    "thinking": lambda text: {"reasoningContent": {"text": text}},
    "signature": lambda text: {"reasoningContent": {"signature": text}},
    "data": lambda text: {"reasoningContent": {"redactedContent": b64encode(text.encode()).decode()}},
}
