"""An answer's text that came with the calls, before their results were known: does it fit them?"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from joblab.answers.filler import Filler
from joblab.grounding import CellSource, ProvenFigure
from joblab.tools.sheet import Cell, Sheet


def misfit(filler: Filler, sheets: Sequence[Sheet]) -> str:
    """Why the text cannot stand with the results of its own calls, for the model; empty where it can."""
    used = {call_id for call_id, _ in filler.used}
    if used.isdisjoint(sheet.call_id for sheet in sheets):
        return "it names no cell of the results"
    if filler.hides_sign:
        return "a change may be a fall, so its sign must show"
    if any(figure.value == 1 for figure in filler.figures):
        return "a figure is 1, which the words may not suit"
    return next((reason for sheet in sheets for reason in _misfits(filler, sheet)), "")


def _misfits(filler: Filler, sheet: Sheet) -> Iterator[str]:
    total = sheet.whole.get("total")
    if sheet.unknown:
        yield "a filter names an unknown value"
    is_in_rows = total is not None and total.value is None and any(row[sheet.main].value for row in sheet.rows)
    if ("groups" in sheet.whole and not sheet.rows) or not (total is None or total.value or is_in_rows):
        yield "nothing was found"
    if sheet.main == "value":
        paid = [row for row in sheet.rows if row["value"].unit.kind == "money"]
        if len({row["value"].unit.of for row in paid}) > 1 and not all("salary_currency" in row for row in paid):
            yield "the rows are in several currencies, and are ranked in each"
        if _singles_out_a_tie(filler, sheet):
            yield "rows that the text tells apart are equal"
        if any(_is_without_name(figure, filler, sheet) for figure in filler.figures):
            yield "which row holds what was not known, so the text must name each row from the result, as {1.country}"


def _is_used(filler: Filler, sheet: Sheet, cell: Cell) -> bool:
    return (sheet.call_id, cell.path) in filler.used


def _singles_out_a_tie(filler: Filler, sheet: Sheet) -> bool:
    """Whether the text uses a row and not its neighbour of the same value, which may lie beyond the limit."""
    if not sheet.ranked:
        return False
    rows = [
        (row[sheet.ranked].value, any(_is_used(filler, sheet, cell) for cell in row.values())) for row in sheet.rows
    ]
    apart = any(one == other and used != other_used for (one, used), (other, other_used) in pairwise(rows))
    return apart or (sheet.is_tied and rows[-1][1])


def _is_without_name(figure: ProvenFigure, filler: Filler, sheet: Sheet) -> bool:
    """Whether the figure is one row's, and the text does not say from the result what row that is."""
    cells = figure.source and ([figure.source] if isinstance(figure.source, CellSource) else figure.source.cells)
    paths = {cell.path for cell in cells or () if cell.tool_call_id == sheet.call_id}
    rows = [row for row in sheet.rows if not paths.isdisjoint(cell.path for cell in row.values())]
    keys = sheet.keys(rows[0]) if len(rows) == 1 else []
    return isinstance(figure.value, float) and not all(_is_used(filler, sheet, key) for key in keys)
