"""The answer as sentences, list items and table rows: what a figure is read together with."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?][*_)\"”]*\s+(?=[\"“*_(]*[A-ZÀ-Þ\d~≈+$€£])")
_ABBREVIATION = re.compile(r"\b(?:No|vs|ca|approx|e\.g|i\.e|U\.S|Inc|Ltd|Nr|resp|z\.B)$")
_GERMAN_DAY = re.compile(r"\d\d?\.\s(?:\d|Januar|Februar|März|April|Mai|Juni|Juli|August|Sept|Okt|Nov|Dez)")
_ITEM = re.compile(r"\s*(?:[-*•+]|\d{1,2}[.)])\s+")
_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*")
_CELL = re.compile(r"[^|\n]+")

Span = tuple[int, int]


class Unit(NamedTuple):
    """A sentence, list item or table row, with what stands over it."""

    start: int
    end: int
    lead: int = -1
    """The unit that introduces it, by index: the line over a list or table, or the sentence before."""
    introduced: bool = False
    """The lead is a heading: what it names holds here too."""
    place: int = 0
    """Place in its list or table, from 1."""
    cells: tuple[Span, ...] = ()
    headers: tuple[Span, ...] = ()


def units(text: str) -> list[Unit]:
    """The answer's units in order."""
    found: list[Unit] = []
    headers: tuple[Span, ...] = ()
    heading, place = -1, 0
    lines = list(_LINE.finditer(text))
    for number, line in enumerate(lines):
        start, end = line.span()
        following = lines[number + 1].group() if number + 1 < len(lines) else ""
        if "|" in line.group() and _RULE.fullmatch(line.group()):
            continue
        if "|" in line.group() and "|" in following and _RULE.fullmatch(following):
            headers, place = _cells(text, start, end), 0
            continue
        if "|" in line.group() and headers:
            place += 1
            found.append(Unit(start, end, heading, True, place, _cells(text, start, end), headers))
            continue
        headers = ()
        if item := _ITEM.match(line.group()):
            place += 1
            found.append(Unit(start + item.end(), end, heading, True, place))
            continue
        place = 0
        fresh = True
        for first, last in _sentences(text, start, end):
            found.append(Unit(first, last, -1 if fresh else len(found) - 1))
            fresh = False
        heading = len(found) - 1
    return found


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(cell.span() for cell in _CELL.finditer(text, start, end))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for stop in _END.finditer(text, start, end):
        dot = stop.start()
        if (
            _ABBREVIATION.search(text, max(start, dot - 6), dot)
            or _GERMAN_DAY.match(text, max(start, dot - 2))
            or _GERMAN_DAY.match(text, max(start, dot - 1))
        ):
            continue
        yield start, stop.end()
        start = stop.end()
    if start < end:
        yield start, end
