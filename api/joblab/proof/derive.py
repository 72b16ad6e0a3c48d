"""Figures that are computed from cells, where the words say so."""

from collections.abc import Sequence

from joblab.proof.asked import Asked
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.matcher import Found
from joblab.proof.pairs import against, changes, computed, difference, parts, percent_change, ratio, share
from joblab.proof.sums import distinct, row_count, shared_sum, summed, top
from joblab.proof.words import DEFINITE_LEAD, TOP_LEAD

_MOST_NAMED = 14
_MOST_TOLD = 12


def derived(asked: Asked, ledger: Ledger, near: list[Cell], listed: Sequence[Cell]) -> Found | None:
    """A stated derivation; `near` are cells of figures close by, `listed` those of everything before."""
    kind, change = asked.figure.kind, asked.claim.change
    if asked.claim.rate not in ("", "yearly"):
        return None
    if asked.header:
        near = [cell for cell in near if asked.scope.names_fit(cell)]
    if kind == "ratio" or (kind == "count" and "ratio" in asked.figure.lead.words):
        return computed(asked, changes(asked, _operands(asked, ledger, near), ratio), ratio)
    found = None
    if change != "no":
        formula = percent_change if kind == "percent" else difference
        found = computed(asked, changes(asked, _operands(asked, ledger, near), formula), formula)
    if found or kind == "points":
        return found
    if kind == "percent":
        return None if change == "must" else _percentage(asked, ledger, near, listed)
    if asked.figure.lead.ends(TOP_LEAD) or _is_told_number(asked):
        return top(asked, ledger)
    counted = row_count(asked, ledger) if asked.claim.noun == "" else distinct(asked, ledger)
    return counted or summed(asked, ledger, near, listed)


def _is_told_number(asked: Asked) -> bool:
    """Whether it counts things that are told: "these three", "the five largest markets"."""
    small = asked.figure.readings[0].value <= _MOST_TOLD
    return small and asked.claim.noun == "" and asked.figure.lead.ends_as_written(DEFINITE_LEAD)


def _percentage(asked: Asked, ledger: Ledger, near: list[Cell], listed: Sequence[Cell]) -> Found | None:
    return (
        computed(asked, parts(asked, ledger, near), share)
        or computed(asked, against(asked, ledger), share)
        or summed(asked, ledger, near, listed)
        or shared_sum(asked, ledger, near, listed)
    )


def _operands(asked: Asked, ledger: Ledger, near: Sequence[Cell]) -> list[Cell]:
    """Cells that the words point to: of figures close by, of what the sentence names, and totals."""
    chosen = dict.fromkeys(cell for cell in near if not cell.column.startswith("change"))
    for value in dict.fromkeys(value for name in asked.passage.names for value in name.values):
        chosen |= dict.fromkeys(ledger.about(value)[:_MOST_NAMED])
    if asked.passage.dates and ledger.has_times:
        days = [ledger.clamp(period) for date in asked.passage.dates for period in date.periods]
        ends = {day for date in asked.passage.dates if date.joined for period in date.periods for day in period}
        chosen |= dict.fromkeys(
            cell
            for cell in ledger.levels
            if cell.row.time_key and (ledger.clamp(cell.period) in days or not ends.isdisjoint(cell.period))
        )
    chosen |= dict.fromkeys(cell for cell in ledger.totals if cell.column in ("value", "previous", "total"))
    return list(chosen)[: 2 * _MOST_NAMED]
