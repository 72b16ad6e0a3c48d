"""Buckets of time, and the period that another one is compared with."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
MONTHS_IN: Mapping[str, int] = {"posted_month": 1, "posted_quarter": 3, "posted_year": 12}


def bucket(day: date, dimension: str) -> date:
    """The first day of the bucket that a day is in."""
    match dimension:
        case "posted_week":
            return day - day.weekday() * DAY
        case "posted_month":
            return day.replace(day=1)
        case "posted_quarter":
            return day.replace(month=day.month - (day.month - 1) % 3, day=1)
        case "posted_year":
            return day.replace(month=1, day=1)
    return day


def bucket_key(day: date, dimension: str) -> str:
    """What makes two days one group."""
    return bucket(day, dimension).isoformat()


def bucket_label(day: date, dimension: str) -> str:
    """How the bucket of a day is shown."""
    match dimension:
        case "posted_day" | "posted_week":
            return bucket_key(day, dimension)
        case "posted_month":
            return day.isoformat()[:7]
        case "posted_quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
    return str(day.year)


def buckets(start: date, end: date, dimension: str) -> Iterator[date]:
    """The first days of all buckets from that of one day to that of another."""
    first = bucket(start, dimension)
    while first <= end:
        yield first
        first = _next(first, dimension)


def _next(first: date, dimension: str) -> date:
    match dimension:
        case "posted_day":
            return first + DAY
        case "posted_week":
            return first + 7 * DAY
    return months_later(first, MONTHS_IN[dimension])


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@dataclass(frozen=True)
class Shift:
    """How far back a period is compared."""

    days: int = 0
    months: int = 0

    def back(self, day: date, *, keep_end: bool = False) -> date:
        """The day that is this far before; with `keep_end` the end of a month meets the end of a month."""
        moved = months_later(day - self.days * DAY, -self.months)
        return month_end(moved) if keep_end and self.months and day == month_end(day) else moved

    def forward(self, day: date) -> date | None:
        """The day that `back` brings here; a 29 February has none in most years."""
        moved = months_later(day, self.months) + self.days * DAY
        return moved if self.back(moved) == day else None


@dataclass(frozen=True)
class Earlier:
    """The period that another is compared with, and how far each of its buckets of time is from its partner."""

    start: date
    end: date
    shift: Shift | None
    """None when rows are no buckets of time."""


def earlier(start: date, end: date, compare: str, time_dimension: str | None = None) -> Earlier:
    """What start..end is compared with: `previous_period` or `previous_year`."""
    shift = _usual_shift(compare, time_dimension)
    if shift:
        return Earlier(shift.back(start), shift.back(end, keep_end=True), shift)
    whole_months = start.day == 1 and end == month_end(end)
    if compare == "previous_year":
        shift = Shift(months=12)
        return Earlier(shift.back(start), shift.back(end, keep_end=whole_months), None)
    if whole_months:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        return Earlier(months_later(start, -months), start - DAY, None)
    return Earlier(start - (end - start) - DAY, start - DAY, None)


def other_period(start: date, first: date, last: date, time_dimension: str | None) -> Earlier:
    """A period from `start` is compared with first..last; the buckets of both days are partners."""
    if time_dimension is None:
        return Earlier(first, last, None)
    now, then = bucket(start, time_dimension), bucket(first, time_dimension)
    if time_dimension in MONTHS_IN:
        return Earlier(first, last, Shift(months=(now.year - then.year) * 12 + now.month - then.month))
    return Earlier(first, last, Shift(days=(now - then).days))


def _usual_shift(compare: str, time_dimension: str | None) -> Shift | None:
    match time_dimension, compare:
        case None, _:
            return None
        case "posted_week", _:
            return Shift(days=7 if compare == "previous_period" else 364)
        case _, "previous_year":
            return Shift(months=12)
        case "posted_day", _:
            return Shift(days=1)
    return Shift(months=MONTHS_IN[str(time_dimension)])
