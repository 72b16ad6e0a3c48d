"""Figures computed from several cells: sums, what they leave of a total, averages, counts of rows."""

import math
from collections.abc import Iterator, Sequence

from joblab.proof.asked import Asked
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.matcher import Found
from joblab.proof.pairs import Pair, computed, names, ratio
from joblab.proof.scope import Scope
from joblab.proof.words import AVERAGE, CARDINALS, REST, SUM

_TRAITS = {"remote": ("is_remote", "true"), "on-site": ("is_remote", "false"), "onsite": ("is_remote", "false")}
_TOP_WORDS = ("top", "first", "these", "largest", "leading", "those", "all")
_NUMBER_WORDS = {number: word for word, number in CARDINALS.items()}


def summed(asked: Asked, ledger: Ledger, near: Sequence[Cell], listed: Sequence[Cell]) -> Found | None:
    """Sums of what is named or listed, what they leave of the total, and averages."""
    text = asked.passage.words
    sums, rests, averages = SUM.search(text), REST.search(text), AVERAGE.search(text)
    if not (sums or rests or averages):
        return None
    unit = "percent" if asked.figure.kind == "percent" else "postings"
    if averages and (found := computed(asked, _per_company(asked, ledger), ratio)):
        return found
    for cells in _sets(asked, ledger, near, listed, unit):
        amount, paths = sum(cell.value for cell in cells), _paths(cells)
        if sums and (value := within(asked, amount)) is not None:
            return Found(value, cells, paths)
        if averages and (value := within(asked, amount / len(cells))) is not None:
            return Found(value, cells, f"({paths}) / {len(cells)}")
        for whole in _wholes(cells, ledger) if rests else ():
            if whole.row.call == cells[0].row.call and (value := within(asked, whole.value - amount)) is not None:
                return Found(value, (whole, *cells), f"{whole.path} - ({paths})")
    return None


def shared_sum(asked: Asked, ledger: Ledger, near: Sequence[Cell], listed: Sequence[Cell]) -> Found | None:
    """What percentage several cells together are of the total."""
    if not SUM.search(asked.passage.words):
        return None
    for cells in _sets(asked, ledger, near, listed, "postings"):
        amount = sum(cell.value for cell in cells)
        for whole in _wholes(cells, ledger):
            if whole.value and (value := within(asked, 100 * amount / whole.value)) is not None:
                return Found(value, (*cells, whole), f"100 * ({_paths(cells)}) / {whole.path}")
    return None


def top(asked: Asked, ledger: Ledger) -> Found | None:
    """The size of a "top five": a ranking has at least so many rows."""
    wanted = asked.figure.readings[0].value
    for cell in ledger.totals:
        if cell.column == "rows" and cell.value >= wanted:
            return Found(wanted, (cell,), f"first {wanted:.0f} of {cell.path}")
    return None


def row_count(asked: Asked, ledger: Ledger) -> Found | None:
    """How many listed postings are about what is named."""
    text = asked.passage.words.casefold()
    traits = [trait for word, trait in _TRAITS.items() if word in text]
    named = Scope([(run, strict) for run, strict in asked.scope.names if strict])
    if not traits and not named.names:
        return None
    for number, call in enumerate(ledger.calls):
        if call.name == "search_jobs":
            cells = [cell for cell in ledger.cells if cell.row.call == number and cell.column == "posted_date"]
            fitting = tuple(
                cell for cell in cells if named.names_fit(cell) and all(_has(cell, trait) for trait in traits)
            )
            if fitting and (value := within(asked, float(len(fitting)))) is not None:
                return Found(value, fitting, f"count of {len(fitting)} rows")
    return None


def distinct(asked: Asked, ledger: Ledger) -> Found | None:
    """How many values of a dimension the rows of a whole result have, as in "across the three countries"."""
    for call in ledger.calls:
        if asked.claim.noun in call.result.get("group_by", ()) and not call.result["cut"]["groups"]:
            values = {tuple(row.context.get(asked.claim.noun, ())): row for row in call.rows}
            if within(asked, float(len(values))) is not None:
                rows = set(values.values())
                cells = tuple(cell for cell in ledger.levels if cell.column == "value" and cell.row in rows)
                return Found(float(len(values)), cells, f"distinct {asked.claim.noun}")
    return None


def within(asked: Asked, amount: float) -> float | None:
    """The reading of the figure that an amount agrees with."""
    return next((value for value, low, high in asked.figure.intervals() if low <= amount <= high), None)


def _has(cell: Cell, trait: tuple[str, str]) -> bool:
    return trait[1] in cell.row.context.get(trait[0], ())


def _alone(cell: Cell, ledger: Ledger) -> bool:
    """Whether the cell is all that its call counted."""
    return cell.row.path == "total" and not ledger.calls[cell.row.call].rows


def _per_company(asked: Asked, ledger: Ledger) -> Iterator[Pair]:
    for company in ledger.near("companies", 1, math.inf):
        if asked.scope.fits(company, ledger):
            yield from (
                (cell, company) for cell in ledger.levels if cell.row is company.row and cell.unit == "postings"
            )


def _paths(cells: Sequence[Cell]) -> str:
    return " + ".join(cell.path for cell in cells) if len(cells) < 6 else f"sum({cells[0].path} .. {cells[-1].path})"


def _wholes(cells: Sequence[Cell], ledger: Ledger) -> Iterator[Cell]:
    return (cell for cell in ledger.totals if cell.column in ("value", "total") and cell.unit == cells[0].unit)


def _sets(
    asked: Asked, ledger: Ledger, near: Sequence[Cell], listed: Sequence[Cell], unit: str
) -> Iterator[tuple[Cell, ...]]:
    """Cells that the words may add up: the named ones, the figures close by, the rows of a result from the top."""
    named = _named(asked, ledger, unit)
    if len(named) > 1:
        yield named
    if len(near) == 1 and REST.search(asked.passage.words):
        yield tuple(near)
    for cells in (near, listed):
        rows = tuple(cell for cell in cells if cell.column == "value" and (cell.row.index >= 0 or _alone(cell, ledger)))
        if len(rows) > 1 and len({cell.unit for cell in rows}) == 1:
            yield rows
    alone = tuple(cell for cell in ledger.totals if cell.column == "value" and _alone(cell, ledger))
    if len(alone) > 1 and len({cell.unit for cell in alone}) == 1:
        yield alone
    for number in range(len(ledger.calls)):
        yield from _rows(asked, ledger, number)


def _rows(asked: Asked, ledger: Ledger, number: int) -> Iterator[tuple[Cell, ...]]:
    """The rows of a call that the words name, the first so many of them, and all."""
    values = tuple(
        cell for cell in ledger.levels if cell.row.call == number and cell.column == "value" and cell.row.index >= 0
    )
    if not values or values[0].unit not in ("postings", "companies"):
        return
    strict = Scope([(run, strict) for run, strict in asked.scope.names if strict], asked.scope.dates)
    about = tuple(cell for cell in values if strict.names and strict.fits(cell, ledger))
    if len(about) > 1:
        yield about
    text = asked.passage.words.casefold()
    yield from (values[:size] for size in range(2, len(values)) if _is_top(text, size))
    if len(values) > 1:
        yield values


def _named(asked: Asked, ledger: Ledger, unit: str) -> tuple[Cell, ...]:
    mentions = sorted({mention for run, _ in asked.scope.names for mention in run}, key=lambda mention: mention.start)
    values = [cell for cell in ledger.levels if cell.column == "value" and cell.unit == unit]
    found = (
        next((cell for cell in values if names(mention, cell) and asked.scope.dates_fit(cell, ledger)), None)
        for mention in mentions
    )
    return tuple(dict.fromkeys(cell for cell in found if cell))


def _is_top(text: str, size: int) -> bool:
    written = (str(size), _NUMBER_WORDS.get(size, str(size)))
    return any(f"{word} {number}" in text for word in _TOP_WORDS for number in written)
