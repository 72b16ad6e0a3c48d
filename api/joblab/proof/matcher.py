"""From a figure with its scope and claim to the cell it stands for."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from joblab.proof.asked import Asked
from joblab.proof.claims import Claim
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.words import DURATIONS, PARAMETER_LEAD, PAY

_LEFT = ("cut.groups", "cut.postings")
_LEFT_WORDS = re.compile(
    r"\b(?:rest|remaining|remainder|others?|elsewhere|more|another|further|additional|beyond|outside|weitere\w*)\b",
    re.IGNORECASE,
)
_MONEY_HEADER = re.compile(r"salar|pay|median|gehalt|\b(?:eur|usd|gbp)\b|[$€£]", re.IGNORECASE)
_MISSING_WORDS = re.compile(
    r"\b(?:no|not|without|missing|unspecified|unknown|lack\w*|blank|none|keine?\w*|ohne)\b", re.IGNORECASE
)


class Found(NamedTuple):
    """What a figure was traced to: one cell, or a formula over several."""

    value: float | str
    cells: tuple[Cell, ...]
    formula: str = ""


def direct(asked: Asked, ledger: Ledger) -> Found | None:
    """The cell that has the figure's value, unit, names and period."""
    possible = [
        (value, cell)
        for value, low, high in asked.figure.intervals()
        for unit in _units(asked, ledger)
        for cell in ledger.near(unit, max(low, 0.0), high)
        if _may_be(asked, cell, ledger)
    ]
    fitting = [found for found in possible if asked.heading is None and asked.passage.is_about_all(found[1])]
    if not fitting:  # what names and dates the figure belongs to decides
        fitting = [found for found in possible if _is_unbound(found[1]) or asked.scope.fits(found[1], ledger)]
    if not fitting:
        return None
    value, cell = fitting[0] if len(fitting) == 1 else min(fitting, key=lambda found: _preference(asked, found[1]))
    return Found(-value if cell.value < 0 else value, (cell,))


def _preference(asked: Asked, cell: Cell) -> int:
    named = sum(1 for _, strict in asked.scope.names if strict)
    extra = abs(len(cell.row.context) - named)
    return extra + (0 if cell.column in ("value", "total", "change", "change_percent") else 2)


def _units(asked: Asked, ledger: Ledger) -> Iterator[str]:
    figure = asked.figure
    if figure.kind == "count":
        yield from _counted(asked, ledger)
    elif figure.kind == "money":
        yield from (unit for unit in ledger.money if unit[6:] in figure.currencies)
    elif figure.kind in ("percent", "points"):
        yield figure.kind
    if figure.kind in ("count", "money") and figure.lead.ends_as_written(PARAMETER_LEAD):
        yield "parameter"
    yield f"text:{figure.kind}"


def _counted(asked: Asked, ledger: Ledger) -> Sequence[str]:
    """What a bare number may count, by the noun after it."""
    noun = asked.claim.noun
    if noun == "any":
        return ledger.groups
    if noun == "companies":
        return ("companies", "groups:company_name")
    if noun in DURATIONS:
        return (f"groups:{noun}",)
    if noun not in ("", "postings"):
        return (f"groups:{noun}", "groups:any")
    return ("postings",) if noun else ("postings", "companies", *_unsaid(asked, ledger))


def _unsaid(asked: Asked, ledger: Ledger) -> Iterator[str]:
    """What a number without a noun or a sign may be where the sentence or the column says so."""
    if ledger.money and _is_of_pay(asked):
        yield from ledger.money
    if asked.claim.share:
        yield "percent"
    if asked.claim.change == "must" and asked.header:
        yield from ("points", "percent")


def _is_of_pay(asked: Asked) -> bool:
    if asked.heading:
        return _MONEY_HEADER.search(asked.header) is not None
    return PAY.search(asked.passage.words) is not None


def _is_unbound(cell: Cell) -> bool:
    """Whether the cell is about nothing that a sentence could name."""
    return cell.unit == "parameter" or cell.unit.startswith("text:")


def _may_be(asked: Asked, cell: Cell, ledger: Ledger) -> bool:
    """Whether the words around the figure allow for such a cell, names and dates aside."""
    if _is_unbound(cell):
        return True
    claim, is_change = asked.claim, cell.column.startswith("change")
    if claim.rate not in ("", cell.row.rate) and cell.unit.startswith("money:"):
        return False
    if claim.change == ("no" if is_change else "must"):
        return False
    if is_change and cell.value and not _direction_fits(claim, cell):
        return False
    if not is_change and not _role_fits(asked, cell, ledger):
        return False
    return _column_fits(asked, cell)


def _column_fits(asked: Asked, cell: Cell) -> bool:
    """Whether the words allow for a column that is no plain value."""
    column, header = cell.column, asked.header
    if column in _LEFT:
        return _LEFT_WORDS.search(asked.passage.words) is not None
    if column == "missing":
        return _MISSING_WORDS.search(asked.passage.words) is not None
    if column == "groups":
        return not any(_LEFT_WORDS.fullmatch(word) for word in asked.figure.lead.words[-1:])
    if column == "postings":
        return not header or cell.row.index < 0 or asked.claim.noun == "postings"
    return (
        not (column.startswith("change") and cell.unit == "percent" and asked.figure.kind == "count") or "%" in header
    )


def _direction_fits(claim: Claim, cell: Cell) -> bool:
    if claim.direction:
        return (cell.value > 0) == (claim.direction > 0)
    return claim.change == "must" or cell.value > 0


def _role_fits(asked: Asked, cell: Cell, ledger: Ledger) -> bool:
    """Whether the figure is of the earlier period exactly where the text says so."""
    if cell.column == "previous":
        return asked.prior or asked.scope.dates is not None  # the date itself is checked with the rest of the scope
    if cell.column != "postings" and cell.row in ledger.compared and asked.prior:
        return any(strict and run[0].start >= asked.figure.end for run, strict in asked.scope.names)
    return True
