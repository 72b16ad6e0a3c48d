"""What differs between models, as data: profiles.json, with the prices of the US profiles in November 2026."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

type Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]


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


class Prices(NamedTuple):
    """US dollars per million tokens."""

    input: Price
    output: Price
    cache_write: Price
    cache_read: Price


@dataclass(frozen=True)
class ModelProfile:
    """One model's prices and habits."""

    prices: Prices
    smallest_cacheable_prompt: int | None
    """Tokens; Bedrock silently ignores a cachePoint below it. None where the model is sent no cachePoint."""
    takes_temperature: bool
    request_fields: dict[str, object]
    """Sent as additionalModelRequestFields; switches thinking off where it is on by default."""

    def cost(self, usage: Usage) -> float:
        """US dollars."""
        return (
            usage.input_tokens * self.prices.input
            + usage.output_tokens * self.prices.output
            + usage.cache_write_tokens * self.prices.cache_write
            + usage.cache_read_tokens * self.prices.cache_read
        ) / 1_000_000

    def cost_at_most(self, tokens: int, written: int) -> float:
        """US dollars of so many tokens, of which at most `written` are the model's own."""
        read_price = max(self.prices.input, self.prices.cache_write)
        return (written * self.prices.output + max(0, tokens - written) * read_price) / 1_000_000


PROFILES: dict[str, ModelProfile] = {
    name: ModelProfile(**fields | {"prices": Prices(**fields["prices"])})
    for name, fields in json.loads(Path(__file__).with_name("profiles.json").read_text()).items()
}
# Of a model that has no profile here; the settings have to price it.
UNKNOWN = ModelProfile(Prices(0, 0, 0, 0), None, takes_temperature=True, request_fields={})
# An id without what may stand around the model's name: an ARN, a geography, the vendor; a date, a version.
_NAME = re.compile(r"(?:.*[./])?(.+?)(?:-\d{8})?(?:-v\d+(?::\d+)?)?")


def built_in_profile(model_id: str) -> ModelProfile | None:
    """The profile of the model that a model id or an inference profile names, wherever it runs."""
    named = _NAME.fullmatch(model_id)
    return PROFILES.get(named[1]) if named else None
