"""Stretches of the calendar with a name: "January 2026", "15th of March", "Q1", "second half of 2025", "2026"."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from local.bedrock.planner.periods import Unit, UnitName
from local.bedrock.planner.spelling import is_one_edit

_MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june", "july")
_MONTHS += ("august", "september", "october", "november", "december")
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_LONG_MONTHS = tuple(name for name in _MONTHS if len(name) > 5)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
NUMBERS |= {"ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "ninety": 90, "couple": 2}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")

CALENDAR_WORDS = frozenset((*MONTHS, *NUMBERS, *ORDINALS, *WEEKDAYS, "quarter", "quarters", "hours", "today", "till"))
"""Words that are no typing errors, whatever they are near to."""

type UnitMatch = tuple[Unit, int]
"""A unit, and how many words name it."""


def match_unit(words: Sequence[str], at: int) -> UnitMatch | None:
    """The named unit that begins at a word, if one does; the longest reading."""
    if at >= len(words):
        return None
    found = [rule(words, at) for rule in _POINTS]
    return max((point for point in found if point), key=lambda point: point[1], default=None)


def _iso(words: Sequence[str], at: int) -> UnitMatch | None:
    try:
        day = date.fromisoformat(words[at]) if words[at].count("-") == 2 else None
    except ValueError:
        return None
    if day:
        return Unit("day", day.day, day.year, day.month), 1
    year, month = year_in(words, at), words[at + 1] if at + 1 < len(words) else ""
    if year and re.fullmatch(r"0[1-9]|1[0-2]", month):
        return Unit("month", int(month), year), 2
    return None


def _month(words: Sequence[str], at: int) -> UnitMatch | None:
    """January, January 2026, January of 2026, January 15th, January 15, 2026."""
    month = _month_number(words[at])
    if not month:
        return None
    year, length = year_after(words, at + 1)
    if year:
        return Unit("month", month, year), 1 + length
    day = _day(words, at + 1)
    if day:
        year, length = year_after(words, at + 2)
        return Unit("day", day, year, month), 2 + length
    return Unit("month", month, None), 1


def _month_number(word: str) -> int | None:
    """The month, also when its name is an edit away ("Febuary")."""
    return MONTHS.get(word) or next((MONTHS[name] for name in _LONG_MONTHS if is_one_edit(word, name)), None)


def _day_first(words: Sequence[str], at: int) -> UnitMatch | None:
    """15 January 2026, 15th of January."""
    day = _day(words, at)
    skip = 2 if words[at + 1 : at + 2] == ["of"] else 1
    month = _month_number(words[at + skip]) if day and at + skip < len(words) else None
    if not day or not month:
        return None
    year, length = year_after(words, at + skip + 1)
    return Unit("day", day, year, month), skip + 1 + length


def _part_of_year(words: Sequence[str], at: int) -> UnitMatch | None:
    """Q1, Q1 2026, first quarter of 2026, H2 2025, second half of 2025."""
    name: UnitName
    short = re.fullmatch(r"([qh])([1-4])", words[at])
    if short:
        name, number, length = ("quarter" if short[1] == "q" else "half"), int(short[2]), 1
    elif at + 1 < len(words) and words[at] in ORDINALS and words[at + 1] in {"quarter", "half"}:
        name, number, length = ("quarter" if words[at + 1] == "quarter" else "half"), ORDINALS[words[at]], 2
        if words[at] == "last" and words[at + 2 : at + 3] != ["of"]:
            return None
    else:
        return None
    number = min(number, 2) if name == "half" else number
    year, more = year_after(words, at + length)
    return Unit(name, number, year), length + more


def _year_first(words: Sequence[str], at: int) -> UnitMatch | None:
    """2026, 2026 Q1."""
    year = year_in(words, at)
    if not year:
        return None
    part = _part_of_year(words, at + 1) if at + 1 < len(words) else None
    if part and part[1] == 1:
        return part[0].in_year(year), 2
    return Unit("year", 1, year), 1


def year_after(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """A year that completes a unit ("2026", "of 2026", ", 2026") and the words it takes."""
    skip = 1 if words[at : at + 1] in (["of"], [","], ["in"]) else 0
    year = year_in(words, at + skip)
    return (year, skip + 1) if year else (None, 0)


def year_in(words: Sequence[str], at: int) -> int | None:
    return int(words[at]) if at < len(words) and _YEAR.fullmatch(words[at]) else None


def _day(words: Sequence[str], at: int) -> int | None:
    match = _DAY.fullmatch(words[at]) if at < len(words) else None
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def number_in(word: str) -> int | None:
    return int(word) if word.isdecimal() else NUMBERS.get(word)


_POINTS: tuple[Callable[[Sequence[str], int], UnitMatch | None], ...]
_POINTS = (_iso, _month, _day_first, _part_of_year, _year_first)
