"""What AWS charges: prices.toml."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

PRICES = Path(__file__).with_name("prices.toml")


class Price(BaseModel):
    """US dollars for `per` units; `free` units a month cost nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    usd: float
    per: int = 1
    unit: str
    free: int = 0
    source: str
    read: date


@cache
def prices() -> Mapping[str, Price]:
    """Every price, by its key."""
    return {
        key: Price.model_validate(value) for key, value in tomllib.loads(PRICES.read_text(encoding="utf-8")).items()
    }
