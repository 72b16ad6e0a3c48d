"""Figures computed from two cells: differences, percent changes, ratios, shares."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from joblab.proof.asked import Asked
from joblab.proof.dates import DateMention
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.matcher import Found
from joblab.proof.mentions import Mention
from joblab.proof.words import REST

Pair = tuple[Cell, Cell]
Formula = Callable[[Cell, Cell], float | None]

_OF = re.compile(r"\s(?:of|as\s(?:\w+\s){1,2}as)\s(?:that\s(?:of|in|for)\s|the\s|in\s)*[*_]*")
_MOST_PAIRS = 300
_MOST_PARTS = 14
_COUNTED = ("postings", "companies")


def difference(a: Cell, b: Cell) -> float | None:
    """How much a is above b."""
    return round(a.value - b.value, 9)


def percent_change(a: Cell, b: Cell) -> float | None:
    """How much a is above b, in percent of b."""
    return 100 * (a.value - b.value) / b.value if b.value else None


def share(a: Cell, b: Cell) -> float | None:
    """What percentage of b is a."""
    return 100 * a.value / b.value if b.value else None


def ratio(a: Cell, b: Cell) -> float | None:
    """How many times b is a."""
    return a.value / b.value if b.value else None


_WRITTEN: dict[Formula, str] = {
    difference: "{0} - {1}",
    percent_change: "100 * ({0} - {1}) / {1}",
    share: "100 * {0} / {1}",
    ratio: "{0} / {1}",
}


def computed(asked: Asked, pairs: Iterator[Pair], formula: Formula) -> Found | None:
    """The first pair whose formula gives the figure."""
    intervals = list(asked.figure.intervals())
    for a, b in islice(pairs, _MOST_PAIRS):
        result = formula(a, b)
        if result is not None:
            for value, low, high in intervals:
                if low <= abs(result) <= high:
                    return Found(value if result >= 0 else -value, (a, b), _WRITTEN[formula].format(a.path, b.path))
    return None


def changes(asked: Asked, operands: Iterable[Cell], formula: Formula) -> Iterator[Pair]:
    """Pairs near the figure: of one measure, differing in one thing, in the order or direction of the words."""
    intervals = list(asked.figure.intervals())
    lowest, highest = min(low for _, low, _ in intervals), max(high for _, _, high in intervals)
    direction = asked.claim.direction
    day = asked.scope.dates if asked.scope.dates_strict else None
    if asked.figure.kind == "ratio":
        direction = 1 if asked.figure.readings[0].value > 1 else -1
    for a in operands:
        for b in operands:
            if a is b or a.unit != b.unit or a.value == b.value:
                continue
            result = formula(a, b)
            if result is None or not lowest <= abs(result) <= highest or not _comparable(a, b):
                continue
            if direction and (a.value > b.value) != (direction > 0):
                continue
            if day and _apart(day, a) and _apart(day, b):
                continue
            if _later(asked, a, b) if a.period != b.period else _in_order(asked, a, b):
                yield a, b


def _apart(day: DateMention, cell: Cell) -> bool:
    start, end = cell.period
    return all(last < start or end < first for first, last in day.periods)


def _later(asked: Asked, a: Cell, b: Cell) -> bool:
    """Whether a is later, or set against b by the sentence: "January had 580 more than February"."""
    than = asked.passage.wording.than
    if than and any(b.period in day.periods for day in asked.passage.dates if day.start > than):
        return any(a.period in day.periods for day in asked.passage.dates if day.start < than)
    return a.period[0] > b.period[0] or (a.row is b.row and b.column == "previous")


def _comparable(a: Cell, b: Cell) -> bool:
    ours, theirs = a.row.context, b.row.context
    if a.column.startswith(("cut", "groups")) or ours.keys() != theirs.keys():
        return False
    apart = sum(1 for key in ours if ours[key] != theirs[key])
    return apart + (a.period != b.period) == 1


def _in_order(asked: Asked, a: Cell, b: Cell) -> bool:
    """Whether the sentence sets a against b, not b against a: b is named after "than"."""
    comparator = asked.passage.wording.than
    if not comparator:
        return True
    ours = [name.start for name in asked.passage.names if names(name, a) and not names(name, b)]
    theirs = [name.start for name in asked.passage.names if names(name, b) and not names(name, a)]
    return any(start > comparator for start in theirs) or not any(start > comparator for start in ours)


def names(name: Mention, cell: Cell) -> bool:
    """Whether the cell is about what is named."""
    return any(value in cell.row.context.get(dimension, ()) for dimension, value in name.values)


def parts(asked: Asked, ledger: Ledger, near: list[Cell]) -> Iterator[Pair]:
    """Pairs of a part, where the figure is bound to names or dates one that is about them, and its whole."""
    wholes = [cell for cell in near if cell.unit in _COUNTED]
    wholes += [
        cell
        for cell in ledger.totals
        if cell.unit in _COUNTED and cell.column in ("value", "total", "postings", "previous")
    ]
    bound = any(strict for _, strict in asked.scope.names) or (asked.scope.dates is not None and ledger.has_times)
    if bound:
        about = [cell for cell in ledger.levels if cell.unit in _COUNTED and asked.scope.fits(cell, ledger)]
        chosen = [*(cell for cell in near if asked.scope.fits(cell, ledger)), *about[:_MOST_PARTS]]
    else:
        chosen = [*near, *wholes]
    if REST.search(asked.passage.words):
        chosen += [cell for cell in ledger.totals if cell.column in ("cut.postings", "missing")]
    for a in dict.fromkeys(chosen):
        for b in dict.fromkeys(wholes):
            if a is not b and a.unit == b.unit and a.value <= b.value and _contains(b, a):
                yield a, b


def against(asked: Asked, ledger: Ledger) -> Iterator[Pair]:
    """Pairs of what is named before and after "a third of Poland's" or "half as many as Poland"."""
    passage, end = asked.passage, asked.figure.end
    of = next((name for name in passage.names if _OF.fullmatch(passage.text, end, name.start)), None)
    if of is None:
        return
    for b in ledger.levels:
        if names(of, b):
            for a in ledger.levels:
                if (
                    a.unit == b.unit
                    and _comparable(a, b)
                    and any(names(name, a) for name in asked.passage.names if name is not of)
                ):
                    yield a, b


def _role(cell: Cell) -> str:
    return cell.column if cell.column in ("previous", "change") else ""


def _contains(whole: Cell, part: Cell) -> bool:
    """Whether one cell counts among others what the other counts."""
    outer, inner = whole.period, part.period
    if not (outer[0] <= inner[0] and inner[1] <= outer[1]) or _role(whole) != _role(part):
        return False
    for key, values in whole.row.context.items():
        held = part.row.context.get(key)
        if held is None or not set(held) <= set(values):
            return False
    return part.row.context != whole.row.context or inner != outer or part.column in ("cut.postings", "missing")
