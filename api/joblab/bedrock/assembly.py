"""Puts the events of a converse stream together into one message."""

import re
from typing import Any

from joblab.bedrock.errors import ModelError
from joblab.bedrock.messages import Reply, TextDelta, ToolUse
from joblab.bedrock.profiles import Usage
from joblab.plain_json import UNWRITABLE, read_json

# What a tool's name may not hold at Bedrock, and how long it may be.
UNNAMEABLE = re.compile(r"[^a-zA-Z0-9_-]")
LONGEST_NAME = 64


def tool_name(written: str) -> str:
    """A name that Bedrock takes back; it passes on what a model writes, `$JOB_STATS` too, and does not take that."""
    return UNNAMEABLE.sub("_", written)[:LONGEST_NAME] or "_"


class MessageAssembly:
    """Collects content blocks by their index; blocks may be interleaved and are told apart by type."""

    def __init__(self) -> None:
        self._blocks: dict[int, dict[str, Any]] = {}
        self._tool_inputs: dict[int, list[str]] = {}
        self._stop_reason = ""
        self._usage: Usage | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the model has said why it stopped: what follows is the account."""
        return bool(self._stop_reason)

    def add(self, event: dict[str, Any]) -> TextDelta | None:
        """Take one stream event; a text delta is handed on at once."""
        match event:
            case {
                "contentBlockStart": {
                    "contentBlockIndex": index,
                    "start": {"toolUse": {"toolUseId": call_id, "name": name}},
                }
            }:
                self._blocks[index] = {"toolUse": {"toolUseId": call_id, "name": tool_name(name), "input": {}}}
                self._tool_inputs[index] = []
            case {"contentBlockDelta": {"contentBlockIndex": index, "delta": delta}}:
                return self._add_delta(index, delta)
            case {"messageStop": {"stopReason": reason}}:
                self._stop_reason = reason
            case {"metadata": {"usage": {"inputTokens": read, "outputTokens": written} as usage}}:
                self._usage = Usage(
                    read,
                    written,
                    usage.get("cacheReadInputTokens", 0),
                    usage.get("cacheWriteInputTokens", 0),
                )
        return None

    def _add_delta(self, index: int, delta: dict[str, Any]) -> TextDelta | None:
        match delta:
            case {"text": text}:
                text = UNWRITABLE.sub("", text)
                block = self._blocks.setdefault(index, {"text": ""})
                block["text"] += text
                return TextDelta(text) if text else None
            case {"toolUse": {"input": fragment}} if index in self._tool_inputs:
                self._tool_inputs[index].append(fragment)
            case {"reasoningContent": part}:
                self._add_reasoning(index, part)
        return None

    def _add_reasoning(self, index: int, part: dict[str, Any]) -> None:
        block = self._blocks.setdefault(index, {"reasoningContent": {}})["reasoningContent"]
        if "redactedContent" in part:
            block["redactedContent"] = block.get("redactedContent", b"") + part["redactedContent"]
            return
        text = block.setdefault("reasoningText", {"text": ""})
        text["text"] += part.get("text", "")
        if "signature" in part:
            text["signature"] = part["signature"]

    def reply(self) -> Reply:
        """The message as a whole, once the stream has ended.

        Raises:
            ModelError: it ended without saying why the model stopped, so that nobody knows what is missing.
        """
        if not self.is_whole:
            raise ModelError("The language model broke off its answer. Please try again.")
        tool_uses = tuple(self._tool_use(index) for index in sorted(self._tool_inputs))
        blocks = [self._blocks[index] for index in sorted(self._blocks)]
        content: Any = [block for block in blocks if block.get("text", "-").strip()]  # Converse refuses blank text
        text = "".join(block["text"] for block in content if "text" in block)
        return Reply(
            {"role": "assistant", "content": content},
            text.strip(),
            tool_uses,
            self._stop_reason,
            self._usage,
        )

    def _tool_use(self, index: int) -> ToolUse:
        block = self._blocks[index]["toolUse"]
        fragments = "".join(self._tool_inputs[index]) or "{}"
        try:
            value = read_json(fragments)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            return ToolUse(block["toolUseId"], block["name"], None)
        block["input"] = value
        return ToolUse(block["toolUseId"], block["name"], value)
