"""Answers that set two or more sides against each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from local.bedrock.planner.answers.rankings import ranking
from local.bedrock.planner.answers.result import Result, is_group
from local.bedrock.planner.answers.scalars import total
from local.bedrock.planner.answers.wording import MEASURED, figure, group_label, jobs_phrase, percent, period_label

_ADDABLE = ("count", "share")
_ZERO_WHEN_ABSENT = ("count", "share", "companies")
_POINTS = ("share", "remote_share")


@dataclass(frozen=True)
class Side:
    label: str
    value: float | None
    currency: str


def comparison(result: Result) -> str:
    """The values that were compared within one query."""
    dimension, wanted = next(iter(result.query.focus.items()), ("", ()))
    if len(result.query.group_by) != 1 or not (wanted and isinstance(wanted, tuple)):
        return ranking(result) if result.query.group_by else total(result)
    others = {name: value for name, value in result.query.filters.items() if name != dimension}
    what = f"{MEASURED[result.query.measure]} {jobs_phrase(others)}{result.when}"
    return _compared([_group_side(result, dimension, value) for value in wanted], result.query.measure, what)


def _group_side(result: Result, dimension: str, value: str) -> Side:
    """One value; several rows of it ("Munich", "Munich, Germany") count together where that can be added up."""
    rows = [row for row in result.table.rows if is_group(dimension, row[dimension], value)]
    measure = result.query.measure
    if not rows:
        absent = 0.0 if measure in _ZERO_WHEN_ABSENT and not result.table.cut_groups else None
        return Side(group_label(dimension, value), absent, "")
    amounts = [result.value(row) or 0.0 for row in rows]
    amount = sum(amounts) if measure in _ADDABLE else result.value(rows[0])
    return Side(group_label(dimension, value), amount, rows[0].get("currency", ""))


def sides(results: Sequence[Result]) -> str:
    """Results of several queries, each named by what sets it apart."""
    if results[0].query.group_by:
        return "\n\n".join(f"**{_capital(_label(result, results))}**\n\n{comparison(result)}" for result in results)
    filters = results[0].query.filters
    shared = {
        name: value for name, value in filters.items() if all(r.query.filters.get(name) == value for r in results)
    }
    when = results[0].when if len({result.query.period for result in results}) == 1 else ""
    measure = results[0].query.measure
    named = [Side(_label(r, results), r.total, r.table.head.get("currency", "")) for r in results]
    return _compared(named, measure, f"{MEASURED[measure]} {jobs_phrase(shared)}{when}")


def _label(result: Result, results: Sequence[Result]) -> str:
    own = {
        name: value
        for name, value in result.query.filters.items()
        if any(other.query.filters.get(name) != value for other in results)
    }
    differs = any(other.query.period != result.query.period for other in results)
    when = period_label(result.query.period) if differs else ""
    return ", ".join(filter(None, [jobs_phrase(own) if own else "", when])) or result.jobs


def _compared(named: Sequence[Side], measure: str, what: str) -> str:
    lines = [f"- {_capital(side.label)}: **{figure(side.value, measure, side.currency)}**" for side in named]
    return "\n".join([f"{what}:", "", *lines]) + _difference(named, measure)


def _difference(named: Sequence[Side], measure: str) -> str:
    """How far the first is above the second, when both have a value in the same currency."""
    known = sorted((side for side in named if side.value is not None), key=lambda side: -(side.value or 0.0))
    if len(known) < 2 or known[0].currency != known[1].currency:
        return ""
    first, second = known[0], known[1]
    most, less = first.value or 0.0, second.value or 0.0
    if most == less:
        return f"\n\n{_capital(first.label)} and {second.label} are equal."
    apart = figure(round(most - less, 2), measure, first.currency)
    if measure in _POINTS:
        apart = f"{apart.removesuffix('%')} points"
    elif less:
        apart = f"{apart} ({percent(round(100 * (most - less) / less, 2))})"
    return f"\n\n{_capital(first.label)} is {apart} above {second.label}."


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
