"""Calendar arithmetic: spans of days, and the units people name them by."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

UnitName = Literal["day", "week", "month", "quarter", "half", "year"]

MONTHS_IN: dict[UnitName, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Period:
    """Inclusive days; None is open."""

    start: date | None
    end: date | None

    def clipped(self, today: date) -> "Period":
        """The part that has passed; a period wholly in the future stays as it is."""
        if self.end and self.end > today and (self.start is None or self.start <= today):
            return Period(self.start, today)
        return self

    def before(self) -> "Period":
        """The stretch of the same length right before: as many months if these are whole, else as many days."""
        if self.start is None or self.end is None:
            return self
        last = self.start - timedelta(days=1)
        following = self.end + timedelta(days=1)
        if self.start.day == following.day == 1:
            months = (following.year - self.start.year) * 12 + following.month - self.start.month
            return Period(add_months(self.start, -months), last)
        return Period(self.start - (following - self.start), last)

    def year_before(self) -> "Period":
        return Period(*(add_months(day, -12) if day else None for day in (self.start, self.end)))

    def in_year(self, year: int) -> "Period":
        """The same stretch of another year."""
        months = 12 * (year - self.start.year) if self.start else 0
        return Period(*(add_months(day, months) if day else None for day in (self.start, self.end)))

    def is_followed_by(self, other: "Period") -> bool:
        return self.end is not None and other.start == self.end + timedelta(days=1)


ALWAYS = Period(None, None)


@dataclass(frozen=True)
class Unit:
    """A named stretch of the calendar, its year perhaps left out ("in March").

    Attributes:
        number: the month, quarter or half of the year (1 for a year); for a day, the day of `month`.
        month: the month of a day.
    """

    name: UnitName
    number: int
    year: int | None
    month: int = 1

    def in_year(self, year: int) -> "Unit":
        return Unit(self.name, self.number, year, self.month)

    def resolve(self, latest: date) -> Period:
        """The days meant; without a year, the latest such stretch that had begun by `latest`."""
        if self.year is not None:
            return self._days(self.year)
        this_year = self._days(latest.year)
        return this_year if this_year.start and this_year.start <= latest else self._days(latest.year - 1)

    def _days(self, year: int) -> Period:
        if self.name == "day":
            day = date(year, self.month, min(self.number, monthrange(year, self.month)[1]))
            return Period(day, day)
        months = MONTHS_IN[self.name]
        start = date(year, (self.number - 1) * months + 1, 1)
        return Period(start, add_months(start, months) - timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last one of that month when it has fewer days."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def merged(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """Adjoining periods as one ("January and February"); no period at all as the open one."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda period: period.start or date.min):
        if joined and joined[-1].is_followed_by(period):
            joined[-1] = Period(joined[-1].start, period.end)
        else:
            joined.append(period)
    return tuple(joined) or (ALWAYS,)


def current(unit: UnitName, today: date) -> Period:
    """The whole unit that holds today, up to today."""
    return _containing(unit, today).clipped(today)


def previous(unit: UnitName, today: date) -> Period:
    """The last whole unit before the one that holds today."""
    start = _containing(unit, today).start or today
    return _containing(unit, start - timedelta(days=1))


def trailing(count: int, unit: UnitName, today: date) -> Period:
    """So many days, or weeks of seven, the last of which is today; of longer units the months before, and today."""
    if unit in ("day", "week"):
        return Period(today - timedelta(days=count * (7 if unit == "week" else 1) - 1), today)
    return Period(add_months(today, -count * MONTHS_IN[unit]), today)


def _containing(unit: UnitName, day: date) -> Period:
    """The whole unit that holds a day."""
    if unit == "day":
        return Period(day, day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    number = (day.month - 1) // MONTHS_IN[unit] + 1
    return Unit(unit, number, day.year).resolve(day)


@dataclass(frozen=True)
class TimeMatch:
    """A time expression of `length` tokens.

    Attributes:
        unit: set when it is one named unit, whose missing year a later expression may supply.
        ends: the first and the last unit of a range of the same unit ("between 2025 and 2026").
        same: "the same month of 2025": the period is that year, of which an earlier one tells the part.
    """

    period: Period
    length: int
    unit: Unit | None = None
    ends: tuple[Period, ...] = ()
    same: bool = False
