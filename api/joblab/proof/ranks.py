"""Ranks and superlatives: who is first, third, lowest, in a result that can tell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from joblab.proof.dates import DateMention
from joblab.proof.figure import Figure
from joblab.proof.ledger import Call, Cell, Ledger, Row
from joblab.proof.matcher import Found
from joblab.proof.mentions import Mention
from joblab.proof.periods import ALWAYS
from joblab.proof.scope import Scope

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
_FALL = re.compile(
    r"\b(?:fell|fall|falls|drop\w*|declin\w*|decreas\w*|lost|loss\w*|shrank|dipped|slump\w*)\b", re.IGNORECASE
)
_RISE = re.compile(
    r"\b(?:grew|grow\w*|rose|rise\w*|increas\w*|gain\w*|jump\w*|climb\w*|growing|added|surge\w*|fastest)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[\s*_:(]*(?:(?:was|is|came|in|on|the|week|of)\s)*[*_]*")
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
        distance = 0 if after and timed and _NEXT.fullmatch(gap) else len(gap) + (15 if after else 0)
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


def check(place: Place, scope: Scope, words: str, ledger: Ledger) -> "tuple[bool, Found] | None":
    """Whether the claim holds, with the cell that decides; None when no result can tell."""
    verdicts = [
        verdict
        for call in ledger.calls
        for rows in _competitions([row for row in call.rows if _rankable(row, place, scope)], call, ledger)
        if (verdict := _verdict(place, words, call, set(rows), ledger))
    ]
    return max(verdicts, key=lambda verdict: verdict[0], default=None)


def _competitions(rows: list[Row], call: Call, ledger: Ledger) -> Iterator[list[Row]]:
    """All rows, and those whose stretch of time is complete."""
    yield rows
    period = call.result.get("period") or {}
    start, end = ledger.clamp((period.get("start") or ALWAYS[0], period.get("end") or ALWAYS[1]))
    week = "posted_week" in call.result.get("group_by", ())
    complete = [row for row in rows if row.time_key and start <= row.period[0] and _last_day(row, week) <= end]
    if 0 < len(complete) < len(rows):
        yield complete


def _last_day(row: Row, week: bool) -> str:
    return (date.fromisoformat(row.period[0]) + timedelta(days=6)).isoformat() if week else row.period[1]


def _verdict(place: Place, words: str, call: Call, rows: set[Row], ledger: Ledger) -> "tuple[bool, Found] | None":
    column = "postings" if "dimensions" in call.result else _column(words, call.result.get("compare"))
    mine = [cell for cell in ledger.cells if cell.column == column and cell.row in rows]
    target = [cell for cell in mine if _is(place, cell.row, ledger)]
    if not target or len(mine) < 2 or len({cell.unit for cell in mine}) > 1:
        return None
    fall = column.startswith("change") and bool(_FALL.search(words)) and not _RISE.search(words)
    lowest = place.lowest != fall
    if not _decidable(call.result, column, lowest):
        return None
    best = max(target, key=lambda cell: -cell.value if lowest else cell.value)
    above = sum(1 for cell in mine if (cell.value < best.value if lowest else cell.value > best.value))
    ties = sum(1 for cell in mine if cell.value == best.value)
    return above < place.place <= above + ties, Found(_named(best), (best,))


def _named(cell: Cell) -> str:
    keys = [next(iter(values)) for values in cell.row.context.values() if isinstance(values, tuple) and values]
    return cell.row.time_key or ", ".join(keys)


def _rankable(row: Row, place: Place, scope: Scope) -> bool:
    """Rows that compete: all of one result, or those that the other names in the sentence leave."""
    if "actual_role" in row.context:
        return False
    dimensions = {dimension for name in place.names for dimension in name.dimensions()}
    if place.names and not dimensions & row.context.keys():
        return False
    for run, strict in scope.names:
        for mention in run:
            for dimension, value in mention.values:
                held = row.context.get(dimension)
                if strict and dimension not in dimensions and isinstance(held, tuple) and value not in held:
                    return False
    return True


def _is(place: Place, row: Row, ledger: Ledger) -> bool:
    if place.date is not None:
        return bool(row.time_key) and any(
            ledger.clamp(period) == ledger.clamp(row.period) for period in place.date.periods
        )
    return any(value in row.context.get(dimension, ()) for name in place.names for dimension, value in name.values)


def _column(words: str, compare: object) -> str:
    if compare and (_RISE.search(words) or _FALL.search(words)):
        return "change_percent" if re.search(r"relative|percentage terms|fastest", words) else "change"
    return "value"


def _decidable(result: Mapping[str, Any], column: str, lowest: bool) -> bool:
    if "cut" not in result:
        return not lowest
    if not result["cut"]["groups"]:
        return True
    return result["order_by"] == column and bool(result["ascending"]) == lowest
