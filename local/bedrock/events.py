"""What a model behind the endpoint answers with, the events of ConverseStream, and the two forms of sending them."""

import json
from collections.abc import AsyncGenerator, AsyncIterable
from typing import Protocol

from pydantic import JsonValue
from smithy_aws_event_stream.events import EventMessage

from local.bedrock.errors import BedrockError
from local.bedrock.schemas import ConverseRequest

type Payload = dict[str, JsonValue]
type StreamEvent = tuple[str, Payload]


class ConverseModel(Protocol):
    """A model behind the endpoint."""

    def converse(self, model_id: str, request: ConverseRequest) -> AsyncGenerator[StreamEvent]:
        """The events of a reply, in Bedrock's order; closing the generator hangs up.

        Raises:
            BedrockError: before the first event it is the HTTP answer, after it a frame of the stream.
        """
        ...

    async def close(self) -> None:
        """Let go of its connections."""
        ...


def encode_event(event: StreamEvent) -> bytes:
    """One frame of the event stream."""
    name, payload = event
    return _frame({":event-type": name, ":message-type": "event"}, payload)


def encode_error(error: BedrockError) -> bytes:
    """The frame that breaks a stream off."""
    return _frame({":exception-type": error.frame, ":message-type": "exception"}, {"message": error.message})


def _frame(headers: dict[str, str], payload: Payload) -> bytes:
    message = EventMessage(
        headers={**headers, ":content-type": "application/json"}, payload=json.dumps(payload).encode()
    )
    return message.encode()


async def as_message(events: AsyncIterable[StreamEvent]) -> Payload:
    """The body of a Converse answer: the same events, put together."""
    blocks: dict[int, Payload] = {}
    stop_reason: JsonValue = None
    metadata: Payload = {}
    async for name, payload in events:
        match name, payload:
            case "contentBlockStart", {"contentBlockIndex": int(index), "start": dict(start)}:
                blocks[index] = start
            case "contentBlockDelta", {"contentBlockIndex": int(index), "delta": dict(delta)}:
                blocks[index] = _joined(blocks.get(index, {}), delta)
            case "messageStop", {"stopReason": reason}:
                stop_reason = reason
            case "metadata", _:
                metadata = payload
    content: list[JsonValue] = [_whole(blocks[index]) for index in sorted(blocks)]
    if stop_reason == "tool_use" and not all(map(_is_whole_call, blocks.values())):
        stop_reason = "malformed_tool_use"
    return {"output": {"message": {"role": "assistant", "content": content}}, "stopReason": stop_reason, **metadata}


def _joined(block: Payload, delta: Payload) -> Payload:
    """A block with the next piece of its texts."""
    joined = dict(block)
    for name, piece in delta.items():
        before = joined.get(name)
        if isinstance(piece, dict):
            joined[name] = _joined(before if isinstance(before, dict) else {}, piece)
        else:
            joined[name] = f"{before or ''}{piece}"
    return joined


def _whole(block: Payload) -> Payload:
    """A block in the form that a message has; a tool's input that is no JSON object is an empty one."""
    match block:
        case {"toolUse": dict(use)}:
            return {"toolUse": {**use, "input": _object(use) or {}}}
        case {"reasoningContent": {"text": _} as thought}:
            return {"reasoningContent": {"reasoningText": thought}}
    return block


def _is_whole_call(block: Payload) -> bool:
    use = block.get("toolUse")
    return not isinstance(use, dict) or _object(use) is not None


def _object(use: Payload) -> Payload | None:
    """The input that the pieces of a call make; none at all is an empty one."""
    try:
        value: JsonValue = json.loads(str(use.get("input") or "{}"))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
