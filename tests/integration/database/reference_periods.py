"""Periods and what they are compared with, once more in plain Python: see reference.py."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_IN = {"posted_month": 1, "posted_quarter": 3, "posted_year": 12}


@dataclass(frozen=True)
class Shift:
    """How far back a period is compared; the end of a month meets the end of a month when keep_end is set."""

    days: int = 0
    months: int = 0

    def back(self, day: date, *, keep_end: bool = False) -> date:
        """Return the day that is this far before."""
        moved = _months_later(day - timedelta(days=self.days), -self.months)
        if keep_end and self.months and day == _month_end(day):
            return _month_end(moved)
        return moved

    def forward(self, day: date) -> date:
        """Return the day that is this far after."""
        return _months_later(day, self.months) + timedelta(days=self.days)


def _months_later(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def bucket_shift(time_dimension: str | None, compare: str) -> Shift | None:
    """Return how far back each bucket of time is compared; None when rows are no buckets."""
    match time_dimension, compare:
        case None, _:
            return None
        case "posted_week", "previous_period":
            return Shift(days=7)
        case "posted_week", _:
            return Shift(days=364)
        case _, "previous_year":
            return Shift(months=12)
        case "posted_day", _:
            return Shift(days=1)
    return Shift(months=MONTHS_IN[str(time_dimension)])


def previous_period(start: date, end: date, compare: str, time_dimension: str | None) -> tuple[date, date]:
    """Return the first and the last day that start..end is compared with."""
    whole_months = start.day == 1 and end == _month_end(end)
    shift = bucket_shift(time_dimension, compare)
    if shift:
        return shift.back(start), shift.back(end, keep_end=True)
    if compare == "previous_year":
        shift = Shift(months=12)
        return shift.back(start), shift.back(end, keep_end=whole_months)
    if whole_months:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        return _months_later(start, -months), start - timedelta(days=1)
    return start - (end - start) - timedelta(days=1), start - timedelta(days=1)
