"""Finds the figures of an answer: what is written, whatever it stands for."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from joblab.proof.dates import DateMention
from joblab.proof.digits import digit_figures
from joblab.proof.figure import Figure
from joblab.proof.mentions import Mention
from joblab.proof.spelled import spelled_figures

_Span = tuple[int, int]

# Code and addresses hold no figures.
_QUOTED = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)\s]*\)|https?://[^\s)>\]]+|www\.\S+", re.DOTALL)
_RANGE = re.compile(r"[*_]*(?:\s?[-–—]\s?|\s(?:to|and|bis|bis zu)\s)[*_]*")
_WITH_UNIT = ("percent", "points", "money")


def figures(text: str, found_dates: Iterable[DateMention], names: Iterable[Mention]) -> list[Figure]:
    """Every figure of the text in order, none overlapping; digits inside `names` are part of them."""
    quoted = (
        [match.span() for match in _QUOTED.finditer(text)]
        if "`" in text or "](" in text or "//" in text or "www." in text
        else []
    )
    dated = [
        Figure(mention.start, mention.end, "date", date=mention)
        for mention in found_dates
        if not _overlaps(mention.start, mention.end, quoted)
    ]
    taken = [*quoted, *((name.start, name.end) for name in names), *((figure.start, figure.end) for figure in dated)]
    free = _blanked(text, taken)
    numbers = [*digit_figures(text, free), *spelled_figures(text, free)]
    return _with_ranges(text, _disjoint(sorted([*dated, *numbers], key=lambda figure: (figure.start, -figure.end))))


def _blanked(text: str, taken: Sequence[_Span]) -> str:
    """The text with what is read already blanked out, in the same length."""
    for start, end in taken:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _overlaps(start: int, end: int, spans: Sequence[_Span]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _disjoint(ordered: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in ordered:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _with_ranges(text: str, ordered: list[Figure]) -> list[Figure]:
    """Give the lower bound of "90-120k EUR" the unit and magnitude of the upper one, and the other way round."""
    for at, (first, second) in enumerate(pairwise(ordered)):
        kinds = (first.kind, second.kind)
        if kinds == ("count", "count") or not (first.readings and second.readings):
            continue
        if not _RANGE.fullmatch(text, first.end, second.start):
            continue
        if first.kind == "count" and second.kind in _WITH_UNIT:
            ordered[at] = _magnified(first, second)._replace(kind=second.kind, currencies=second.currencies)
        elif kinds == ("money", "money"):
            ordered[at] = _magnified(first, second)
        elif kinds == ("money", "count"):
            ordered[at + 1] = second._replace(kind="money", currencies=first.currencies)
    return ordered


def _magnified(first: Figure, second: Figure) -> Figure:
    """In the thousands of the upper bound, where the lower one leaves them out."""
    if first.readings[0].value >= 1000 or second.readings[0].value < 1000:
        return first
    return first._replace(readings=tuple(reading.scaled(1000.0) for reading in first.readings))
