"""Periods as the gold set writes them, worked out for today."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from evals.reference import DAY, Shift, earlier, months_later


@dataclass(frozen=True)
class Days:
    """Inclusive; None is open."""

    start: date | None = None
    end: date | None = None

    def before(self, compare: str) -> "Days":
        """The period this one is compared with: `previous_year`, or `previous_period` (whole months, or as many days).

        Raises:
            ValueError: the period is open.
        """
        if self.start is None or self.end is None:
            raise ValueError("only a bounded period has one before it")
        found = earlier(self.start, self.end, compare)
        return Days(found.start, found.end)


ALL_DAYS = Days()


def _months(year: int, first: int, count: int) -> Days:
    start = date(year, first, 1)
    return Days(start, months_later(start, count) - DAY)


def _monday(today: date) -> date:
    return today - today.weekday() * DAY


def _quarter(day: date) -> Days:
    return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)


def _month(day: date) -> Days:
    return _months(day.year, day.month, 1)


def _earlier(day: date, months: int) -> date:
    return months_later(day.replace(day=1), -months)


# What people say of a day; a period that goes on today ends with the data.
RELATIVE: Mapping[str, Callable[[date], Days]] = {
    "today": lambda today: Days(today, today),
    "yesterday": lambda today: Days(today - DAY, today - DAY),
    "this week": lambda today: Days(_monday(today), today),
    "last week": lambda today: Days(_monday(today) - 7 * DAY, _monday(today) - DAY),
    "week before last": lambda today: Days(_monday(today) - 14 * DAY, _monday(today) - 8 * DAY),
    "this month": lambda today: Days(today.replace(day=1), today),
    "last month": lambda today: _month(_earlier(today, 1)),
    "month before last": lambda today: _month(_earlier(today, 2)),
    "this quarter": lambda today: Days(_quarter(today).start, today),
    "last quarter": lambda today: _quarter(_earlier(today, 3)),
    "this year": lambda today: Days(date(today.year, 1, 1), today),
    "last year": lambda today: _months(today.year - 1, 1, 12),
}

ABSOLUTE: Mapping[str, Callable[[int, int], Days]] = {
    r"(\d{4})()": lambda year, _: _months(year, 1, 12),
    r"(\d{4})-(\d\d)": lambda year, month: _months(year, month, 1),
    r"(\d{4})-Q([1-4])": lambda year, quarter: _months(year, quarter * 3 - 2, 3),
    r"(\d{4})-H([12])": lambda year, half: _months(year, half * 6 - 5, 6),
}


def readings(period: str | None, today: date) -> tuple[Days, ...]:
    """What a period may be taken for; several where people disagree, such as on "the last 30 days".

    `2026`, `2026-Q1`, `2026-H1`, `2026-01`, `2026-01-15`, `2026-01-01..2026-01-31` (either end may be open),
    `last month` and the like (RELATIVE), `last 30 days`, `last 12 months`; None is all of the data.

    Raises:
        ValueError: none of these.
    """
    if period is None:
        return (ALL_DAYS,)
    if period in RELATIVE:
        return (RELATIVE[period](today),)
    for pattern, of in ABSOLUTE.items():
        if match := re.fullmatch(pattern, period):
            return (of(int(match[1]), int(match[2] or 0)),)
    if match := re.fullmatch(r"last (\d+) (days|months)", period):
        return _last(int(match[1]), match[2], today)
    first, dots, last = period.partition("..")
    start = date.fromisoformat(first) if first else None
    return (Days(start, (date.fromisoformat(last) if last else None) if dots else start),)


def _last(count: int, unit: str, today: date) -> tuple[Days, ...]:
    """So many days with today, or with yesterday, the newest; months also as whole ones, this one counted or not."""
    if unit == "days":
        return tuple(Days(day - (count - 1) * DAY, day) for day in (today, today - DAY))
    same_day = Shift(months=count).back(today, keep_end=True)
    return (
        Days(same_day, today),
        Days(same_day + DAY, today),
        Days(_earlier(today, count), today.replace(day=1) - DAY),
        Days(_earlier(today, count - 1), today),
        Days(_earlier(today, count), today),
    )
