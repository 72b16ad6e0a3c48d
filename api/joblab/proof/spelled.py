"""Figures spelled out: "twelve", "a third", "two in five", "doubled", "third largest", "no postings"."""

import re
from collections.abc import Callable

from joblab.proof.figure import Figure
from joblab.proof.lead import lead_in
from joblab.proof.numbers import Reading, cardinal, fraction
from joblab.proof.ranked import is_rank
from joblab.proof.words import CARDINALS, FRACTIONS, ORDINALS, RATIOS

_SMALL = "|".join(sorted(CARDINALS, key=len, reverse=True))
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPELLED = re.compile(
    rf"(?P<dozen>(?:(?:an?|half\sa|two|three)\s)?dozen)\b"
    rf"|(?P<of_so_many>(?:{_SMALL})\s(?:in|out\sof)\s(?:every\s)?(?:{_SMALL}))\b"
    rf"|(?P<ratio>{'|'.join(RATIOS)})\b(?!-|\s(?:a|per)\s)"
    rf"|(?P<fraction>(?:(?:an?|one|two|three|four)[ -])(?:{'|'.join(FRACTIONS)}|thirds|quarters|fifths)|half)\b"
    rf"|(?P<times>{_SMALL})(?:\stimes|-?fold|\sto\sone)\b"
    rf"|(?P<rank>{'|'.join(ORDINALS)})\b"
    rf"|(?P<none>no|zero)(?=\s(?:[\w.+#/&-]+\s){{0,5}}?(?:postings?|jobs?|roles?|positions?|openings?|vacancies|listings?)\b)"
    rf"|(?P<cardinal>(?:{_TENS})-(?:{_SMALL})|{_SMALL}|(?:a\s)?hundred)\b(?P<unit>\sper\s?cent(?:age\spoints?)?\b)?",
    re.IGNORECASE,
)
FIRST_WORDS = frozenset([*CARDINALS, *ORDINALS, *RATIOS, "a", "an", "half", "dozen", "no", "hundred"])
"""The words that a number in words may begin with."""
_FRACTION_AFTER = re.compile(r"[*_]*(?:\s(?:of|more|fewer|less|are|were|is|as|the)\b|[.,;:)]|\s\()", re.IGNORECASE)
_BY_BEFORE = re.compile(r"\bby\s[*_]*$")
_HALF_OF_A_YEAR = re.compile(r"\b(?:first|second|last|other)\s$", re.IGNORECASE)
_ONE_NOUN = re.compile(
    r"[\s*_]+(?:\w+\s){0,3}?(?:postings?|jobs?|compan(?:y|ies)|roles?|positions?|openings?|vacanc(?:y|ies)|listings?|match(?:es)?)\b",
    re.IGNORECASE,
)
_NONE_FOUND = re.compile(
    r"\s(?:[\w.+#/&-]+\s){0,5}?(?:postings?|jobs?|roles?|positions?|openings?|vacancies|listings?)"
    r"\s(?:[\w.+#-]+\s){0,4}?(?:were|was|are|is|match|matched|found|in|at)\b",
    re.IGNORECASE,
)
_NONE_BEFORE = re.compile(r"(?:^|[.!?;:,*|\n]\s?|\bthere\s(?:were|are)\s)$", re.IGNORECASE)


def spelled_figure(text: str, start: int) -> tuple[Figure | None, int]:
    """The number in words that begins there, if one does, and where to read on."""
    match = _SPELLED.match(text, start)
    kind = match.lastgroup if match else None
    figure = _READERS[kind](match) if match and kind else None
    return (figure._replace(lead=lead_in(text, start)), figure.end) if figure else (None, start)


def _dozen(match: re.Match[str]) -> Figure:
    first = match.group().split()[0].lower()
    dozens = 0.5 if first == "half" else float(CARDINALS.get(first, 1))
    return Figure(*match.span(), "count", (Reading(12 * dozens, 1.0),))


def _of_so_many(match: re.Match[str]) -> Figure | None:
    words = match.group().lower().split()
    whole = CARDINALS[words[-1]]
    return (
        Figure(*match.span(), "percent", (Reading(100 * CARDINALS[words[0]] / whole, 3.0),), spoken=True)
        if whole
        else None
    )


def _ratio(match: re.Match[str]) -> Figure:
    value = RATIOS[match.group().lower()]
    return Figure(*match.span(), "ratio", (Reading(value, 0.3 if value > 1 else 0.1),), spoken=True)


def _fraction(match: re.Match[str]) -> Figure | None:
    text, start = match.string, match.start()
    told = _FRACTION_AFTER.match(text, match.end()) or _BY_BEFORE.search(text, max(0, start - 6), start)
    if not told or _HALF_OF_A_YEAR.search(text, max(0, start - 10), start):
        return None
    return Figure(*match.span(), "percent", (Reading(fraction(match.group().lower()), 3.0),), spoken=True)


def _times(match: re.Match[str]) -> Figure:
    return Figure(*match.span(), "ratio", (Reading(float(CARDINALS[match["times"].lower()]), 1.0),))


def _rank(match: re.Match[str]) -> Figure | None:
    if not is_rank(match.string, *match.span()):
        return None
    return Figure(*match.span(), "rank", (Reading(float(ORDINALS[match.group().lower()]), 1.0),))


def _none(match: re.Match[str]) -> Figure | None:
    if not (
        _NONE_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
        and _NONE_FOUND.match(match.string, match.end())
    ):
        return None
    return Figure(*match.span(), "count", (Reading(0.0, 1.0),))


def _cardinal(match: re.Match[str]) -> Figure | None:
    unit = (match["unit"] or "").lower()
    word = match["cardinal"].lower()
    if word in ("one", "zero") and not unit and not _ONE_NOUN.match(match.string, match.end()):
        return None
    kind = Figure(*match.span(), "points" if "point" in unit else "percent" if unit else "count")
    return kind._replace(readings=(Reading(cardinal(word), 1.0),))


_READERS: dict[str, Callable[[re.Match[str]], Figure | None]] = {
    "dozen": _dozen,
    "of_so_many": _of_so_many,
    "ratio": _ratio,
    "fraction": _fraction,
    "times": _times,
    "rank": _rank,
    "none": _none,
    "cardinal": _cardinal,
    "unit": _cardinal,
}
