"""What the stand-in says in one call, and the events in which it is sent."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import JsonValue

from local.bedrock.events import Payload, StreamEvent
from local.bedrock.usage import CHARACTERS_A_TOKEN, Usage
from local.standin.decide import CallTools, Say

StopReason = Literal["end_turn", "tool_use", "max_tokens"]

# Pieces of a stream: small enough that a page visibly streams, never splitting a word's letters apart in text.
_TEXT_PIECE_WORDS = 3
_INPUT_PIECE_CHARACTERS = 24


@dataclass(frozen=True)
class TextBlock:
    text: str


@dataclass(frozen=True)
class ToolUseBlock:
    """`input_json` is the input as the model writes it: one JSON text, broken off when the tokens ran out."""

    tool_use_id: str
    name: str
    input_json: str


type Block = TextBlock | ToolUseBlock


@dataclass(frozen=True)
class Reply:
    blocks: tuple[Block, ...]
    stop_reason: StopReason

    @property
    def characters(self) -> int:
        return sum(_size(block) for block in self.blocks)


def _size(block: Block) -> int:
    return len(block.text) if isinstance(block, TextBlock) else len(block.input_json)


def write_reply(decision: CallTools | Say, max_tokens: int) -> Reply:
    """Put a decision into content blocks, cut off at `max_tokens`."""
    if isinstance(decision, CallTools):
        *others, (last, said) = decision.calls
        told = {**said, "answer": decision.answer} if decision.answer else said
        blocks: tuple[Block, ...] = (*(_tool_use(*call) for call in others), _tool_use(last, told))
        return _cut(Reply(blocks, "tool_use"), max_tokens * CHARACTERS_A_TOKEN)
    return _cut(Reply((TextBlock(decision.text),), "end_turn"), max_tokens * CHARACTERS_A_TOKEN)


def _tool_use(name: str, tool_input: Mapping[str, JsonValue]) -> ToolUseBlock:
    return ToolUseBlock(f"tooluse_{secrets.token_urlsafe(16)}", name, json.dumps(tool_input, ensure_ascii=False))


def _cut(reply: Reply, room: int) -> Reply:
    if reply.characters <= room:
        return reply
    kept: list[Block] = []
    for block in reply.blocks:
        if room <= 0:
            break
        if isinstance(block, TextBlock):
            kept.append(replace(block, text=block.text[:room]))
        else:
            kept.append(replace(block, input_json=block.input_json[:room]))
        room -= _size(block)
    return Reply(tuple(kept), "max_tokens")


def as_events(reply: Reply, usage: Usage, latency_ms: int) -> Iterator[StreamEvent]:
    """The events of a ConverseStream answer, in Bedrock's order. Text blocks have no contentBlockStart."""
    yield "messageStart", {"role": "assistant"}
    for index, block in enumerate(reply.blocks):
        if isinstance(block, ToolUseBlock):
            start: Payload = {"toolUse": {"toolUseId": block.tool_use_id, "name": block.name}}
            yield "contentBlockStart", {"contentBlockIndex": index, "start": start}
        for delta in _deltas(block):
            yield "contentBlockDelta", {"contentBlockIndex": index, "delta": delta}
        yield "contentBlockStop", {"contentBlockIndex": index}
    yield "messageStop", {"stopReason": reply.stop_reason}
    yield "metadata", _metadata(usage, latency_ms)


def _deltas(block: Block) -> Iterator[Payload]:
    if isinstance(block, TextBlock):
        words = block.text.split(" ")
        for start in range(0, len(words), _TEXT_PIECE_WORDS):
            piece = " ".join(words[start : start + _TEXT_PIECE_WORDS])
            yield {"text": piece if start == 0 else f" {piece}"}
        return
    for start in range(0, len(block.input_json), _INPUT_PIECE_CHARACTERS):
        yield {"toolUse": {"input": block.input_json[start : start + _INPUT_PIECE_CHARACTERS]}}


def _metadata(usage: Usage, latency_ms: int) -> Payload:
    counts: Payload = {**usage.as_wire()}
    return {"usage": counts, "metrics": {"latencyMs": latency_ms}}
