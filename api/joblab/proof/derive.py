"""Figures that are computed from cells: differences, shares, changes, ratios, sums, where the words say so."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from joblab.proof.ledger import LEVELS, Cell, Ledger
from joblab.proof.matcher import Asked, Found
from joblab.proof.mentions import Mention
from joblab.proof.scope import Scope
from joblab.proof.words import AVERAGE, REST, SUM, TOP_LEAD

_MOST_OPERANDS = 14
Pair = tuple[Cell, Cell]


def derived(asked: Asked, ledger: Ledger, near: Sequence[Cell], listed: Sequence[Cell]) -> Found | None:
    """A stated derivation; `near` are cells of figures close by, `listed` those of the list or sentence before."""
    kind = asked.figure.kind
    operands = _operands(asked, ledger, near)
    if kind == "count" and asked.claim.noun == "":
        if found := _row_count(asked, ledger):
            return found
    if kind in ("percent", "points") and asked.claim.change != "no":
        formula = _percent_change if kind == "percent" else _difference
        if found := _first(asked, _changes(asked, operands), formula, ledger):
            return found
    if kind == "percent" and asked.claim.change != "must":
        if found := _first(asked, _parts(asked, ledger, near, listed), _share, ledger):
            return found
        if found := _summed(asked, ledger, near, listed):
            return found
        return _shared_sum(asked, ledger, near, listed)
    if kind in ("count", "money") and asked.claim.change != "no":
        if found := _first(asked, _changes(asked, operands), _difference, ledger):
            return found
    if kind == "ratio":
        return _first(asked, _changes(asked, operands, any_sign=True), _ratio, ledger)
    if kind in ("count", "money"):
        if asked.figure.lead.ends(TOP_LEAD):
            return _top(asked, ledger)
        return _summed(asked, ledger, near, listed)
    return None


def _operands(asked: Asked, ledger: Ledger, near: Sequence[Cell]) -> list[Cell]:
    """Cells that the words point to: of figures close by, then of everything named in the sentence."""
    chosen = [cell for cell in dict.fromkeys(near) if cell.column in LEVELS or cell.column == "total"]
    for cell in ledger.cells:
        if len(chosen) >= _MOST_OPERANDS:
            break
        if cell.column in LEVELS and cell not in chosen and _is_named(asked, cell, ledger):
            chosen.append(cell)
    for cell in ledger.cells:
        if cell.column in ("value", "previous", "total") and cell.row.index < 0 and cell not in chosen:
            chosen.append(cell)
    return chosen[: 2 * _MOST_OPERANDS]


def _is_named(asked: Asked, cell: Cell, ledger: Ledger) -> bool:
    if any(_names(name, cell) for name in asked.names):
        return True
    return bool(cell.row.time_key) and any(
        ledger.clamp(period) == ledger.clamp(cell.period) for date in asked.dates for period in date.periods
    )


def _first(
    asked: Asked, pairs: Iterator[Pair], formula: Callable[[Cell, Cell], float | None], ledger: Ledger
) -> Found | None:
    intervals = list(asked.figure.intervals())
    for a, b in islice(pairs, 400):
        result = formula(a, b)
        if result is None:
            continue
        size = abs(result)
        for value, low, high in intervals:
            if low <= size <= high:
                return Found(value if result >= 0 else -value, (a, b), _FORMULAS[formula].format(a.path, b.path))
    return None


def _difference(a: Cell, b: Cell) -> float | None:
    return round(a.value - b.value, 9)


def _percent_change(a: Cell, b: Cell) -> float | None:
    return 100 * (a.value - b.value) / b.value if b.value else None


def _share(a: Cell, b: Cell) -> float | None:
    return 100 * a.value / b.value if b.value else None


def _ratio(a: Cell, b: Cell) -> float | None:
    return a.value / b.value if b.value else None


_FORMULAS: dict[Callable[[Cell, Cell], float | None], str] = {
    _difference: "{0} - {1}",
    _percent_change: "100 * ({0} - {1}) / {1}",
    _share: "100 * {0} / {1}",
    _ratio: "{0} / {1}",
}


def _changes(asked: Asked, operands: Sequence[Cell], any_sign: bool = False) -> Iterator[Pair]:
    """Pairs of the same measure that differ in one thing, in the direction that the words state."""
    direction = 0 if any_sign else asked.claim.direction
    ratio = asked.figure.readings[0].value if any_sign else 1.0
    for a in operands:
        for b in operands:
            if a is b or a.unit != b.unit or a.value == b.value or not _comparable(a, b):
                continue
            later = a.period[0] > b.period[0] or (a.row is b.row and b.column == "previous")
            timed = a.period != b.period
            if timed and not later:
                continue
            if any_sign and not timed and (a.value > b.value) != (ratio > 1):
                continue
            if direction and (a.value > b.value) != (direction > 0):
                continue
            if not timed and not _in_order(asked, a, b):
                continue
            yield a, b


def _comparable(a: Cell, b: Cell) -> bool:
    if "groups" in a.column or "cut" in a.column:
        return False
    if a.row.context.keys() != b.row.context.keys():
        return False
    keys = a.row.context.keys()
    apart = sum(1 for key in keys if a.row.context.get(key) != b.row.context.get(key))
    return apart + (a.period != b.period) == 1


def _in_order(asked: Asked, a: Cell, b: Cell) -> bool:
    """Whether the sentence sets a against b, not b against a: b is named after "than"."""
    comparator = asked.claim.than
    if not comparator:
        return True
    ours = [name.start for name in asked.names if _names(name, a) and not _names(name, b)]
    theirs = [name.start for name in asked.names if _names(name, b) and not _names(name, a)]
    return any(start > comparator for start in theirs) or not any(start > comparator for start in ours)


def _names(name: Mention, cell: Cell) -> bool:
    return any(value in cell.row.context.get(dimension, ()) for dimension, value in name.values)


def _parts(asked: Asked, ledger: Ledger, near: Sequence[Cell], listed: Sequence[Cell]) -> Iterator[Pair]:
    """Pairs of a part and its whole."""
    bound = any(strict for _, strict in asked.scope.names)
    wholes = [
        cell
        for cell in (*near, *ledger.cells)
        if cell.column in ("value", "total", "postings", "previous") and cell.unit in ("postings", "companies")
    ]
    wholes = [cell for cell in dict.fromkeys(wholes) if cell.row.index < 0 or cell in near]
    if asked.scope.dates is not None:
        bound = bound or any(cell.row.time_key and asked.scope.dates_fit(cell, ledger) for cell in ledger.cells)
    parts = [cell for cell in dict.fromkeys(near) if not bound or asked.scope.fits(cell, ledger)]
    if bound:
        parts += [
            cell
            for cell in ledger.cells
            if cell.column in ("value", "total", "cut.postings") and asked.scope.fits(cell, ledger)
        ][:_MOST_OPERANDS]
    else:
        parts += [cell for cell in wholes if cell.row.index < 0]
    if REST.search(asked.unit_text):
        parts += [cell for cell in ledger.cells if cell.column in ("cut.postings", "missing")]
    for a in parts:
        for b in wholes:
            if a is not b and a.unit == b.unit and a.value <= b.value and _contains(b, a):
                yield a, b


def _contains(whole: Cell, part: Cell) -> bool:
    if whole.period != part.period and not (whole.period[0] <= part.period[0] and part.period[1] <= whole.period[1]):
        return False
    if (whole.column == "previous") != (part.column == "previous"):
        return False
    for key, values in whole.row.context.items():
        held = part.row.context.get(key)
        if held is None or not set(held) <= set(values):
            return False
    return (
        part.row.context != whole.row.context
        or part.period != whole.period
        or part.column in ("cut.postings", "missing")
    )


def _summed(asked: Asked, ledger: Ledger, near: Sequence[Cell], listed: Sequence[Cell]) -> Found | None:
    """Sums of what is named or listed, what they leave of the total, and averages."""
    text = asked.unit_text
    if not (SUM.search(text) or REST.search(text) or AVERAGE.search(text)):
        return None
    unit = "percent" if asked.figure.kind == "percent" else "postings"
    for cells in _sets(asked, ledger, near, listed, unit):
        amount = sum(cell.value for cell in cells)
        paths = (
            " + ".join(cell.path for cell in cells) if len(cells) < 6 else f"sum({cells[0].path} .. {cells[-1].path})"
        )
        if SUM.search(text) and (value := _within(asked, amount)) is not None:
            return Found(value, cells, paths)
        if AVERAGE.search(text) and (value := _within(asked, amount / len(cells))) is not None:
            return Found(value, cells, f"({paths}) / {len(cells)}")
        if REST.search(text):
            for whole in ledger.cells:
                if whole.column in ("value", "total") and whole.row.index < 0 and whole.row.call == cells[0].row.call:
                    if (value := _within(asked, whole.value - amount)) is not None:
                        return Found(value, (whole, *cells), f"{whole.path} - ({paths})")
    return None


def _shared_sum(asked: Asked, ledger: Ledger, near: Sequence[Cell], listed: Sequence[Cell]) -> Found | None:
    """What several cells together are of the total."""
    if not SUM.search(asked.unit_text):
        return None
    for cells in _sets(asked, ledger, near, listed, "postings"):
        amount = sum(cell.value for cell in cells)
        for whole in ledger.cells:
            if (
                whole.column in ("value", "total")
                and whole.row.index < 0
                and whole.unit == cells[0].unit
                and whole.value
            ):
                if (value := _within(asked, 100 * amount / whole.value)) is not None:
                    return Found(
                        value, (*cells, whole), f"100 * ({' + '.join(cell.path for cell in cells)}) / {whole.path}"
                    )
    return None


def _within(asked: Asked, amount: float) -> float | None:
    return next((value for value, low, high in asked.figure.intervals() if low <= amount <= high), None)


def _sets(
    asked: Asked, ledger: Ledger, near: Sequence[Cell], listed: Sequence[Cell], unit: str
) -> Iterator[tuple[Cell, ...]]:
    named = _named_cells(asked, ledger, unit)
    if len(named) > 1:
        yield tuple(named)
    if len(near) == 1 and REST.search(asked.unit_text):
        yield tuple(near)
    for cells in (near, listed):
        rows = tuple(dict.fromkeys(cell for cell in cells if cell.row.index >= 0 and cell.column == "value"))
        if len(rows) > 1 and len({cell.unit for cell in rows}) == 1:
            yield rows
    for number, call in enumerate(ledger.calls):
        values = [
            cell for cell in ledger.cells if cell.row.call == number and cell.row.index >= 0 and cell.column == "value"
        ]
        values.sort(key=lambda cell: cell.row.index)
        if not values or values[0].unit not in ("postings", "companies"):
            continue
        for size in range(2, len(values) + 1):
            if size == len(values) or _is_top(asked, size):
                yield tuple(values[:size])


def _named_cells(asked: Asked, ledger: Ledger, unit: str) -> list[Cell]:
    runs = {mention for run, _ in asked.scope.names for mention in run}
    wanted = [mention.values for mention in sorted(runs, key=lambda mention: mention.start)]
    cells = []
    for values in wanted:
        for cell in ledger.cells:
            if (
                cell.column == "value"
                and cell.unit == unit
                and any(v in cell.row.context.get(d, ()) for d, v in values)
                and asked.scope.dates_fit(cell, ledger)
            ):
                cells.append(cell)
                break
    return list(dict.fromkeys(cells))


def _is_top(asked: Asked, size: int) -> bool:
    words = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    text = asked.unit_text.casefold()
    names = [str(size), *([words[size]] if size < len(words) else [])]
    return any(
        f"{lead} {name}" in text for lead in ("top", "first", "these", "largest", "leading", "those") for name in names
    )


_TRAITS = {"remote": ("is_remote", "true"), "on-site": ("is_remote", "false"), "onsite": ("is_remote", "false")}


def _top(asked: Asked, ledger: Ledger) -> Found | None:
    """The size of a "top five": a ranking has at least so many rows."""
    wanted = asked.figure.readings[0].value
    for cell in ledger.cells:
        if cell.column == "rows" and cell.value >= wanted:
            return Found(wanted, (cell,), f"first {wanted:.0f} of {cell.path}")
    return None


def _row_count(asked: Asked, ledger: Ledger) -> Found | None:
    """How many listed postings are about what is named."""
    text = asked.unit_text.casefold()
    traits = [value for word, value in _TRAITS.items() if word in text]
    if not traits and not any(strict for _, strict in asked.scope.names):
        return None
    named = Scope([(run, strict) for run, strict in asked.scope.names if strict])
    for number, call in enumerate(ledger.calls):
        cells = [cell for cell in ledger.cells if cell.row.call == number and cell.column == "posted_date"]
        fitting = tuple(
            cell
            for cell in cells
            if named.names_fit(cell) and all(value in cell.row.context.get(name, ()) for name, value in traits)
        )
        if call.name == "search_jobs" and fitting and (value := _within(asked, float(len(fitting)))) is not None:
            return Found(value, fitting, f"count of {len(fitting)} rows")
    return None
