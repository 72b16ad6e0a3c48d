"""What a figure claims: which units it may have, and whether it is a level or a change."""

import re
from bisect import bisect_left
from functools import cached_property
from typing import Literal, NamedTuple

from joblab.proof.figure import Figure
from joblab.proof.layout import Unit
from joblab.proof.text import Text
from joblab.proof.words import (
    DIRECTIONS,
    LEVEL_LEAD,
    MEASURED_AGAINST,
    NO_DIRECTION_AFTER,
    NOUN_END,
    NOUNS,
    SHARE,
    SUPERLATIVE_WORDS,
    phrases,
)

Change = Literal["must", "may", "no"]

_BETWEEN = phrases(
    "percentage point points more than posting postings job jobs pp an a year on month de stellen offres"
)
_UNSURE = phrases("more mehr fewer less larger smaller increasing lost")
_STOP = re.compile(r"[.;]")
_CLOSED = re.compile(r"[,.;:()|\d%]")
_SAME = re.compile(
    r"[\s*_]*(?:[(,]|or|=|i\.e\.|that is|\(or)?[\s*_]*(?:or|an?|that is|i\.e\.|=|about|roughly|around)?[\s*_]*"
)
_AGAINST = re.compile(r"[*_]*\s(?:against|vs\.?|versus|to)\s")
_THAN = re.compile(r"\b(?:than|ahead\sof|behind|over(?=\s(?:the\s)?[A-Z])|above|below|trails|exceeds)\b")
_CHANGE_HEADER = re.compile(r"change|differ|growth|Δ|\+/-|veränderung|trend|vs", re.IGNORECASE)
_RATES = {
    "hourly": "hour hourly hr stunde heure hora",
    "daily": "day daily tag jour día",
    "weekly": "week weekly woche semaine semana",
    "monthly": "month monthly monat mois mes",
    "yearly": "year yearly annum annually annual jahr an año",
}
_RATE_WORDS = {word: rate for rate, words in _RATES.items() for word in words.split()}
_PER = rf"(?:per|an?|/|pro|par|al|im)\s?(?P<per>{'|'.join(_RATE_WORDS)})\b(?!\s(?:earlier|ago|before|later))"
_ADVERB = r"(?P<adverb>(?:hour|week|month|year)ly|daily|annually)\b"
_RATE = re.compile(rf"[\s*_]*(?:gross\s|brutto\s|bruts?\s)?(?:{_PER}|{_ADVERB})", re.IGNORECASE)
_HEADER_RATE = re.compile(rf"{_PER}|{_ADVERB}|(?P<before>annual)\b", re.IGNORECASE)


class Claim(NamedTuple):
    """How a figure is meant."""

    noun: str
    """postings, companies, a dimension, a unit of time; empty when not said."""
    change: Change
    direction: int
    share: bool = False
    rate: str = ""
    """What pay is for: hourly, daily, weekly, monthly or yearly; empty when not said."""


NO_CLAIM = Claim("", "no", 0)


class Wording:
    """The words of one unit, and those among them that say more, less or than."""

    def __init__(self, source: Text, part: Unit) -> None:
        self.text, self.part = source.text, part
        first, last = bisect_left(source.starts, part.start), bisect_left(source.starts, part.end)
        self.words, self.starts = source.words[first:last], source.starts[first:last]
        self.ends = source.ends[first:last]
        self.directions = [
            (self.starts[at], DIRECTIONS[word])
            for at, word in enumerate(self.words)
            if word in DIRECTIONS and (at == 0 or self.words[at - 1] not in NO_DIRECTION_AFTER)
        ]
        self.superlative = not SUPERLATIVE_WORDS.isdisjoint(self.words)

    @cached_property
    def than(self) -> int:
        """Where the word stands that what comes after it is compared with; 0 for none."""
        than = _THAN.search(self.text, self.part.start, self.part.end)
        return than.start() if than else 0

    def claim(self, figure: Figure, header: str, last: "tuple[Figure, Claim] | None") -> Claim:
        """Read the words around a figure; `last` is the figure before it in the same unit."""
        if self.part.cells:
            return _table_claim(figure, header)
        noun = self.noun(figure.end) if figure.kind == "count" else ""
        change, direction = self._change(figure, last)
        if noun not in ("", "postings", "companies"):
            change, direction = "no", 0
        rate = _rate(_RATE.match(self.text, figure.end, self.part.end)) if figure.kind == "money" else ""
        return Claim(noun, change, direction, rate=rate)

    def _change(self, figure: Figure, last: "tuple[Figure, Claim] | None") -> tuple[Change, int]:
        if figure.sign:
            return "must", figure.sign
        if figure.lead.ends_as_written(MEASURED_AGAINST):
            return "no", 0
        if (direction := figure.lead.direction()) is not None:
            return "must", direction
        if last and last[1].change == "must" and _SAME.fullmatch(self.text, last[0].end, figure.start):
            return ("no", 0) if _AGAINST.match(self.text, figure.end) else ("must", last[1].direction)
        if figure.kind != "rank" and (after := self._after(figure)):
            return after
        if figure.kind == "points":
            return "must", self._nearest(figure)
        if figure.lead.ends(LEVEL_LEAD):
            return "no", 0
        return ("may" if self.directions else "no"), self._nearest(figure)

    def _after(self, figure: Figure) -> tuple[Change, int] | None:
        """ "35 more than", "12 % higher", "134 fewer postings"."""
        first = bisect_left(self.starts, figure.end)
        for at in range(first, min(first + 4, len(self.words))):
            word = self.words[at]
            if _CLOSED.search(self.text, figure.end, self.starts[at]):
                return None
            if word in DIRECTIONS:
                stop = _STOP.search(self.text, self.ends[at], self.part.end)
                than = self.text.find(" than", self.ends[at], stop.start() if stop else self.part.end)
                return ("must" if than >= 0 or word not in _UNSURE else "may"), DIRECTIONS[word]
            if word not in _BETWEEN:
                return None
        return None

    def noun(self, end: int) -> str:
        """What is counted: the first noun after `end`, or the last of several in a row ("job functions")."""
        noun, last = "", end
        for at in range(bisect_left(self.starts, end), len(self.words)):
            word = self.words[at]
            between = self.text[last : self.starts[at]].strip("*_ -")
            if between or word in NOUN_END or not word.isalpha() or (noun and word not in NOUNS):
                break
            noun, last = NOUNS.get(word, noun), self.ends[at]
        return noun

    def _nearest(self, figure: Figure) -> int:
        earlier = [sign for start, sign in self.directions if start < figure.start]
        later = [sign for start, sign in self.directions if start >= figure.end]
        return earlier[-1] if earlier else later[0] if later else 0


def _table_claim(figure: Figure, header: str) -> Claim:
    change: Change = "must" if figure.sign or _CHANGE_HEADER.search(header) else "no"
    direction = figure.sign or (1 if change == "must" else 0)
    noun = Wording(Text(header), Unit(0, len(header))).noun(0) if figure.kind == "count" else ""
    rate = _rate(_HEADER_RATE.search(header))
    return Claim(noun, change, direction, bool(SHARE.search(header)), rate)


def _rate(match: re.Match[str] | None) -> str:
    return _RATE_WORDS[(match[match.lastgroup or 0]).lower()] if match else ""
