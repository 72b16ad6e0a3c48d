"""Finds the figures of an answer: what is written, whatever it stands for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from joblab.proof.dates import DateMention
from joblab.proof.digits import digit_figure, end_of_token
from joblab.proof.figure import Figure
from joblab.proof.mentions import Mention
from joblab.proof.spelled import FIRST_WORDS, spelled_figure
from joblab.proof.text import Text

_Span = tuple[int, int]

# Code and addresses hold no figures.
_QUOTED = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)\s]*\)|https?://[^\s)>\]]+|www\.\S+", re.DOTALL)
_RANGE = re.compile(r"[*_]*(?:\s?[-–—]\s?|\s(?:to|and|bis|bis zu)\s)[*_]*")
_WITH_UNIT = ("percent", "points", "money")
_DIGIT = re.compile(r"\d")


def figures(source: Text, found_dates: Iterable[DateMention], names: Iterable[Mention]) -> list[Figure]:
    """Every figure of the text in order, none overlapping; digits inside `names` are part of them."""
    text = source.text
    quoted = (
        [match.span() for match in _QUOTED.finditer(text)]
        if "`" in text or "](" in text or "//" in text or "www." in text
        else []
    )
    dated = [
        Figure(mention.start, mention.end, "date", date=mention)
        for mention in found_dates
        if not (quoted and _overlaps(mention.start, mention.end, quoted))
    ]
    taken = [*quoted, *((name.start, name.end) for name in names), *((figure.start, figure.end) for figure in dated)]
    found = sorted([*dated, *_numbers(source, sorted(taken))], key=itemgetter(0))
    return _with_ranges(text, _disjoint(found))


def _numbers(source: Text, taken: list[_Span]) -> Iterator[Figure]:
    """The numbers in digits and in words that begin outside what is taken; part of a word or an id is none."""
    text, done, passed = source.text, 0, 0
    taken.append((len(text), len(text)))
    for at, word in enumerate(source.words):
        spelled = word in FIRST_WORDS
        if not spelled and word.isalpha():
            continue
        start = source.starts[at]
        while taken[passed][1] <= start:
            passed += 1
        if start < done or start >= taken[passed][0]:
            continue
        if spelled or word[0].isdecimal():
            figure, done = (spelled_figure if spelled else digit_figure)(text, start)
            if figure:
                yield figure
        elif _DIGIT.search(word):
            done = end_of_token(text, start)


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
