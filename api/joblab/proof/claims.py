"""What a figure claims: which units it may have, and whether it is a level or a change."""

import re
from dataclasses import dataclass
from typing import Literal

from joblab.proof.layout import Unit
from joblab.proof.reader import Figure
from joblab.proof.scope import Scope
from joblab.proof.words import DIRECTION, DURATIONS, LEVEL_PREFIX, NOUN, NOUN_END, NOUN_WINDOW, PAY, SHARE

Change = Literal["must", "may", "no"]

_BEFORE = re.compile(
    rf"{DIRECTION.pattern}\s+(?:(?:by|of|about|around|roughly|nearly|almost|over|more\sthan|only|just|a|an|the|was|is|sharply|slightly|almost|"
    r"some|about|postings?|in\spostings|jobs?|total)\s+)*[*_(~+$€£]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"[\s*_-]*(?:(?:percentage|points?|more\sthan|postings?|jobs?|pp|an?|year-on-year|month-on-month|point)\s){{0,3}}{DIRECTION.pattern}(?P<than>[^.;]*\bthan\b)?",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"[\s*_]*(?:[(,]|or|=|i\.e\.|that is|\(or)?[\s*_]*(?:or|an?|that is|i\.e\.|=|about|roughly|around)?[\s*_]*"
)
_MEASURED_AGAINST = re.compile(
    r"\b(?:above|below|over|under|behind|ahead\sof)\s(?:the|its|their)\s[*_$€£]*$", re.IGNORECASE
)
_THAN = re.compile(r"\b(?:than|ahead\sof|behind|over(?=\s(?:the\s)?[A-Z])|above|below|trails|exceeds)\b")
_CHANGE_HEADER = re.compile(r"change|differ|growth|Δ|\+/-|veränderung|trend|vs", re.IGNORECASE)
_MONEY_HEADER = re.compile(r"salar|pay|median|gehalt|\b(?:eur|usd|gbp)\b|[$€£]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """How a figure is meant."""

    noun: str
    """postings, companies, a dimension, a unit of time; empty when not said."""
    change: Change
    direction: int
    pay: bool
    share: bool = False
    than: int = 0
    """Where the word stands that what comes after it is compared with; 0 for none."""


def claim(text: str, part: Unit, figure: Figure, scope: Scope, last: "tuple[Figure, Claim] | None") -> Claim:
    """Read the words around a figure; `last` is the figure before it in the same unit."""
    noun = _noun(text, part, figure, scope)
    if part.cells:
        head = scope.header
        change: Change = "must" if _CHANGE_HEADER.search(head) or figure.sign else "no"
        direction = figure.sign or (1 if change == "must" else 0)
        return Claim(noun, change, direction, bool(_MONEY_HEADER.search(head)), bool(SHARE.search(head)))
    pay = bool(PAY.search(text, part.start, part.end))
    change, direction = _change(text, part, figure, last)
    than = _THAN.search(text, part.start, part.end)
    if noun not in ("", "postings", "companies"):
        change, direction = "no", 0
    return Claim(noun, change, direction, pay, than=than.start() if than else 0)


def _noun(text: str, part: Unit, figure: Figure, scope: Scope) -> str:
    if part.cells:
        match = NOUN.search(scope.header) if figure.kind == "count" else None
        return match.lastgroup or "" if match else ""
    if figure.kind != "count":
        return ""
    if duration := re.match(r"-(day|month|week|quarter|year|hour)", text[figure.end : figure.end + 9]):
        return duration[1]
    window = text[figure.end : min(part.end, figure.end + 60)]
    stop = NOUN_END.search(window.lstrip("*_"))
    window = window.lstrip("*_")[: stop.start()] if stop else window
    matches = list(NOUN.finditer(window))
    if not matches or not NOUN_WINDOW.match(window):
        return ""
    noun = matches[0]
    for match in matches[1:]:  # "job functions", "company reviews": the last word is the noun
        if window[noun.end() : match.start()].strip("- "):
            break
        noun = match
    return noun.lastgroup or ""


def _change(text: str, part: Unit, figure: Figure, last: "tuple[Figure, Claim] | None") -> tuple[Change, int]:
    before = text[max(part.start, figure.start - 50) : figure.start]
    after = _AFTER.match(text, figure.end, min(part.end, figure.end + 90))
    if figure.sign:
        return "must", figure.sign
    if _MEASURED_AGAINST.search(before):
        return "no", 0
    if match := _BEFORE.search(before):
        return "must", _direction(match)
    if last and last[1].change == "must" and _SAME.fullmatch(text, last[0].end, figure.start):
        return "must", last[1].direction
    if after and figure.kind != "rank":
        word = (after["up"] or after["down"] or after["neutral"]).lower()
        sure = after["than"] or word not in ("more", "mehr", "fewer", "less", "larger", "smaller", "increasing", "lost")
        return ("must" if sure else "may"), _direction(after)
    if figure.kind == "points":
        return "must", _nearest(text, part, figure)
    if LEVEL_PREFIX.search(before):
        return "no", 0
    spoken = DIRECTION.search(text, part.start, part.end)
    return ("may" if spoken else "no"), _nearest(text, part, figure)


def _nearest(text: str, part: Unit, figure: Figure) -> int:
    earlier = list(DIRECTION.finditer(text, part.start, figure.start))
    if earlier:
        return _direction(earlier[-1])
    later = DIRECTION.search(text, figure.end, part.end)
    return _direction(later) if later else 0


def _direction(match: re.Match[str]) -> int:
    return 1 if match["up"] else -1 if match["down"] else 0
