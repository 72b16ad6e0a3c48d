"""Token usage by a rough, honest count, and the prompt cache that it needs.

A token is counted as four characters, rounded up: the usual rule of thumb for English. The stand-in has no tokenizer,
so its figures tell the order of magnitude, not the bill.
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from local.bedrock.models import Model
from local.bedrock.schemas import ConverseRequest

CHARACTERS_A_TOKEN = 4
CACHE_SECONDS = 300.0


@dataclass(frozen=True)
class Usage:
    """Tokens of one call; `input_tokens` leaves out what was read from or written to the cache."""

    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int

    def as_wire(self) -> dict[str, int]:
        total = self.input_tokens + self.output_tokens + self.cache_read_tokens + self.cache_write_tokens
        return {
            "inputTokens": self.input_tokens,
            "outputTokens": self.output_tokens,
            "totalTokens": total,
            "cacheReadInputTokens": self.cache_read_tokens,
            "cacheWriteInputTokens": self.cache_write_tokens,
        }


def tokens_in(characters: int) -> int:
    return -(-characters // CHARACTERS_A_TOKEN)


@dataclass
class PromptCache:
    """Remembers which prompts were closed by a cachePoint in the last five minutes (by digest, never by text)."""

    _written: dict[str, float] = field(default_factory=dict)

    def usage(self, request: ConverseRequest, model: Model, output_characters: int) -> Usage:
        """Count a call and enter its prompt into the cache."""
        now = time.monotonic()
        self._written = {digest: at for digest, at in self._written.items() if now - at < CACHE_SECONDS}
        size, read, closed = 0, 0, 0
        digest = hashlib.sha256()
        for text, is_point in _prompt_parts(request):
            digest.update(text.encode())
            size += len(text)
            if is_point and tokens_in(size) >= model.cache_minimum:
                closed = size
                read = size if digest.hexdigest() in self._written else read
                self._written[digest.hexdigest()] = now
        return Usage(
            input_tokens=tokens_in(size - closed),
            output_tokens=tokens_in(output_characters),
            cache_read_tokens=tokens_in(read),
            cache_write_tokens=tokens_in(closed - read),
        )


def _prompt_parts(request: ConverseRequest) -> Iterator[tuple[str, bool]]:
    """The prompt in the order the model reads it (tools, system, messages), and where it may be cached."""
    parts: list[tuple[BaseModel, bool]] = []
    if request.tool_config:
        parts += [(tool, tool.cache_point is not None) for tool in request.tool_config.tools]
    parts += [(block, block.cache_point is not None) for block in request.system]
    for message in request.messages:
        parts += [(block, block.cache_point is not None) for block in message.content]
    for part, is_point in parts:
        yield ("" if is_point else part.model_dump_json(by_alias=True, exclude_none=True)), is_point
