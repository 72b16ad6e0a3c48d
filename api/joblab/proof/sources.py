"""Renders what a figure was traced to."""

from joblab.proof.labels import label
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.matcher import Found
from joblab.proof.schemas import CellSource, DerivedSource, Operand, ProvenFigure

_MOST_OPERANDS = 12
"""A sum over more cells shows the first ones; the formula names the span."""


def proven_figure(
    text: str, span: tuple[int, int], value: float | str, found: Found | None, ledger: Ledger
) -> ProvenFigure:
    """A figure with its source, or without one."""
    start, end = span
    return ProvenFigure(
        start=start,
        end=end,
        text=text[start:end],
        value=found.value if found else value,
        status="proven" if found else "unproven",
        source=_source(found, ledger) if found else None,
    )


def _source(found: Found, ledger: Ledger) -> CellSource | DerivedSource:
    first = found.cells[0]
    if not found.formula:
        return CellSource(tool_call_id=_id(first, ledger), path=first.path, label=label(first, ledger))
    return DerivedSource(formula=found.formula, cells=[_operand(cell, ledger) for cell in found.cells[:_MOST_OPERANDS]])


def _operand(cell: Cell, ledger: Ledger) -> Operand:
    return Operand(tool_call_id=_id(cell, ledger), path=cell.path, value=cell.value, label=label(cell, ledger))


def _id(cell: Cell, ledger: Ledger) -> str:
    return ledger.calls[cell.row.call].id
