"""Puts the events of a converse stream together into one message."""

import json
from typing import Any

from joblab.bedrock.messages import Reply, TextDelta, ToolUse
from joblab.bedrock.profiles import Usage


class MessageAssembly:
    """Collects content blocks by their index; blocks may be interleaved and are told apart by type."""

    def __init__(self) -> None:
        self._blocks: dict[int, dict[str, Any]] = {}
        self._tool_inputs: dict[int, list[str]] = {}
        self._stop_reason = "end_turn"
        self._usage = Usage()

    def add(self, event: dict[str, Any]) -> TextDelta | None:
        """Take one stream event; a text delta is handed on at once."""
        match event:
            case {"contentBlockStart": {"contentBlockIndex": index, "start": {"toolUse": tool_use}}}:
                self._blocks[index] = {
                    "toolUse": {"toolUseId": tool_use["toolUseId"], "name": tool_use["name"], "input": {}}
                }
                self._tool_inputs[index] = []
            case {"contentBlockDelta": {"contentBlockIndex": index, "delta": delta}}:
                return self._add_delta(index, delta)
            case {"messageStop": {"stopReason": reason}}:
                self._stop_reason = reason
            case {"metadata": {"usage": usage}}:
                self._usage = Usage(
                    usage["inputTokens"],
                    usage["outputTokens"],
                    usage.get("cacheReadInputTokens", 0),
                    usage.get("cacheWriteInputTokens", 0),
                )
        return None

    def _add_delta(self, index: int, delta: dict[str, Any]) -> TextDelta | None:
        match delta:
            case {"text": text}:
                block = self._blocks.setdefault(index, {"text": ""})
                block["text"] += text
                return TextDelta(text) if text else None
            case {"toolUse": {"input": fragment}}:
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
        """The message as a whole, once the stream has ended."""
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
            value = json.loads(fragments)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            return ToolUse(block["toolUseId"], block["name"], None)
        block["input"] = value
        return ToolUse(block["toolUseId"], block["name"], value)
