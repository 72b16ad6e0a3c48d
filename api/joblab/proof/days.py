"""Dates that carry data: keys of time rows, periods asked for, posting days, the range of the data."""

import re

from joblab.proof.asked import Asked
from joblab.proof.dates import DateMention
from joblab.proof.ledger import Cell, Ledger
from joblab.proof.matcher import Found
from joblab.proof.periods import ALWAYS, Period

_OF_A_POSTING = re.compile(
    r"\b(?:posted|published|dated|advertised|listed|newest|latest|oldest|most recent|erschienen)\b", re.IGNORECASE
)


def dated(asked: Asked, ledger: Ledger) -> Found | None:
    """The cell whose date or period a date stands for; the day of a posting that the sentence is not about is none."""
    mention = asked.figure.date
    if mention is None:
        return None
    of_posting = ledger.has_postings and _is_of_posting(asked)
    for period in mention.periods:
        posted = [cell for cell in ledger.days if cell.column == "posted_date" and cell.dates == period]
        cell = next((cell for cell in posted if asked.scope.names_fit(cell)), None) if of_posting else None
        if cell is None and not (of_posting and posted and period[0] == period[1]):
            cell = _day(period, mention, ledger) or _period(period, mention, ledger)
        if cell:
            return Found(period[0] if period[0] == period[1] else "/".join(period), (cell,))
    return None


def _is_of_posting(asked: Asked) -> bool:
    titled = any(dimension == "actual_role" for name in asked.passage.names for dimension in name.dimensions())
    return titled or _OF_A_POSTING.search(asked.passage.words) is not None


def _day(period: Period, mention: DateMention, ledger: Ledger) -> Cell | None:
    """A day of the results inside the period; for a span, the first day of the data when it is all of the data."""
    if mention.joined:
        return next((cell for cell in ledger.days if period == (ledger.oldest, ledger.newest)), None)
    return next((cell for cell in ledger.days if cell.dates and period[0] <= cell.dates[0] <= period[1]), None)


def _period(period: Period, mention: DateMention, ledger: Ledger) -> Cell | None:
    """The first cell about the same days, about part of them, or beginning or ending with them where so said."""
    if cell := ledger.periods.get(period):
        return cell
    if not ledger.covers(period):
        return None
    start, end = period
    for own, cell in ledger.periods.items():
        if own == ALWAYS:
            continue
        if ledger.clamp(period) == ledger.clamp(own) or (start <= own[0] and own[1] <= end):
            return cell
        if (start == end and start in own) or (mention.since and start == own[0]) or (mention.until and end == own[1]):
            return cell
    return None
