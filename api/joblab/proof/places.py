"""Finds the claims that something is first, third or lowest, and what they are said of."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from joblab.proof.dates import DateMention
from joblab.proof.figure import Figure
from joblab.proof.mentions import Mention

_HIGH = (
    r"most(?!\s(?:recent|of|likely|other|recently|notabl\w+|importantl?y?|\d))|highest|largest|biggest|busiest|peak(?:ed|s)?|"
    r"leads(?!\s[*_]*[€$£\d])|tops|"
    r"maximum|top(?=\s(?:country|company|skill|tool|city|location|month|employer|spot|place|position|level|"
    r"industry|function))|"
    r"strongest|record\shigh|best[-\s]paid|best[-\s]paying|number\sone|meisten|ranks?\sfirst|comes?\sfirst"
)
_LOW = (
    r"fewest|lowest|smallest|least|quietest|weakest|minimum|bottom|wenigsten|"
    r"low\s(?:was|came|point)|(?<=the\s)low(?=[,:]?\s(?:was\s)?[*_A-Z])"
)
SUPERLATIVE = re.compile(
    r"(?<!\bfrom the\s)(?<!\bfrom its\s)(?<!\bafter the\s)(?<!\bbelow the\s)(?<!\bsince the\s)"
    r"(?<!\bat\s)(?<!\bone of the\s)(?<!\bamong the\s)(?<!\bof the\s)(?<!\bnot the\s)(?<![\w-])"
    rf"(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))(?!\w)",
    re.IGNORECASE,
)
_LOWEST_AFTER = re.compile(r"[*_]*[\s-](?:fewest|lowest|smallest|least|weakest)")
_NEXT = re.compile(r"[\s*_:(]*(?:(?:was|is|came|in|on|the|week|of)\s)*[*_]*")
_IS = re.compile(r"\b(?:is|are|was|were)\s[*_]*$")
_FOR = re.compile(r"\s(?:for|in|at|among|with)\s(?:the\s)?[*_]*")
_CLAUSE = re.compile(r"[;—]|\b(?:while|whereas|but)\b")
_BREAK = re.compile(r"[;.]|,\s(?:while|but|with|followed|and)\b|\b(?:while|whereas|followed\sby|ahead\sof|but)\b")


class Place(NamedTuple):
    """A claim that something has a place in an order."""

    start: int
    end: int
    place: int
    lowest: bool
    names: tuple[Mention, ...]
    date: DateMention | None


def superlatives(
    text: str, start: int, end: int, names: Sequence[Mention], dates: Sequence[DateMention]
) -> Iterator[Place]:
    """The superlatives of a unit that are said of something named."""
    for match in SUPERLATIVE.finditer(text, start, end):
        target = _target(text, match, names, dates)
        if isinstance(target, DateMention):
            yield Place(*match.span(), 1, bool(match["low"]), (), target)
        elif target:
            yield Place(*match.span(), 1, bool(match["low"]), (target,), None)


def _target(
    text: str, match: re.Match[str], names: Sequence[Mention], dates: Sequence[DateMention]
) -> Mention | DateMention | None:
    timed = re.match(r"(?:peak|busiest|quietest|low\b|record)", match.group(), re.IGNORECASE) or re.match(
        r"\s(?:\w+\s)?(?:month|day|week|quarter|year)\b", text[match.end() : match.end() + 25]
    )
    candidates: Sequence[Mention | DateMention] = dates if timed else names
    if not timed and not names:
        candidates = dates
    is_so = _IS.search(text, max(0, match.start() - 8), match.start())
    best: tuple[int, Mention | DateMention] | None = None
    for candidate in candidates:
        gap = (
            text[candidate.end : match.start()]
            if candidate.end <= match.start()
            else text[match.end() : candidate.start]
        )
        if _BREAK.search(gap):
            continue
        after = candidate.start >= match.end()
        if (
            after
            and re.search(r"\b(?:postings|jobs)\b[^,]*\b(?:in|of|for)\s(?:the\s)?[*_]*$", gap)
            and any(other.end <= match.start() for other in candidates)
        ):
            continue
        follows = after and (_NEXT.fullmatch(gap) if timed else is_so and _FOR.fullmatch(gap))
        distance = 0 if follows else len(gap) + (15 if after else 0)
        if best is None or distance < best[0]:
            best = (distance, candidate)
    return best[1] if best else None


def ordinal_place(text: str, figure: Figure, names: Sequence[Mention], dates: Sequence[DateMention]) -> Place:
    """The claim of "third" or "2nd": said of the name before it, else after it, else of a date."""
    before = [name for name in names if name.end <= figure.start]
    after = [name for name in names if name.start >= figure.end]
    named = tuple(before[-1:] or after[:1])
    days = [date for date in dates if date.end <= figure.start]
    date = days[-1] if days and not named else None
    lowest = bool(_LOWEST_AFTER.match(text, figure.end))
    return Place(figure.start, figure.end, int(figure.readings[0].value), lowest, named, date)


def clause(text: str, start: int, end: int, place: Place) -> str:
    """The clause of a unit from `start` to `end` that holds the claim."""
    first = max((match.end() for match in _CLAUSE.finditer(text, start, place.start)), default=start)
    after = _CLAUSE.search(text, place.end, end)
    return text[first : after.start() if after else end]
