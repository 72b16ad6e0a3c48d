"""A query and the names of its result's cells."""

from dataclasses import dataclass

from joblab.jobs.catalogue import TIME
from local.bedrock.planner.answers.tables import Row
from local.bedrock.planner.answers.wording import MEASURED, jobs_phrase, period_phrase
from local.bedrock.planner.query import Query

EMPTY = "–"


def put(formula: str) -> str:
    """Where the server puts in a cell, or what is worked out from cells."""
    return f"{{{formula}}}"


@dataclass(frozen=True)
class Subject:
    """What was asked, in words and in names of cells.

    Attributes:
        name: what the result is called; empty where it is the only one that a text tells of.
    """

    query: Query
    name: str

    @property
    def jobs(self) -> str:
        return jobs_phrase(self.query.filters)

    @property
    def when(self) -> str:
        """The period, with a space before it; empty when there is none."""
        phrase = period_phrase(self.query.period)
        return f" {phrase}" if phrase else ""

    @property
    def measured(self) -> str:
        """What was measured, of which postings, and when: "Median salary of remote jobs in 2026"."""
        return f"{MEASURED[self.query.measure]} {self.jobs}{self.when}"

    @property
    def by_change(self) -> bool:
        """Whether the rows are told in order of their change against an earlier period."""
        return self.query.order_by.startswith("change")

    @property
    def in_time(self) -> bool:
        """Whether the rows are told in order of time."""
        return not TIME.isdisjoint(self.query.group_by) and not self.by_change

    def of_whole(self, name: str) -> str:
        """The name of a figure that is of no row: `A.total`, `A.cut.groups`."""
        return f"{self.name}.{name}".removeprefix(".")

    def of_row(self, row: Row, column: str = "value") -> str:
        """The name of a row's cell: `A3`, `A3.country`."""
        return f"{self.name}{row['row']}" + ("" if column == "value" else f".{column}")

    def cell(self, row: Row, column: str = "value") -> str:
        """A row's cell; a dash where it is known to be empty."""
        return put(self.of_row(row, column)) if row.get(column) != "" else EMPTY

    def key(self, row: Row, dimension: str) -> str:
        """What a row stands for, by one of its dimensions."""
        return ("week of " if dimension == "posted_week" else "") + self.cell(row, dimension)

    def label(self, row: Row) -> str:
        """What a row stands for."""
        return ", ".join(self.key(row, name) for name in self.query.group_by)


def rows_ahead(count: int) -> list[Row]:
    """Rows of a result that is not there yet; nothing is known of them but their numbers."""
    return [{"row": str(number)} for number in range(1, count + 1)]
