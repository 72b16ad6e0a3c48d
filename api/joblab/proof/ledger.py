"""The cells of a turn's tool results: what figures can be traced to."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from joblab.proof.context import Context
from joblab.proof.periods import ALWAYS, Period

UNITS = {
    "share": "percent",
    "remote_share": "percent",
    "median_salary": "money",
    "companies": "companies",
    "count": "postings",
}
LEVELS = frozenset(["value", "postings", "previous", "total"])
"""Columns that measure; the others say how they changed or how many rows there are."""


@dataclass(slots=True, eq=False)
class Row:
    """What the cells of one row share. Never changed, like `Cell`."""

    call: int
    path: str
    context: Context
    period: Period
    previous_period: Period | None
    currency: str = ""
    index: int = -1
    """Place in the result, from 0; -1 for what is no row."""
    time_key: str = ""
    rate: str = "yearly"
    """What its pay is for: the database counts medians by the year, postings have their own."""


@dataclass(slots=True, eq=False)
class Cell:
    """One value of a result; dates have no number but a period. Never changed; `frozen` is three times as slow."""

    value: float
    unit: str
    column: str
    row: Row
    dates: Period | None = None

    @property
    def path(self) -> str:
        """Where it stands in the result."""
        return f"{self.row.path}.{self.column}" if self.row.path and self.column else self.row.path or self.column

    @property
    def period(self) -> Period:
        """The days it is about."""
        return (self.row.previous_period or ALWAYS) if self.column == "previous" else self.row.period


@dataclass
class Call:
    """One tool call with a result."""

    id: str
    name: str
    result: Mapping[str, Any]
    rows: list[Row] = field(default_factory=list)


@dataclass
class Ledger:
    """All cells, found by unit and value."""

    calls: list[Call] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    oldest: str = "9999"
    newest: str = "0000"

    @cached_property
    def levels(self) -> list[Cell]:
        """The cells that measure, in order."""
        return [cell for cell in self.cells if cell.column in LEVELS]

    @cached_property
    def totals(self) -> list[Cell]:
        """The cells of no single row."""
        return [cell for cell in self.cells if cell.row.index < 0]

    @cached_property
    def days(self) -> list[Cell]:
        """The cells that are dates."""
        return [cell for cell in self.cells if cell.unit == "date"]

    @cached_property
    def periods(self) -> dict[Period, Cell]:
        """Every stretch of time that some cell is about, with the first such cell."""
        found: dict[Period, Cell] = {}
        for cell in self.cells:
            if cell.unit != "date":
                found.setdefault(cell.period, cell)
        return found

    @cached_property
    def buckets(self) -> dict[tuple[int, str], tuple[str, str]]:
        """For each call and first day of a time row: the first day of the row before, and their unit ("month")."""
        found: dict[tuple[int, str], tuple[str, str]] = {}
        for number, call in enumerate(self.calls):
            unit = next((name[7:] for name in call.result.get("group_by", ()) if name.startswith("posted_")), "")
            days = sorted({row.period[0] for row in call.rows if row.time_key})
            found |= {(number, later): (earlier, unit) for earlier, later in pairwise(days)}
        return found

    @cached_property
    def has_postings(self) -> bool:
        """Some cells are days on which a posting appeared."""
        return any(cell.column == "posted_date" for cell in self.days)

    @cached_property
    def has_times(self) -> bool:
        """Some rows are about a stretch of time each."""
        return any(row.time_key for call in self.calls for row in call.rows)

    @cached_property
    def compared(self) -> set[Row]:
        """The rows that have an earlier value."""
        return {cell.row for cell in self.cells if cell.column == "previous"}

    @cached_property
    def _about(self) -> dict[tuple[str, str], list[Cell]]:
        found: dict[tuple[str, str], list[Cell]] = {}
        for cell in self.levels:
            for dimension, values in cell.row.context.items():
                for held in values:
                    found.setdefault((dimension, held), []).append(cell)
        return found

    @cached_property
    def _by_unit(self) -> dict[str, tuple[list[float], list[Cell]]]:
        """The cells of each unit with their magnitudes, in order of these."""
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.unit, []).append(cell)
        for cells in found.values():
            cells.sort(key=_magnitude)
        return {unit: ([abs(cell.value) for cell in cells], cells) for unit, cells in found.items()}

    def near(self, unit: str, low: float, high: float) -> Sequence[Cell]:
        """Cells of the unit whose magnitude is between the bounds."""
        if unit not in self._by_unit:
            return ()
        values, cells = self._by_unit[unit]
        return cells[bisect_left(values, low) : bisect_right(values, high)]

    def about(self, value: tuple[str, str]) -> Sequence[Cell]:
        """The measuring cells that are about a value of a dimension."""
        return self._about.get(value, ())

    @cached_property
    def money(self) -> list[str]:
        """The units of pay, one a currency."""
        return [unit for unit in self._by_unit if unit.startswith("money:")]

    @cached_property
    def groups(self) -> list[str]:
        """The units that count values of a dimension."""
        return [unit for unit in self._by_unit if unit.startswith("groups:")]

    def clamp(self, period: Period) -> Period:
        """The part of a period that there is data for."""
        return max(period[0], self.oldest), min(period[1], self.newest)

    def covers(self, period: Period) -> bool:
        """Whether a period lies in years that there is data for."""
        return period[0][:4] >= self.oldest[:4] and period[1][:4] <= self.newest[:4]

    def years(self) -> range:
        """The years that a date without one may mean."""
        known = ALWAYS[0] < self.oldest <= self.newest
        return range(int(self.oldest[:4]), int(self.newest[:4]) + 1) if known else range(0)


def _magnitude(cell: Cell) -> float:
    return abs(cell.value)
