"""Figures written in digits, with their sign, currency, magnitude and unit."""

import re

from joblab.proof.figure import Figure, Kind
from joblab.proof.lead import lead_in
from joblab.proof.numbers import DIGITS, readings, scale
from joblab.proof.ranked import is_rank
from joblab.proof.words import CODES, CURRENCIES

_CODE = "|".join(CODES)
_NOT_BEFORE = frozenset(".,/#&+_")
_PREFIX = re.compile(rf"(?P<sign>[+±]\s?|[−–-])?(?P<currency>US\$|R\$|[$€£¥₹]|\b(?:{_CODE})\s?)?$")
_NUMBER = re.compile(
    rf"(?P<digits>{DIGITS})"
    r"(?P<scale>\s?(?:[kK]|[mM]n|M|bn)(?!\w)|\s(?:thousand|million|billion|Tausend|Millionen)\b)?"
    r"(?P<close>(?:\*\*|__|\*)?)"
    r"(?:\s?(?:(?P<points>(?:percent(?:age)?|%)[\s-]points?\b|Prozentpunkte?\b|pp\b|p\.p\.|points?\b|pts?\b)"
    r"|(?P<percent>%|percent\b|per\scent\b|pct\b|Prozent\b|pour\scent\b|por\sciento\b)"
    rf"|(?P<currency>[€£]|zł|(?:{_CODE}|euros?|dollars?|pounds?|francs?|yen)\b))"
    r"|(?P<ratio>\s?[x×](?!\w)|[ -]?(?:times|fold)\b|-?mal\b|(?=\s\w+\sfor\s(?:each|every)\b))"
    r"|(?P<ordinal>st|nd|rd|th)\b)?"
)
_TOKEN_END = re.compile(r"[\s|(){},;]|$")
_NAME_AFTER = re.compile(
    r"-(?!day|month|week|year|hour|fold|point|times|mal\b|per)[A-Za-z]|[A-EG]\b|\.\d+\.?\d*(?![\d,])(?=\D|$)|@"
)
_ROUND_THE_CLOCK = ("24/7", "9-to-5", "9–to–5")
_VERSION = re.compile(
    r"(?:\b[A-Z]\w+\s\d{1,2}\.\d{1,2}|\b(?:Java\s(?:8|11|17|21)|Python\s[23]|(?:Windows|Office|ISO|[Vv]ersion)\s\d+))$"
)
_PREFIXED = frozenset("$€£¥₹+±−–-" + "".join({code[-1] for code in CODES}))
_LONGEST_PREFIX = 6


def digit_figure(text: str, begin: int) -> tuple[Figure | None, int]:
    """The number whose digits begin there, if it is one of its own, and where to read on."""
    start, sign, before = _prefix(text, begin)
    match = _NUMBER.match(text, begin)
    if match is None or not _stands_alone(text, start, match):
        return None, end_of_token(text, begin)
    figure = _figure(text, start, sign, before, match)
    return figure, match.end() if figure else match.end("digits")


def end_of_token(text: str, start: int) -> int:
    """Where the token that begins there ends: at a blank or a bracket."""
    end = _TOKEN_END.search(text, start)
    return end.start() if end else len(text)


def _prefix(text: str, begin: int) -> tuple[int, int, str]:
    """Where the number starts with what stands before its digits, its sign, its currency."""
    before = text[max(0, begin - 2) : begin].rstrip()
    if not before or before[-1] not in _PREFIXED:
        return begin, 0, ""
    match = _PREFIX.search(text, max(0, begin - _LONGEST_PREFIX), begin)
    if match is None:
        return begin, 0, ""
    sign, currency = match["sign"] or "", match["currency"] or ""
    if sign and match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in ")%€£"):
        return begin if not currency else match.start("currency"), 0, currency.strip()  # a dash between two numbers
    return match.start(), {"+": 1, "±": 0, "": 0}.get(sign[:1], -1), currency.strip()


def _stands_alone(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the number is no part of a word, an id, an address, a version or a time."""
    if start:
        last = text[start - 1]
        if last.isalnum() or last in _NOT_BEFORE or (last == "-" and start > 1 and text[start - 2].isalpha()):
            return False
    if _NAME_AFTER.match(text, match.end("digits")) or text.startswith(_ROUND_THE_CLOCK, start):
        return False
    word = text[text.rfind(" ", 0, start - 1) + 1 : start]
    named = match.end() - start < 6 and (not word.islower() or word == "version ")
    return not (named and _VERSION.search(text, max(0, start - 20), match.end()))


def _figure(text: str, start: int, sign: int, before: str, match: re.Match[str]) -> Figure | None:
    end = match.end() if match.end() > match.end("close") else match.start("close")
    if text[end : end + 1].isalnum():
        return None
    currency = before or match["currency"] or ""
    kind: Kind = "count"
    if currency:
        kind = "money"
    elif match.lastgroup in ("points", "percent", "ratio"):
        kind = "points" if match["points"] else "percent" if match["percent"] else "ratio"
    elif match["ordinal"]:
        if not is_rank(text, match.start(), end):
            return None
        kind = "rank"
    values = readings(match["digits"])
    if match["scale"]:
        factor = scale(match["scale"])
        values = tuple(reading.scaled(factor) for reading in values)
    if kind == "percent":
        values = values[::-1]
    return Figure(start, end, kind, values, sign, _currencies(currency), lead=lead_in(text, start))


def _currencies(name: str) -> frozenset[str]:
    return frozenset(CURRENCIES.get(name.lower(), name).split()) if name else frozenset()
