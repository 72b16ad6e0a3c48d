"""Stretches of time that a result's period is long."""

from datetime import date

from joblab.proof.asked import Asked
from joblab.proof.ledger import Ledger
from joblab.proof.matcher import Found
from joblab.proof.periods import ALWAYS


def duration(asked: Asked, ledger: Ledger) -> Found | None:
    """The first cell whose period is as long as the figure says."""
    wanted = asked.figure.readings[0].value
    for cell in ledger.cells:
        start, end = ledger.clamp(cell.period)
        if cell.period != ALWAYS and start <= end and wanted in _lengths(start, end, asked.claim.noun):
            return Found(wanted, (cell,), f"length of {start}..{end}")
    return None


def _lengths(start: str, end: str, unit: str) -> tuple[float, ...]:
    """How long a period is in a unit of time, as people count it: with its first day or without."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    days = (last - first).days + 1
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    lengths: dict[str, tuple[float, ...]] = {
        "day": (days, days - 1),
        "week": (days / 7, (days - 1) / 7),
        "month": (months, months - 1),
        "quarter": (months / 3,),
        "year": (months / 12, (months - 1) / 12),
    }
    return lengths.get(unit, ())
