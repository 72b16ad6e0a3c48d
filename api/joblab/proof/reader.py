"""Finds the figures of an answer: what is written, whatever it stands for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from joblab.proof.dates import DateMention
from joblab.proof.mentions import Mention
from joblab.proof.numbers import NUMBER, WORDS, Reading, cardinal, fraction, readings, scale
from joblab.proof.lead import Lead, lead_in
from joblab.proof.words import CARDINALS, CURRENCIES, ORDINALS, RATIOS

Kind = Literal["count", "percent", "points", "money", "ratio", "rank", "date"]
Span = tuple[int, int]

# No figures: code, addresses; then, among words with digits, ids, versions, names, round-the-clock.
_QUOTED = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)\s]*\)|https?://[^\s)>\]]+|www\.\S+", re.DOTALL)
_WITH_DIGIT = re.compile(r"[^\s|(){}\[\]*,;]*\d[^\s|(){}\[\]*]*")
_NO_FIGURE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}|\S+@\S+|\w+-\d{8}-\d+|v\d[\w.]*|\d+\.\d+\.\d+(?!\d)|24/7|9[-–]to[-–]5|#?[A-Za-z]+\+*\d[\w+.]*"
    r"|\d+-(?!day|month|week|year|hour|fold|point|times)[A-Za-z]\w*|\d+[A-EG]\b"
)
_NAMED_VERSION = re.compile(
    r"[A-Z]\w+\s\d{1,2}\.\d{1,2}(?![\d,]|\s?[%kM])|\b(?:Java\s(?:8|11|17|21)|Python\s[23]|(?:Windows|Office|ISO|[Vv]ersion)\s\d+)\b"
    r"(?!\s?%|,\d|\s(?:job|post))"
)
_RANK_BEFORE = re.compile(
    r"\b(?:ranks?|ranked|ranking|comes?|came|placed?|places|at|is|was|in|number|no\.?|#)\s(?:the\s|in\s|at\s)?[*_]*$",
    re.IGNORECASE,
)
_RANK_AFTER = re.compile(
    r"[*_]*[\s-](?:most|largest|biggest|highest|lowest|smallest|fewest|best|strongest|place\b|rank|position\b|common|by\b|with\b|busiest|"
    r"fastest|in the (?:ranking|list))|[*_]*(?:[,.;:)]|\s\(|$)",
    re.IGNORECASE,
)
_FRACTION_AFTER = re.compile(r"[*_]*(?:\s(?:of|more|fewer|less|are|were|is|as|the)\b|[.,;:)]|\s\()", re.IGNORECASE)
_HALF_NO_FIGURE = re.compile(r"\b(?:first|second|last|other)\s$", re.IGNORECASE)
_ONE_NOUN = re.compile(
    r"[\s*_]+(?:\w+\s){0,3}?(?:postings?|jobs?|compan(?:y|ies)|roles?|positions?|openings?|vacanc(?:y|ies)|listings?|matches|match)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"[*_]*(?:\s?[-–—]\s?|\s(?:to|and|bis|bis zu)\s)[*_]*")
_NOTHING = re.compile(
    r"(?:(?<=^)|(?<=[.!?;:,*|]\s)|(?<=\n)|(?<=\*\*))(?P<no>(?:No|no|Zero|zero))(?=\s(?:[\w.+#/&-]+\s){0,5}?(?:postings?|jobs?|roles?|positions?|openings?|vacancies|listings?)"
    r"\s(?:[\w.+#-]+\s){0,4}?(?:were|was|are|is|match|matched|found|in|at)\b)|(?<=\bthere\swere\s)(?P<none>no)(?=\s\w+)|(?<=\bthere\sare\s)(?P<nil>no)(?=\s(?!more)\w+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `readings` are the values it may mean, the likeliest first."""

    start: int
    end: int
    kind: Kind
    readings: tuple[Reading, ...] = ()
    sign: int = 0
    currencies: frozenset[str] = frozenset()
    date: DateMention | None = None
    lead: Lead = field(default=Lead(), compare=False)
    spoken: bool = False
    """Fractions and "twice": words that nobody expects to be exact."""

    def intervals(self) -> Iterator[tuple[float, float, float]]:
        """(value, low, high) of each reading: what a true cell may be."""
        bound = self.lead.bound
        for reading in self.readings:
            value, step = reading.value, reading.step
            shown = step
            if bound != "exact" and step == 1 and value:
                shown = 10.0 ** (len(f"{value:.0f}") - len(f"{value:.0f}".rstrip("0")))
            if bound == "over":
                yield value, value, value + max(shown, step, 0.02 * value if self.spoken else 0)
            elif bound == "under":
                yield value, value - max(step, min(shown, 0.1 * value)), value
            else:
                half = shown / 2 * (2 if self.spoken and bound == "about" else 1)
                slack = 1e-9 * max(1.0, abs(value))
                even = shown >= step and round(value / shown) % 2 == 0
                yield value, value - half - slack, value + half + (slack if even else -slack)


def figures(text: str, found_dates: Iterable[DateMention], names: Iterable[Mention]) -> list[Figure]:
    """Every figure of the text in order, none overlapping."""
    quoted = (
        [match.span() for match in _QUOTED.finditer(text)] if "`" in text or "http" in text or "www." in text else []
    )
    ids = [match.span() for match in _WITH_DIGIT.finditer(text) if _NO_FIGURE.match(match.group())]
    taken = [*quoted, *ids, *((name.start, name.end) for name in names)]
    taken += [match.span() for match in _NAMED_VERSION.finditer(text)]
    found = [
        Figure(mention.start, mention.end, "date", date=mention)
        for mention in found_dates
        if not _overlaps(mention.start, mention.end, quoted)
    ]
    taken = sorted([*taken, *((figure.start, figure.end) for figure in found)])
    numbers = [figure for figure in (*_digits(text), *_words(text)) if not _overlaps(figure.start, figure.end, taken)]
    ordered = sorted([*found, *numbers], key=lambda figure: (figure.start, -figure.end))
    return _ranges(text, _disjoint(ordered))


def _overlaps(start: int, end: int, spans: list[Span]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _disjoint(ordered: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in ordered:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


_GROUPS = tuple(NUMBER.groupindex)


def _digits(text: str) -> Iterator[Figure]:
    for match in NUMBER.finditer(text):
        groups = dict(zip(_GROUPS, match.group(*_GROUPS), strict=True))
        start, end = match.span()
        if groups["close"] and end == match.end("close"):
            end = match.start("close")
        if text[end : end + 1].isalnum() and not groups["close"]:
            continue
        kind, currencies = _kind(groups)
        if groups["sign"] and start and (text[start - 1].isalnum() or text[start - 1] == ")"):
            start, groups["sign"] = match.start("before") if groups["before"] else match.start("digits"), ""
        if kind == "rank" and not _is_rank(text, start, end):
            continue
        factor = scale(groups["scale"])
        values = tuple(reading.scaled(factor) for reading in readings(groups["digits"]))
        if kind == "percent":
            values = values[::-1]
        yield Figure(start, end, kind, values, _sign(groups["sign"]), currencies, lead=lead_in(text, start))


def _kind(groups: dict[str, str | None]) -> tuple[Kind, frozenset[str]]:
    percent = groups["percent"]
    if currency := (groups["before"] or groups["after"]):
        name = currency.strip()
        return "money", frozenset(CURRENCIES.get(name.lower() if name != "US$" else name, name).split())
    if percent:
        points = (
            groups["points"]
            or "point" in percent.lower()
            or "punkt" in percent.lower()
            or percent[0] == "p"
            and percent[:3] != "per"
            and percent[:3] != "pct"
            and percent[:3] not in ("pou", "por")
        )
        return ("points" if points else "percent"), frozenset()
    if groups["times"]:
        return "ratio", frozenset()
    return ("rank" if groups["ordinal"] else "count"), frozenset()


def _sign(sign: str | None) -> int:
    return 0 if not sign or sign[0] == "±" else 1 if sign[0] == "+" else -1


def _is_rank(text: str, start: int, end: int) -> bool:
    after = _RANK_AFTER.match(text, end)
    return bool(
        after and (after.group().strip("*_ -")[:1].isalpha() or _RANK_BEFORE.search(text, max(0, start - 25), start))
    )


def _words(text: str) -> Iterator[Figure]:
    for match in _NOTHING.finditer(text):
        yield Figure(*match.span(match.lastgroup or 0), "count", (Reading(0.0, 1.0),))
    for match in WORDS.finditer(text):
        figure = _word(text, match)
        if figure:
            yield replace(figure, lead=lead_in(text, figure.start))


def _word(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    groups = {name: value.lower() for name, value in match.groupdict().items() if value}
    if dozen := groups.get("dozen"):
        first = dozen.split()[0]
        return Figure(start, end, "count", (Reading(6.0 if first == "half" else 12.0 * CARDINALS.get(first, 1), 1.0),))
    if parts := groups.get("inten"):
        part, whole = CARDINALS[parts.split()[0]], CARDINALS[parts.split()[-1]]
        return Figure(start, end, "percent", (Reading(100 * part / whole, 3.0),), spoken=True) if whole else None
    if ratio := groups.get("ratio"):
        if text[end : end + 1] == "-" or re.match(r"\s(?:a|per)\s", text[end:]):
            return None
        return Figure(start, end, "ratio", (Reading(RATIOS[ratio], 0.3 if RATIOS[ratio] > 1 else 0.1),), spoken=True)
    if part_name := groups.get("fraction"):
        alone = " " not in part_name and "-" not in part_name
        if (
            (alone and part_name != "half")
            or not _FRACTION_AFTER.match(text, end)
            or _HALF_NO_FIGURE.search(text, 0, start)
        ):
            return _ordinal(text, start, end, part_name)
        return Figure(start, end, "percent", (Reading(fraction(part_name), 3.0),), spoken=True)
    if times := groups.get("times"):
        return Figure(start, end, "ratio", (Reading(float(CARDINALS[times]), 1.0),))
    if "ordinal" in groups:
        return _ordinal(text, start, end, groups["ordinal"])
    word = groups["cardinal"].removesuffix(groups.get("percent", ""))
    if word in ("one", "zero") and "percent" not in groups and not _ONE_NOUN.match(text, end):
        return None
    kind: Kind = "count" if "percent" not in groups else "points" if "point" in groups["percent"] else "percent"
    return Figure(start, end, kind, (Reading(cardinal(word), 1.0),))


def _ordinal(text: str, start: int, end: int, word: str) -> Figure | None:
    word = word.split()[-1]
    if word not in ORDINALS or not _is_rank(text, start, end):
        return None
    return Figure(start + len(text[start:end]) - len(word), end, "rank", (Reading(float(ORDINALS[word]), 1.0),))


def _ranges(text: str, ordered: list[Figure]) -> list[Figure]:
    """Give the lower bound of "90-120k EUR" the unit and magnitude of the upper one, and the other way round."""
    for at in range(len(ordered) - 1):
        first, second = ordered[at], ordered[at + 1]
        if (
            first.kind in ("date", "rank")
            or second.kind in ("date", "rank")
            or not _RANGE.fullmatch(text, first.end, second.start)
        ):
            continue
        if first.kind == "count" and second.kind != "count" and second.kind != "ratio":
            bigger = second.readings[0].step / first.readings[0].step
            factor = bigger if bigger >= 1000 and first.readings[0].value < 1000 else 1.0
            values = tuple(reading.scaled(factor) for reading in first.readings)
            ordered[at] = replace(first, kind=second.kind, readings=values, currencies=second.currencies)
        elif first.kind == "money" and second.kind == "count":
            ordered[at + 1] = replace(second, kind="money", currencies=first.currencies)
        if (
            first.kind == "money"
            and second.kind == "money"
            and first.readings[0].value < 1000 <= second.readings[0].value
        ):
            ordered[at] = replace(first, readings=tuple(reading.scaled(1000.0) for reading in first.readings))
    return ordered
