"""The same questions answered by the reference over the postings themselves: what job_stats must equal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from psycopg.rows import class_row

from benchmarks.database_shapes import Shape
from evals.reference import Alias, Counts, DataDays, Json, Member, Names, Period, Posting, Question, figures, period_of
from local.supabase.embedded import Connection

# Read in pieces: a million postings at once take gigabytes.
PIECE = 20_000
# What questions look at of a posting.
COLUMNS = (
    *("job_id", "posted_date", "country", "job_level_std", "job_function_std", "company_name", "is_remote", "skills"),
    *("salary_min", "salary_max", "salary_currency", "salary_period", "actual_role", "job_description"),
)


@dataclass(frozen=True)
class _Running:
    """A question that is being counted, and the days that it looks at."""

    question: Question
    period: Period
    counts: Counts

    @classmethod
    def start(cls, question: Question, names: Names, newest_day: date | None) -> "_Running":
        period = period_of(question, newest_day)
        return cls(question, period, Counts.start(question, names, period))

    @property
    def first_day(self) -> date:
        return (self.period.earlier.start if self.period.earlier else self.period.start) or date.min

    @property
    def last_day(self) -> date:
        return self.period.end or date.max

    def add(self, posting: Posting) -> None:
        for counting in self.counts.all:
            counting.add(posting)


def brute_force(connection: Connection, shapes: Sequence[Shape], row_limit: int) -> list[Json]:
    """What job_stats must say to each question, but for what it says of the filters."""
    return answers(shapes, row_limit, _postings(connection), _names(connection), _days(connection))


def answers(
    shapes: Sequence[Shape], row_limit: int, postings: Iterable[Posting], names: Names, days: DataDays
) -> list[Json]:
    """The same, of counted postings that are looked at once; `days` are the first and the last of them."""
    running = [_Running.start(shape.question(row_limit), names, days[1]) for shape in shapes]
    ever = [each for each in running if each.first_day == date.min]
    bounded = [each for each in running if each.first_day != date.min]
    first, last = (min(each.first_day for each in bounded), max(each.last_day for each in bounded))
    for posting in postings:
        for each in ever:
            each.add(posting)
        if posting.posted_date and first <= posting.posted_date <= last:
            for each in bounded:
                each.add(posting)
    return [figures(each.question, each.counts, each.period, days) for each in running]


def _postings(connection: Connection) -> Iterator[Posting]:
    with connection.transaction(), connection.cursor("postings", row_factory=class_row(Posting)) as cursor:
        cursor.itersize = PIECE
        cursor.execute(
            f"select {', '.join(COLUMNS)} from public.jobs where has_url_duplicate is distinct from 1".encode()
        )
        yield from cursor


def _names(connection: Connection) -> Names:
    aliases = connection.cursor(row_factory=class_row(Alias))
    members = connection.cursor(row_factory=class_row(Member))
    return Names(
        aliases.execute("select dimension, alias, canonical from public.value_aliases").fetchall(),
        members.execute("select dimension, name, member from public.value_groups").fetchall(),
    )


def _days(connection: Connection) -> DataDays:
    counted = "from public.jobs where has_url_duplicate is distinct from 1"
    cursor = connection.cursor(row_factory=class_row(_Days))
    days = cursor.execute(f"select min(posted_date) as first, max(posted_date) as last {counted}".encode()).fetchone()
    return (days.first, days.last) if days else (None, None)


@dataclass(frozen=True)
class _Days:
    first: date | None
    last: date | None
