"""What the cells of a call are about: its filters, and values as they are compared."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from joblab.proof.periods import ALWAYS, Period

Context = Mapping[str, "frozenset[str] | tuple[str, ...]"]
"""What a cell is about: values by dimension. A tuple holds all of them at once, a frozenset any of them."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A value as it is compared."""
    return " ".join(text.casefold().split())


def filter_context(filters: Mapping[str, Any]) -> dict[str, frozenset[str] | tuple[str, ...]]:
    """The filters of a call as context; dates aside."""
    context: dict[str, frozenset[str] | tuple[str, ...]] = {}
    for name, value in filters.items():
        if name not in ("posted_start", "posted_end", "salary_min") and value is not None:
            values = value if isinstance(value, list | tuple) else [value]
            context[name] = frozenset(fold(str(item)) for item in values)
    return context


def filter_period(filters: Mapping[str, Any]) -> Period:
    """The days the filters leave."""
    return str(filters.get("posted_start") or ALWAYS[0]), str(filters.get("posted_end") or ALWAYS[1])
