"""Answers that set two or more sides against each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from local.bedrock.planner.answers.rankings import ranking
from local.bedrock.planner.answers.result import Result, is_group, value
from local.bedrock.planner.answers.scalars import total
from local.bedrock.planner.answers.subject import EMPTY, put
from local.bedrock.planner.answers.wording import MEASURED, group_label, jobs_phrase, period_label

_ADDABLE = ("count", "share")
_ZERO_WHEN_ABSENT = ("count", "share", "companies")
_POINTS = ("share", "remote_share")


@dataclass(frozen=True)
class Side:
    """One side; `formula` is empty where no cell holds its value, which is nothing at all, or not known (None)."""

    label: str
    formula: str
    value: float | None
    currency: str = ""

    @property
    def told(self) -> str:
        return put(self.formula) if self.formula else EMPTY if self.value is None else "none"


def comparison(result: Result) -> str:
    """The values that were compared within one query."""
    dimension, wanted = next(iter(result.query.focus.items()), ("", ()))
    if len(result.query.group_by) != 1 or not (wanted and isinstance(wanted, tuple)):
        return ranking(result) if result.query.group_by else total(result)
    others = {name: value for name, value in result.query.filters.items() if name != dimension}
    what = f"{MEASURED[result.query.measure]} {jobs_phrase(others)}{result.when}"
    return _compared([_group_side(result, dimension, value) for value in wanted], result.query.measure, what)


def _group_side(result: Result, dimension: str, wanted: str) -> Side:
    """One value; several rows of it ("Munich", "Munich, Germany") count together where that can be added up."""
    rows = [row for row in result.table.rows if is_group(dimension, row[dimension], wanted) and row["value"]]
    label, measure = group_label(dimension, wanted), result.query.measure
    if not rows:
        absent = 0.0 if measure in _ZERO_WHEN_ABSENT and "cut.groups" not in result.table.whole else None
        return Side(label, "", absent)
    rows = rows if measure in _ADDABLE else rows[:1]
    formula, amount = "+".join(map(result.of_row, rows)), sum(value(row) or 0.0 for row in rows)
    return Side(label, formula, amount, rows[0].get("currency", ""))


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
    named = [_total_side(result, results) for result in results]
    return _compared(named, measure, f"{MEASURED[measure]} {jobs_phrase(shared)}{when}")


def _total_side(result: Result, results: Sequence[Result]) -> Side:
    formula = result.of_whole("total") if result.total is not None else ""
    return Side(_label(result, results), formula, result.total, result.table.total.get("currency", ""))


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
    lines = [f"- {_capital(side.label)}: **{side.told}**" for side in named]
    return "\n".join([f"{what}:", "", *lines]) + _difference(named, measure)


def _difference(named: Sequence[Side], measure: str) -> str:
    """How far the first is above the second, when both have a value in the same currency."""
    known = sorted((side for side in named if side.value is not None), key=lambda side: -(side.value or 0.0))
    if len(known) < 2 or known[0].currency != known[1].currency:
        return ""
    first, second = known[0], known[1]
    if first.value == second.value:
        return f"\n\n{_capital(first.label)} and {second.label} are equal."
    if measure in _POINTS and not second.formula:
        return ""
    less = f"({second.formula})" if "+" in second.formula else second.formula
    difference = f"{first.formula}-{less}" if less else first.formula
    apart = put(difference)
    if measure not in _POINTS and second.value:
        apart += f" ({put(f'({difference})/{less} %')})"
    return f"\n\n{_capital(first.label)} is {apart} above {second.label}."


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
