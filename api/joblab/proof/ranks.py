"""Whether ranks and superlatives hold: who is first, third, lowest, in a result that can tell."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from joblab.proof.ledger import Call, Cell, Ledger, Row
from joblab.proof.matcher import Found
from joblab.proof.periods import ALWAYS
from joblab.proof.places import Place
from joblab.proof.scope import Scope

_FALL = re.compile(
    r"\b(?:fell|fall|falls|drop\w*|declin\w*|decreas\w*|lost|loss\w*|shrank|dipped|slump\w*)\b", re.IGNORECASE
)
_RISE = re.compile(
    r"\b(?:grew|grow\w*|rose|rise\w*|increas\w*|gain\w*|jump\w*|climb\w*|growing|added|surge\w*|fastest)\b",
    re.IGNORECASE,
)


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
