"""From a figure with its scope and claim to the cell it stands for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joblab.proof.claims import Claim
from joblab.proof.dates import DateMention
from joblab.proof.figure import Figure
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.mentions import Mention
from joblab.proof.scope import Scope
from joblab.proof.words import DURATIONS, PARAMETER_LEAD

_LEFT = ("cut.groups", "cut.postings")
_LEFT_WORDS = re.compile(
    r"\b(?:rest|remaining|remainder|others?|elsewhere|more|another|further|additional|beyond|outside|weitere\w*)\b",
    re.IGNORECASE,
)
_MISSING_WORDS = re.compile(
    r"\b(?:no|not|without|missing|unspecified|unknown|lack\w*|blank|none|keine?\w*|ohne)\b", re.IGNORECASE
)


class Found(NamedTuple):
    """What a figure was traced to: one cell, or a formula over several."""

    value: float | str
    cells: tuple[Cell, ...]
    formula: str = ""


class Asked(NamedTuple):
    """A figure as it stands in the answer."""

    figure: Figure
    scope: Scope
    claim: Claim
    unit_text: str
    unit_start: int
    names: tuple[Mention, ...] = ()
    """Everything that its unit names."""
    dates: tuple[DateMention, ...] = ()
    """Every date of its unit."""


def direct(asked: Asked, ledger: Ledger) -> Found | None:
    """The cell that has the figure's value, unit, names and period."""
    best: tuple[int, Found] | None = None
    for value, low, high in asked.figure.intervals():
        for unit in _units(asked, ledger):
            for cell in ledger.near(unit, max(low, 0.0), high):
                if _fits(asked, cell, ledger):
                    rank = _preference(asked, cell)
                    if best is None or rank < best[0]:
                        best = (rank, Found(_signed(value, cell), (cell,)))
    return best[1] if best else None


def _signed(value: float, cell: Cell) -> float:
    return -value if cell.value < 0 else value


def _preference(asked: Asked, cell: Cell) -> int:
    named = sum(1 for _, strict in asked.scope.names if strict)
    extra = abs(len(cell.row.context) - named)
    return extra + (0 if cell.column in ("value", "total", "change", "change_percent") else 2)


def _units(asked: Asked, ledger: Ledger) -> Iterator[str]:
    figure, claim = asked.figure, asked.claim
    if figure.kind == "count":
        if claim.noun in DURATIONS:
            yield f"groups:{claim.noun}"
        elif claim.noun == "companies":
            yield from ("companies", "groups:company_name")
        elif claim.noun == "any":
            yield from ledger.units("groups:")
        elif claim.noun not in ("", "postings"):
            yield from (f"groups:{claim.noun}", "groups:any")
        else:
            yield "postings"
            if not claim.noun:
                yield "companies"
                if claim.pay:
                    yield from ledger.units("money:")
                if claim.share:
                    yield "percent"
                if claim.change == "must" and asked.scope.header:
                    yield from ("points", "percent")
        if asked.figure.lead.ends_as_written(PARAMETER_LEAD):
            yield "parameter"
    elif figure.kind == "money":
        for unit in ledger.units("money:"):
            if unit[6:] in figure.currencies:
                yield unit
        if asked.figure.lead.ends_as_written(PARAMETER_LEAD):
            yield "parameter"
    elif figure.kind in ("percent", "points"):
        yield figure.kind
    yield f"text:{figure.kind}"


def _fits(asked: Asked, cell: Cell, ledger: Ledger) -> bool:
    if cell.unit == "parameter" or cell.unit.startswith("text:"):
        return True
    claim, scope = asked.claim, asked.scope
    is_change = cell.column.startswith("change")
    if claim.rate not in ("", cell.row.rate) and cell.unit.startswith("money:"):
        return False
    if claim.change == ("no" if is_change else "must"):
        return False
    if is_change and cell.value and not _direction_fits(claim, cell):
        return False
    if asked.figure.kind == "count" and cell.unit == "percent" and is_change and "%" not in scope.header:
        return False
    if cell.column in _LEFT and not _LEFT_WORDS.search(asked.unit_text):
        return False
    if cell.column == "missing" and not _MISSING_WORDS.search(asked.unit_text):
        return False
    if cell.column == "groups" and any(_LEFT_WORDS.fullmatch(word) for word in asked.figure.lead.words[-1:]):
        return False
    if not is_change and not _role_fits(asked, cell, ledger):
        return False
    if scope.header and cell.column == "postings" and cell.row.index >= 0 and claim.noun != "postings":
        return False
    return scope.fits(cell, ledger)


def _direction_fits(claim: Claim, cell: Cell) -> bool:
    if claim.direction:
        return (cell.value > 0) == (claim.direction > 0)
    return claim.change == "must" or cell.value > 0


def _role_fits(asked: Asked, cell: Cell, ledger: Ledger) -> bool:
    """Whether the figure is of the earlier period exactly where the text says so."""
    scope = asked.scope
    if cell.column == "previous":
        return scope.prior or scope.dates is not None  # the date itself is checked with the rest of the scope
    if scope.prior and cell.column != "postings" and cell.row in ledger.compared:
        return any(strict and run[0].start >= asked.figure.end for run, strict in scope.names)
    return True
