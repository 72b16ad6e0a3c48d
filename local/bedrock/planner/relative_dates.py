"""Stretches of time told from today, or inside a named one: "last month", "past 3 weeks", "first week of March"."""

from collections.abc import Sequence
from datetime import date, timedelta

from local.bedrock.planner.named_units import MONTHS, ORDINALS, WEEKDAYS, match_unit, number_in, year_after
from local.bedrock.planner.periods import Period, TimeMatch, Unit, UnitName, add_months, current, previous, trailing

UNITS: dict[str, UnitName] = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}
UNITS |= {f"{name}s": unit for name, unit in UNITS.items()}
_STRETCHES = frozenset({"week", "month", "quarter", "half", "period", "time"})
_LAST = frozenset({"last", "past", "previous", "preceding"})
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def match_relative(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """The stretch that begins at a word, by the first rule that fits."""
    if at >= len(words):
        return None
    rules = (_same, _week_of, _relative, _trailing, _weekday, _season)
    return next((match for rule in rules if (match := rule(words, at, today))), None)


def _same(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """the same quarter of 2025, the same month last year."""
    start = at + 1 if words[at] == "the" else at
    if words[start : start + 1] != ["same"] or not _STRETCHES.intersection(words[start + 1 : start + 2]):
        return None
    year, length = year_after(words, start + 2)
    skip = 1 if words[start + 2 : start + 3] in (["of"], ["in"]) else 0
    if not year and words[start + 2 + skip : start + 4 + skip] == ["last", "year"]:
        year, length = today.year - 1, skip + 2
    return TimeMatch(Unit("year", 1, year).resolve(today), start + 2 + length - at, same=True) if year else None


def _relative(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """today, yesterday, this month, last quarter, year to date."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in {"today", "yesterday"}:
        day = today - timedelta(days=word == "yesterday")
        return TimeMatch(Period(day, day), 1)
    if words[at : at + 3] == ["year", "to", "date"]:
        return TimeMatch(current("year", today), 3)
    if word == "ytd":
        return TimeMatch(current("year", today), 1)
    if following in MONTHS and word in {"last", "this"}:
        return TimeMatch(Unit("month", MONTHS[following], None).resolve(today).clipped(today), 2)
    unit = UNITS.get(following) if not following.endswith("s") else None
    opens = at > 1 and words[at - 1] == "of" and words[at - 2] in {"start", "beginning"}
    if unit and (word in {"this", "current"} or (word == "the" and opens)):
        return TimeMatch(current(unit, today), 2)
    if unit and word in {"last", "previous"}:
        return TimeMatch(previous(unit, today), 2)
    if unit and word == "past":
        return TimeMatch(trailing(1, unit, today), 2)
    return None


def _trailing(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """last 30 days, past three months, the last couple of weeks."""
    if words[at] not in _LAST or at + 2 >= len(words):
        return None
    count = number_in(words[at + 1])
    if count and words[at + 2] in {"hours", "hour"}:
        return TimeMatch(trailing(-(-count // 24) + 1, "day", today), 3)  # they began yesterday
    skip = 3 if words[at + 2] == "of" else 2
    unit = UNITS.get(words[at + skip]) if at + skip < len(words) else None
    return TimeMatch(trailing(count, unit, today), skip + 1) if count and unit else None


def _weekday(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """last Monday, on Friday."""
    if words[at] not in {"last", "on"} or at + 1 >= len(words) or words[at + 1] not in WEEKDAYS:
        return None
    back = (today.weekday() - WEEKDAYS.index(words[at + 1])) % 7 or 7
    day = today - timedelta(days=back)
    return TimeMatch(Period(day, day), 2)


def _week_of(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """the first week of March 2026: its days 1 to 7."""
    number = ORDINALS.get(words[at])
    point = match_unit(words, at + 3) if number and words[at + 1 : at + 3] == ["week", "of"] else None
    if not number or not point or point[0].name != "month":
        return None
    month = point[0].resolve(today)
    if not month.start or not month.end:
        return None
    start = month.end - timedelta(days=6) if words[at] == "last" else month.start + timedelta(days=7 * (number - 1))
    return TimeMatch(Period(start, start + timedelta(days=6)).clipped(today), 3 + point[1])


def _season(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """summer 2025, the winter of 2025: three months from the meteorological beginning."""
    month = _SEASONS.get(words[at])
    if not month:
        return None
    year, length = year_after(words, at + 1)
    start = Unit("month", month, year).resolve(today).start
    if not start:
        return None
    return TimeMatch(Period(start, add_months(start, 3) - timedelta(days=1)).clipped(today), 1 + length)
