"""Putting the time expressions of an utterance together."""

from collections.abc import Sequence
from datetime import date

from local.bedrock.planner.periods import Period, TimeMatch

_YEARS = {"this year": 0, "last year": -1, "of this year": 0, "of last year": -1}


def add_time(times: list[TimeMatch], time: TimeMatch, words: str, today: date) -> None:
    """Append a time expression, or let it complete the one before ("in March of last year")."""
    year = _YEARS.get(words)
    last = times[-1] if times else None
    if year is not None and last and last.unit and last.unit.year is None and last.unit.name != "year":
        unit = last.unit.in_year(today.year + year)
        times[-1] = TimeMatch(unit.resolve(today), last.length, unit)
    else:
        times.append(time)


def resolve_periods(times: Sequence[TimeMatch], today: date) -> tuple[Period, ...]:
    """The periods said; a unit without a year takes the one of its neighbour, and adjoining ones stay separate."""
    years = [time.unit.year if time.unit else None for time in times]
    periods: list[Period] = []
    for index, time in enumerate(times):
        unit = time.unit
        neighbours = [*years[index + 1 : index + 2], *reversed(years[:index])]
        year = next((year for year in neighbours if year), None)
        if time.same and periods and time.period.start:
            periods.append(periods[-1].in_year(time.period.start.year))
        elif unit and unit.year is None and year:
            periods.append(unit.in_year(year).resolve(today).clipped(today))
        else:
            periods.append(time.period)
    return tuple(dict.fromkeys(periods))
