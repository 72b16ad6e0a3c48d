"""The same questions answered in Python over the postings themselves: what job_stats must equal."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import NamedTuple

from benchmarks.database_shapes import Shape
from tests.integration.database.postgres import Connection

DECEMBER = (date(2025, 12, 1), date(2025, 12, 31))
JANUARY_END = date(2026, 1, 31)

type Groups = dict[tuple[str, ...], Decimal | None]


class Row(NamedTuple):
    """What questions look at of a posting; the names are those of columns of public.jobs."""

    posted_date: date
    country: str | None
    job_level_std: str
    job_function_std: str
    company_name: str
    is_remote: bool
    skills: str
    salary_yearly: Decimal
    salary_currency: str


@dataclass
class Counting:
    """A question over one period: postings are added one by one."""

    shape: Shape
    start: date
    end: date
    found: Counter[tuple[str, ...]] = field(default_factory=Counter)
    remote: Counter[tuple[str, ...]] = field(default_factory=Counter)
    companies: defaultdict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    pay: defaultdict[tuple[str, ...], defaultdict[str, list[Decimal]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def add(self, row: Row) -> None:
        """Count a posting, if the question is about it."""
        filters = self.shape.filters
        if (
            not self.start <= row.posted_date <= self.end
            or ("country" in filters and row.country != filters["country"])
            or ("is_remote" in filters and row.is_remote is not filters["is_remote"])
            or ("job_function_std" in filters and row.job_function_std != filters["job_function_std"])
            or ("skills" in filters and filters["skills"] not in row.skills.split(", "))
        ):
            return
        for key in _keys(row, self.shape.group_by):
            self.found[key] += 1
            if self.shape.measure == "remote_share":
                self.remote[key] += row.is_remote
            elif self.shape.measure == "companies":
                self.companies[key].add(row.company_name)
            elif self.shape.measure == "median_salary":
                self.pay[key][row.salary_currency].append(row.salary_yearly)

    def groups(self) -> Groups:
        """The value of each group."""
        return {key: self._value(key) for key in self.found}

    def _value(self, key: tuple[str, ...]) -> Decimal | None:
        match self.shape.measure:
            case "remote_share":
                return _rounded(Decimal(100) * self.remote[key] / self.found[key])
            case "companies":
                return Decimal(len(self.companies[key]))
            case "median_salary":
                paid = self.pay[key]
                return _rounded(median(paid[min(paid, key=lambda name: (-len(paid[name]), name))]))
        return Decimal(self.found[key])


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _keys(row: Row, group_by: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [()]
    for name in group_by:
        values = _values(row, name)
        keys = [(*key, value) for key in keys for value in values]
    yield from keys


def _values(row: Row, name: str) -> Iterable[str]:
    match name:
        case "posted_month":
            return (f"{row.posted_date:%Y-%m}",)
        case "posted_day":
            return (row.posted_date.isoformat(),)
        case "skills":
            return set(row.skills.split(", "))
    value = getattr(row, name)
    return () if value is None else (str(value),)


def brute_force(connection: Connection, shapes: Sequence[Shape]) -> list[tuple[Groups, Groups | None]]:
    """The values of each question's groups, and those of the month before where it compares, from every posting."""
    now = [Counting(shape, *_period(shape)) for shape in shapes]
    before = [Counting(shape, *DECEMBER) if shape.compare else None for shape in shapes]
    countings = [counting for counting in (*now, *before) if counting]
    ever = [counting for counting in countings if counting.start == date.min]
    sometime = [counting for counting in countings if counting.start != date.min]
    for row in _rows(connection):
        for counting in ever:
            counting.add(row)
        if DECEMBER[0] <= row.posted_date <= JANUARY_END:
            for counting in sometime:
                counting.add(row)
    return [(one.groups(), other.groups() if other else None) for one, other in zip(now, before, strict=True)]


def _period(shape: Shape) -> tuple[date, date]:
    first, last = shape.filters.get("posted_start", date.min), shape.filters.get("posted_end", date.max)
    return date.fromisoformat(str(first)), date.fromisoformat(str(last))


def _rows(connection: Connection) -> Iterator[Row]:
    columns = ", ".join(Row._fields)
    with connection.transaction(), connection.cursor("rows") as cursor:
        cursor.itersize = 20_000
        cursor.execute(f"select {columns} from public.jobs where has_url_duplicate is distinct from 1".encode())
        for values in cursor:
            yield Row._make(values)
