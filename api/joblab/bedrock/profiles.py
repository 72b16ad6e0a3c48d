"""What differs between models, as data: profiles.json (prices of November 2026, US dollars per million tokens)."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """Tokens of one or more model calls; cached tokens are not part of `input_tokens`, as Bedrock counts them."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0

    @property
    def total(self) -> int:
        """All tokens, cached ones included."""
        return self.input_tokens + self.output_tokens + self.cache_read_tokens + self.cache_write_tokens

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cache_read_tokens + other.cache_read_tokens,
            self.cache_write_tokens + other.cache_write_tokens,
        )


@dataclass(frozen=True)
class ModelProfile:
    """One model's prices and habits."""

    input_price: float
    output_price: float
    cache_write_price: float
    cache_read_price: float
    smallest_cacheable_prompt: int
    """Tokens; Bedrock silently ignores a cachePoint below it."""
    takes_temperature: bool
    request_fields: dict[str, object]
    """Sent as additionalModelRequestFields; switches thinking off where it is on by default."""

    def cost(self, usage: Usage) -> float:
        """US dollars."""
        return (
            usage.input_tokens * self.input_price
            + usage.output_tokens * self.output_price
            + usage.cache_write_tokens * self.cache_write_price
            + usage.cache_read_tokens * self.cache_read_price
        ) / 1_000_000

    def cost_at_most(self, tokens: int, written: int) -> float:
        """US dollars of so many tokens, of which at most `written` are the model's own."""
        read_price = max(self.input_price, self.cache_write_price)
        return (written * self.output_price + max(0, tokens - written) * read_price) / 1_000_000


PROFILES: dict[str, ModelProfile] = {
    model_id: ModelProfile(**fields)
    for model_id, fields in json.loads(Path(__file__).with_name("profiles.json").read_text()).items()
}
