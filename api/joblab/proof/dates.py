"""Dates in a text, as the spans of days they stand for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joblab.proof.periods import Period, key_period, month_period
from joblab.proof.text import Text

_MONTHS = (
    "january|jan|januar|janvier|enero",
    "february|feb|februar|février|febrero",
    "march|mar|märz|mars|marzo",
    "april|apr|avril|abril",
    "may|mai|mayo",
    "june|jun|juni|juin|junio",
    "july|jul|juli|juillet|julio",
    "august|aug|août|agosto",
    "september|sept|sep|septembre|septiembre",
    "october|oct|oktober|octobre|octubre",
    "november|nov|novembre|noviembre",
    "december|dec|dezember|décembre|diciembre",
)
MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_PLACES = (
    "first erste premier primer",
    "second zweite deuxième segundo",
    "third dritte troisième tercer",
    "fourth vierte quatrième cuarto",
)
_QUARTERS = {word: place for place, words in enumerate(_PLACES, 1) for word in words.split()}
_WRITTEN_SMALL = [name for names in _MONTHS for name in names.split("|")[2:] if len(name) > 4]
_WRITTEN_SMALL += ["abril", "avril", "juin", "août", "mars", "mai", "mayo"]
_AS_WRITTEN = frozenset([*(name.capitalize() for name in MONTH_NUMBERS), *_WRITTEN_SMALL])
_MONTH = r"[^\W\d_]{3,10}\b\.?"
"""Any word: with all the names in it, the pattern of dates took twice as long to compile."""
_PART_OF_YEAR = (
    r"(?:first|second|third|fourth)\squarter|(?:first|second)\shalf"
    r"|(?:erste|zweite|dritte|vierte)[nsr]?\sQuartal|(?:erste|zweite)[nsr]?\s(?:Halbjahr|Jahreshälfte)"
    r"|(?:premier|deuxième|troisième|quatrième)\strimestre|(?:premier|second)\ssemestre"
    r"|(?:primer|segundo|tercer|cuarto)\strimestre|(?:primer|segundo)\ssemestre"
)
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:"
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)"
    rf"|(?P<isomonth>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?![\d-])"
    rf"|(?P<isoquarter>{_YEAR}[ -]?[QH][1-4])\b|(?P<quarter>[QH][1-4](?:\s(?:of\s)?{_YEAR})?)\b"
    rf"|(?P<ordinalquarter>(?:{_PART_OF_YEAR})(?:\s(?:(?:of|de)\s)?{_YEAR})?)"
    rf"|(?P<european>\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d)\b"
    rf"|(?P<days>\d{{1,2}})(?:\s?[–-]\s?|\sto\s)(?P<today>\d{{1,2}})\s(?P<tomonth>{_MONTH})(?:,?\s(?P<toyear>{_YEAR}))?"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?(?P<month>{_MONTH})(?:,?\s(?:de\s)?(?P<year>{_YEAR}))?"
    rf"|(?P<usmonth>{_MONTH})\s(?P<usday>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]*\d|\s?%)(?:,?\s(?P<usyear>{_YEAR}))?"
    rf"|(?P<onlymonth>{_MONTH})(?:\s(?:of\s|de\s)?(?P<monthyear>{_YEAR}))?"
    rf"|(?P<onlyyear>{_YEAR})(?![-/]\d)"
    rf")"
)
_YEARS_BEFORE = 2
"""A lone number further before the data is no year: "google (1996)"."""
_FIRST_WORDS = frozenset(
    [
        *MONTH_NUMBERS,
        *(f"{part}{number}" for part in "qh" for number in range(1, 5)),
        *(f"{word}{ending}" for word in _QUARTERS for ending in ("", "n", "s", "r")),
    ]
)
_HALF = re.compile(r"half|semestre|Halbjahr|hälfte")
_SHORT = ("May", "Mar", "Jan")
"""Words of their own, and a name, unless they stand where a date does."""
_DATED_BEFORE = re.compile(r"\b(?:in|of|to|and|since|from|until|between|through|for|by|last|–|-|,|\(|\||\*)[\s*]*$")
_JOINT = re.compile(r"\s*(?:to|until|through|bis|–|-|and)\s*(?:the\s)?")
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?[*_]*$")
_SINCE = (" since", " from", " starting", " after", " as of", " seit", " ab")
_UNTIL = (
    *(" until", " up to", " through", " by", " to", " as of", " bis"),
    *(f" {end}{word}" for end in ("end", "ending", "ends") for word in ("", " on", " in")),
)


class DateMention(NamedTuple):
    """A date as written; `periods` are what it may stand for (several when the year is left out)."""

    start: int
    end: int
    periods: tuple[Period, ...]
    since: bool = False
    until: bool = False
    joined: bool = False
    """A span from one date to another, as written."""


def dates(source: Text, years: range) -> list[DateMention]:
    """The dates in a text, spans of two dates joined; a date without a year may fall in any of `years`."""
    text, found = source.text, list[DateMention]()
    for mention in _single(source, years):
        last = found[-1] if found else None
        if last and (joint := _JOINT.fullmatch(text, last.end, mention.start)):
            between = _BETWEEN.search(text, 0, last.start)
            spans = _spans(last.periods, mention.periods)
            if spans and (between or "and" not in joint.group()):
                found[-1] = DateMention(last.start, mention.end, spans, joined=True)
                continue
        found.append(mention)
    return found


def _spans(first: tuple[Period, ...], last: tuple[Period, ...]) -> tuple[Period, ...]:
    return tuple((a[0], b[1]) for a in first for b in last if a[0] < b[1] and (len(first) == 1 or a[0][:4] == b[0][:4]))


def _single(source: Text, years: range) -> Iterator[DateMention]:
    text, done = source.text, 0
    for word, start in zip(source.words, source.starts, strict=True):
        if start < done or not (word[0].isdecimal() or word in _FIRST_WORDS):
            continue
        match = _DATE.match(text, start)
        if match is None or not _is_month(match):
            continue
        done = match.end()
        before = " " + text[max(0, start - 20) : start].lower().rstrip("*_ \n").replace("(", " ").removesuffix(" the")
        if start and match.group() in _SHORT and not _DATED_BEFORE.search(text, max(0, start - 10), start):
            continue
        if periods := tuple(_periods(match, years)):
            yield DateMention(start, done, periods, before.endswith(_SINCE), before.endswith(_UNTIL))


def _is_month(groups: re.Match[str]) -> bool:
    """Whether the word in the place of a month is one, if there is such a word."""
    name = groups["onlymonth"] or groups["usmonth"] or groups["month"] or groups["tomonth"]
    return name is None or name.rstrip(".") in _AS_WRITTEN


def _periods(groups: re.Match[str], years: range) -> Iterator[Period]:
    if iso := groups["iso"] or groups["isomonth"]:
        yield key_period(iso)
    elif lone := groups["onlyyear"]:
        if not years or years.start - _YEARS_BEFORE <= int(lone) <= years.stop:
            yield key_period(lone)
    elif european := groups["european"]:
        day, month, year = re.split(r"[./]", european)
        yield from _day(int(day), int(month), [int(year)])
    elif quarter := groups["isoquarter"] or groups["quarter"] or groups["ordinalquarter"]:
        yield from _quarters(quarter, years)
    elif (month_name := groups["onlymonth"]) is not None:
        for of_year in _years(groups["monthyear"], years):
            yield month_period(of_year, _number(month_name))
    elif first := groups["days"]:
        month = _number(groups["tomonth"] or "")
        for year in _years(groups["toyear"], years):
            yield f"{year}-{month:02d}-{int(first):02d}", f"{year}-{month:02d}-{int(groups['today'] or 0):02d}"
    else:
        name, day_text = groups["month"] or groups["usmonth"] or "", groups["day"] or groups["usday"] or ""
        yield from _day(int(day_text), _number(name), _years(groups["year"] or groups["usyear"], years))


def _number(name: str) -> int:
    return MONTH_NUMBERS[name.lower().rstrip(".")]


def _years(stated: str | None, years: range) -> "list[int] | range":
    return [int(stated)] if stated else years


def _day(day: int, month: int, years: "list[int] | range") -> Iterator[Period]:
    if 1 <= month <= 12 and 1 <= day <= 31:
        for year in years:
            text = f"{year}-{month:02d}-{day:02d}"
            yield text, text


def _place(word: str) -> int:
    return _QUARTERS.get(word) or _QUARTERS[word.rstrip("nsr")]


def _quarters(text: str, years: range) -> Iterator[Period]:
    stated = re.search(_YEAR, text)
    part = re.search(r"([QH])([1-4])", text)
    number = int(part.group(2)) if part else _place(text.split()[0])
    months = 6 if (part.group(1) == "H" if part else _HALF.search(text)) else 3
    if number * months <= 12:
        for year in _years(stated.group() if stated else None, years):
            yield month_period(year, months * (number - 1) + 1, months * number)
