"""Time expressions: "in January 2026", "last 30 days", "between March and May", "since Q1" ..."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from local.bedrock.planner.named_units import MONTHS, match_unit, number_in, year_in
from local.bedrock.planner.periods import Period, TimeMatch, Unit
from local.bedrock.planner.relative_dates import UNITS, match_relative
from local.bedrock.planner.tokens import Token

_RANGE = frozenset({"to", "until", "till", "through", "thru", "and", "-", "–", "—"})
_SINCE = frozenset({"since", "after", "starting", "beginning"})
_UNTIL = frozenset({"before", "until", "till", "through"})
_ONWARD = frozenset({"on", "onward", "onwards", "forward"})
_OPENINGS = {
    ("up", "to"): ("until", 2),
    ("prior", "to"): ("before", 2),
    ("as", "of"): ("since", 2),
    ("starting", "from"): ("since", 2),
    ("starting", "in"): ("since", 2),
}
_EDGES = ("start", "beginning", "end")
_LEADS = (*(("the", edge, "of") for edge in _EDGES), *((edge, "of") for edge in _EDGES), ("the",))
# "May" and "Mar" are words of their own, "march" a verb: as a bare month they need one of these before them.
_MONTH_CONTEXT = frozenset(
    {"in", "since", "of", "during", "from", "to", "and", "until", "before", "after", "last", "this"}
)
_MONTH_CONTEXT |= {"vs", "versus", "or", "between", "for", "through", "than", "with", "about", ",", "-", "–", "compare"}


def match_period(tokens: Sequence[Token], at: int, today: date) -> TimeMatch | None:
    """The longest time expression that begins at a token, or None."""
    words = [token.norm for token in tokens]
    found = [rule(words, at, today) for rule in _RULES]
    joined = at + 1 < len(tokens) and tokens[at + 1].joined
    if joined and (pair := _joined_months(words, at, today)):
        found.append(pair)
    return max((match for match in found if match), key=lambda match: match.length, default=None)


def _range(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """between A and B, from A to B, since A until the end of B, A to B, A up to B."""
    start = at + 1 if words[at] in {"between", "from", "since"} else at
    first = match_unit(words, start)
    if not first or (start == at and words[at] in UNITS):
        return None
    middle = start + first[1]
    link = _link(words, middle, joins=words[at] in {"between", "from"})
    if not link:
        return None
    last = middle + link + _lead(words, middle + link)
    second = match_unit(words, last)
    if not second:
        return _to_now(words, first[0], middle + link, at, today)
    period = _span(first[0], second[0], today)
    return TimeMatch(period, last + second[1] - at, ends=_ends(first[0], second[0], period, today))


def _link(words: Sequence[str], at: int, *, joins: bool) -> int:
    """How many words of "to", "until", "up to" begin here; of "and" only where it joins the ends of a range."""
    if tuple(words[at : at + 2]) == ("up", "to"):
        return 2
    return int(at < len(words) and words[at] in _RANGE and (joins or words[at] != "and"))


def _lead(words: Sequence[str], at: int) -> int:
    """How many words of "the end of" and the like begin here."""
    return next((len(lead) for lead in _LEADS if tuple(words[at : at + len(lead)]) == lead), 0)


def _to_now(words: Sequence[str], first: Unit, middle: int, at: int, today: date) -> TimeMatch | None:
    """from A to today."""
    if words[middle : middle + 1] in (["now"], ["today"]):
        return TimeMatch(Period(first.resolve(today).start, today), middle + 1 - at)
    return None


def _span(first: Unit, second: Unit, today: date) -> Period:
    """From the start of one unit to the end of another, each supplying the year that the other leaves out."""
    last = second.resolve(today)
    if second.year is None and first.year is not None:
        last = second.in_year(first.year).resolve(today)
    begin = first.resolve(last.end or today)
    if begin.start and last.end and begin.start > last.end:
        begin, last = last, begin
    return Period(begin.start, last.end).clipped(today)


def _ends(first: Unit, second: Unit, period: Period, today: date) -> tuple[Period, ...]:
    if first.name != second.name or first.name == "day" or not period.start or not period.end:
        return ()
    begin, last = first.in_year(period.start.year).resolve(today), second.in_year(period.end.year).resolve(today)
    return (begin, last.clipped(today))


def _joined_months(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """Jan-Mar 2026."""
    second = match_unit(words, at + 1)
    if words[at] in MONTHS and second and second[0].name == "month":
        return TimeMatch(_span(Unit("month", MONTHS[words[at]], None), second[0], today), 1 + second[1])
    return None


def _open(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """since A, after A, before A, until A, up to A, A onwards."""
    word, skip = next(
        (opening for phrase, opening in _OPENINGS.items() if tuple(words[at : at + 2]) == phrase), (words[at], 1)
    )
    if word == "from":
        return _onward(words, at, today)
    if word not in _SINCE | _UNTIL:
        return None
    skip += _lead(words, at + skip)
    inner = _single(words, at + skip, today)
    if not inner or not inner.period.start or not inner.period.end:
        return None
    length = skip + inner.length
    if word == "after":
        return TimeMatch(Period(inner.period.end + timedelta(days=1), None), length)
    if word == "before":
        return TimeMatch(Period(None, inner.period.start - timedelta(days=1)), length)
    if word in _UNTIL:
        return TimeMatch(Period(None, inner.period.end), length)
    return TimeMatch(Period(inner.period.start, None), length)


def _onward(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """from A on; without the "on" it is just A."""
    inner = _single(words, at + 1, today)
    end = at + 1 + inner.length if inner else len(words)
    if not inner or end >= len(words) or words[end] not in _ONWARD:
        return None
    return TimeMatch(Period(inner.period.start, None), end + 1 - at)


def _single(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """One unit, named or relative to today."""
    if match := match_relative(words, at, today):
        return match
    point = match_unit(words, at)
    if not point or not _is_month_safe(words, at, point):
        return None
    unit, length = point
    return TimeMatch(unit.resolve(today).clipped(today), length, unit)


def _is_month_safe(words: Sequence[str], at: int, point: tuple[Unit, int]) -> bool:
    bare = point[1] == 1 and words[at] in {"may", "mar", "march", "sep", "dec", "jan"}
    return not bare or at == 0 or words[at - 1] in _MONTH_CONTEXT


def _first_months(words: Sequence[str], at: int, today: date) -> TimeMatch | None:
    """the first six months of 2025, the last 3 months of 2025."""
    if words[at] not in {"first", "last"} or words[at + 2 : at + 4] != ["months", "of"]:
        return None
    count, year = number_in(words[at + 1]), year_in(words, at + 4)
    if not count or not year or count > 12:
        return None
    first = Unit("month", 1 if words[at] == "first" else 13 - count, year)
    last = Unit("month", count if words[at] == "first" else 12, year)
    return TimeMatch(_span(first, last, today), 5)


_RULES: tuple[Callable[[Sequence[str], int, date], TimeMatch | None], ...]
_RULES = (_range, _open, _single, _first_months)
