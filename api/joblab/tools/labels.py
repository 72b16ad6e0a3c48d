"""Names cells for people: "count, country = Germany, January 2026"."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from joblab.jobs.schemas import Selection
from joblab.tools.sheet import pairs

DATES = ("posted_start", "posted_end")


def label(what: str, facts: Mapping[str, object], when: str = "") -> str:
    """What a cell holds, of which postings, and when."""
    about = [f"{name} = {_words(name, value)}" for name, value in flat(facts).items() if name not in DATES]
    return ", ".join(filter(None, (what, *about, when)))


def flat(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters inside filters with both their names: "exclude country"."""
    found: dict[str, Any] = {}
    for name, value in filters.items():
        inner = (
            {f"{name} {key}": each for key, each in flat(value).items()} if isinstance(value, dict) else {name: value}
        )
        found |= inner
    return found


def told(filters: Mapping[str, Any]) -> str:
    """Filters as the model reads them: "country=Germany; exclude skills=SQL"."""
    return pairs(flat(filters), "; ")


def period_of(selection: Selection) -> str:
    """The days that the filters ask for."""
    start, end = (selection.filters.get(name) for name in DATES)
    return period(*(date.fromisoformat(str(text)) if text else None for text in (start, end)))


def period(start: date | None, end: date | None) -> str:
    """Inclusive days in words: "January 2026", "Q1 2026", "2026", else both."""
    if not (start and end):
        return f"from {start}" if start else f"until {end}" if end else ""
    if start.year == end.year and start.day == 1 and (end + timedelta(days=1)).day == 1:
        months = (start.month, end.month)
        if months == (1, 12):
            return str(start.year)
        if start.month == end.month:
            return f"{start:%B %Y}"
        if start.month % 3 == 1 and end.month == start.month + 2:
            return f"Q{end.month // 3} {start.year}"
    return f"{start.day} {start:%B %Y}" if start == end else f"{start} to {end}"


def bucket(key: str) -> str:
    """A stretch of time by its key: "March 2026" for 2026-03, "Q1 2026", "5 January 2026", "2026"."""
    year, *rest = key.split("-")
    if not rest or rest[0].startswith("Q"):
        return " ".join((*rest, year))
    start = date.fromisoformat(key if len(rest) > 1 else f"{key}-01")
    return period(start, start) if len(rest) > 1 else f"{start:%B %Y}"


def _words(name: str, value: object) -> str:
    """Any of several values; every one where all are asked for."""
    every = name.startswith("all_of ") or name in ("stated", "not_stated")
    return (" and " if every else " or ").join(map(str, value)) if isinstance(value, list | tuple) else str(value)
