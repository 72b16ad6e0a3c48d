"""What job_stats is asked, and the two periods that this is about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from evals.reference.counting import Counting
from evals.reference.filters import Filters, Test, matcher
from evals.reference.measures import Measure
from evals.reference.names import Names
from evals.reference.periods import Earlier, earlier, other_period
from joblab.jobs.catalogue import TIME

type Order = Literal["value", "time", "change", "change_percent", "postings"]


@dataclass(frozen=True)
class Question:
    """The arguments of job_stats; only what the contract allows."""

    measure: str = "count"
    group_by: Sequence[str] = ()
    filters: Filters = field(default_factory=dict)
    part: Filters | None = None
    compare: str | None = None
    compare_start: str | None = None
    compare_end: str | None = None
    min_postings: int | None = None
    order_by: str | None = None
    ascending: bool | None = None
    row_limit: int = 20

    @property
    def time_dimension(self) -> str | None:
        """The time dimension of group_by, if there is one."""
        return next((name for name in self.group_by if name in TIME), None)

    @property
    def series_dimension(self) -> str | None:
        """Of two dimensions the one that is not time, or the second one."""
        names = [name for name in self.group_by if name not in TIME]
        return names[-1] if len(self.group_by) == 2 else None

    @property
    def order(self) -> str:
        """What rows are ordered by."""
        return self.order_by or ("time" if self.time_dimension else "value")

    @property
    def is_ascending(self) -> bool:
        """Whether the smallest, or the oldest, comes first."""
        return self.order == "time" if self.ascending is None else self.ascending

    @property
    def is_pay(self) -> bool:
        """Whether there is a row for each currency."""
        return self.measure == "median_salary"

    @property
    def is_compared(self) -> bool:
        """Whether there is an earlier period."""
        return self.compare is not None or self.compare_start is not None


@dataclass(frozen=True)
class Period:
    """The days asked about, inclusive; None is open. And what they are compared with."""

    start: date | None
    end: date | None
    earlier: Earlier | None = None


def period_of(question: Question, newest_day: date | None) -> Period:
    """Both periods; what is compared ends on the newest day of the data unless it says so."""
    start, end = (_day(question.filters.get(name)) for name in ("posted_start", "posted_end"))
    if not question.is_compared:
        return Period(start, end)
    if start is None:
        raise ValueError("a comparison needs posted_start")
    end = end or max(newest_day or start, start)
    if question.compare:
        return Period(start, end, earlier(start, end, question.compare, question.time_dimension))
    first, last = (_day(day) for day in (question.compare_start, question.compare_end))
    if first is None or last is None:
        raise ValueError("another period has two ends")
    return Period(start, end, other_period(start, first, last, question.time_dimension))


@dataclass(frozen=True)
class Counts:
    """What is counted for a question: its period, and the one that this is compared with."""

    now: Counting
    before: Counting | None

    @classmethod
    def start(cls, question: Question, names: Names, period: Period) -> "Counts":
        """Nothing counted yet."""
        measure = Measure(question.measure, _part(question, names))
        now = Counting(measure, question.group_by, _passes(question, names, period.start, period.end))
        if period.earlier is None:
            return cls(now, None)
        passes = _passes(question, names, period.earlier.start, period.earlier.end)
        return cls(now, Counting(measure, question.group_by, passes, period.earlier.shift))

    @property
    def all(self) -> list[Counting]:
        """One or two."""
        return [self.now, self.before] if self.before else [self.now]


def _part(question: Question, names: Names) -> Test | None:
    return matcher(question.part, names) if question.part else None


def _passes(question: Question, names: Names, start: date | None, end: date | None) -> Test:
    days = {"posted_start": start, "posted_end": end}
    return matcher({**question.filters, **{name: day and day.isoformat() for name, day in days.items()}}, names)


def _day(given: object) -> date | None:
    return date.fromisoformat(str(given)) if given else None
