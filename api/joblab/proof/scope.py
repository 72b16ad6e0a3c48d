"""What a figure is about: the names, the period and the role that its sentence gives it."""

from dataclasses import dataclass, field

from joblab.proof.dates import DateMention
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.mentions import WEAK, Mention
from joblab.proof.periods import Period

Run = tuple[Mention, ...]
"""Names that stand together ("Germany and France"), the nearest to the figure first."""


@dataclass
class Scope:
    """A figure's bindings. Strict names must be among what a cell is about; others must not contradict it."""

    names: list[tuple[Run, bool]] = field(default_factory=list)
    dates: DateMention | None = None
    dates_strict: bool = True
    prior: bool = False
    """Said of an earlier period than the sentence."""
    prior_words: str = ""
    """How the sentence says so, as in "the month before"; empty where it only compares."""
    whole: bool = False
    """Said of all, whatever the sentence names: "of 1,234", "in total"."""
    ending: bool = False
    """Where something went to, as in "from 100 to 134"."""

    def fits(self, cell: Cell, ledger: Ledger) -> bool:
        """Whether a figure with this scope may stand for the cell."""
        return self.names_fit(cell) and self.dates_fit(cell, ledger)

    def names_fit(self, cell: Cell) -> bool:
        """Whether the cell is about what is named."""
        return all(about(cell, run, strict) for run, strict in self.names)

    def dates_fit(self, cell: Cell, ledger: Ledger) -> bool:
        """Whether the cell is about the period that is named."""
        if self.dates is None or any(self._date_fits(period, cell, ledger) for period in self.dates.periods):
            return True
        return not self.dates_strict and cell.row.time_key == ""

    def _date_fits(self, period: Period, cell: Cell, ledger: Ledger) -> bool:
        if period == cell.period:
            return True
        if self.dates is None or not ledger.covers(period):
            return False
        own, (start, end) = ledger.clamp(cell.period), ledger.clamp(period)
        if own == (start, end) or (start == end and start in own):
            return True
        if self.dates.since and own == (start, ledger.newest):
            return True
        if self.dates.until and own == (ledger.oldest, end):
            return True
        if self.prior and self._is_right_before(cell, period[0], ledger):
            return True
        if (self.prior and own[0] == start) or (self.ending and own[1] == end):
            return True  # "between December and January, from 100 to 134"
        return cell.row.previous_period is not None and self._compared_fits((start, end), cell, ledger)

    def _is_right_before(self, cell: Cell, start: str, ledger: Ledger) -> bool:
        """Whether the cell's row is the one before the one named, as in "502 in March, after 385 the month before"."""
        before, unit = ledger.buckets.get((cell.row.call, start), ("", ""))
        return before == cell.row.period[0] and (not self.prior_words or unit in self.prior_words)

    def _compared_fits(self, named: Period, cell: Cell, ledger: Ledger) -> bool:
        """Earlier values and changes also go with the period they are compared with, or from, or over."""
        now, before = ledger.clamp(cell.row.period), ledger.clamp(cell.row.previous_period or cell.row.period)
        if cell.column == "previous":
            return (self.prior and named == now) or (named[0] <= before[0] and before[1] <= named[1] < now[0])
        return cell.column.startswith("change") and (named == before or named == (before[0], now[1]))


def about(cell: Cell, run: Run, strict: bool) -> bool:
    """Whether a cell is about the first of the names, or, when it counts several values at once, about the run."""
    context = cell.row.context
    present = False
    for dimension, value in run[0].values:
        held = context.get(dimension)
        if held is None:
            continue
        present = True
        if isinstance(held, tuple) or len(held) == 1:
            if value in held:
                return True
        elif held <= {value for mention in run for _, value in mention.values}:
            return True
    if present or not strict:
        return not present
    dimensions = {dimension for dimension, _ in run[0].values}
    return bool(dimensions & WEAK) or (dimensions == {"country"} and "location" in context)
