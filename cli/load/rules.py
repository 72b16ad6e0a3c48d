"""What a location and a title say about country, remote work, level and function; the rules are in rules.toml."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

RULES = Path(__file__).with_name("rules.toml")
# Where several places are named at once.
BETWEEN_PLACES = re.compile(r"\s*(?:[;|/\n]|\bor\b|\band\b|&)\s*")
REMOTE = re.compile(r"\W*\b(?:(?:fully|100%) )?remote\b(?:\s+(?:in|from)\b)?\W*", re.IGNORECASE)
# A title's main part ends at a dash between spaces, a comma, a colon or a bracket.
TITLE_END = re.compile(r"\s+[-–—|]\s*|\s*[-–—|]\s+|[,:(\[]")

STARTING = {"Intern", "Entry", "Junior"}


@cache
def _tables() -> dict[str, dict[str, re.Pattern[str]]]:
    """The tables of rules.toml as "section" or "section.table", each name with its patterns as one."""
    tables: dict[str, dict[str, re.Pattern[str]]] = {}
    for section, entries in tomllib.loads(RULES.read_text(encoding="utf-8")).items():
        for key, value in entries.items():
            if isinstance(value, list):
                tables.setdefault(section, {})[key] = _any(value)
            else:
                tables[f"{section}.{key}"] = {name: _any(patterns) for name, patterns in value.items()}
    return tables


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def _named(table: str, text: str) -> str | None:
    """The name whose pattern is the whole text."""
    return next((name for name, rule in _tables()[table].items() if rule.fullmatch(text)), None)


def _found(table: str, text: str) -> list[str]:
    """The names whose patterns occur in the text, in the order of the file."""
    return [name for name, rule in _tables()[table].items() if rule.search(text)]


def country_of(location: str) -> str | None:
    """The country of a location such as "Remote in UK" or "San Jose, CA"; None when unsure or when it names several."""
    places = BETWEEN_PLACES.split(REMOTE.sub(",", location))
    countries = {_country_of_place(place) for place in places if place.strip(" ,.")}
    return countries.pop() if len(countries) == 1 else None


def _country_of_place(place: str) -> str | None:
    parts = [part.strip(" .()") for part in place.split(",") if part.strip(" .()")]
    if not parts:
        return None
    first, last = parts[0], parts[-1]
    code = _named("country.codes", last) if len(parts) > 1 else None
    # The city decides for "Berlin, DE", the state for "Gary, Indiana".
    return _named("country.names", last) or code or _named("country.places", first) or _named("country.places", last)


def remote_of(location: str, title: str) -> bool | None:
    """Whether location or title call the job remote; None when they say nothing about it."""
    for text in (location, title):
        found = _found("remote", text)
        if found:
            return "no" not in found
    return None


def level_of(title: str) -> str | None:
    """The level a title names; None when it names none, or juniors and seniors at once."""
    if _found("level", title):
        return None
    found = _found("level.titles", title)
    if STARTING.intersection(found) and not STARTING.issuperset(found):
        return None
    return found[0] if found else None


def level_named(name: str) -> str | None:
    """The level that a scraper's own word for it means; None when it leaves it open."""
    return _named("level.names", name)


def function_of(title: str) -> str | None:
    """The function a title belongs to, by its main part if that says it; None when unsure."""
    for text in (TITLE_END.split(title)[0], title):
        found = _found("function.titles", text)
        if found:
            return found[0]
    return None
