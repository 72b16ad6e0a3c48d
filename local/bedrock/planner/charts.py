"""Answers with several figures: rankings, trends, growth and comparisons."""

from collections.abc import Sequence

from local.bedrock.planner.result import Result
from local.bedrock.planner.scalars import is_group, total
from local.bedrock.planner.tables import Row, number
from local.bedrock.planner.wording import (
    DIMENSIONS,
    MEASURES,
    difference,
    figure,
    group_label,
    jobs_phrase,
    percent,
    period_phrase,
)

_LONGEST_LIST = 10


def ranking(result: Result) -> str:
    """The groups in the order given, the first one named."""
    rows = result.table.rows
    if not rows:
        return f"No {result.jobs} were posted{result.when}."
    names = " and ".join(DIMENSIONS[name][0] for name in result.query.group_by)
    superlative = "the lowest" if result.query.ascending else "the highest"
    measure = MEASURES[result.query.measure]
    lead = f"**{result.label(rows[0])}** has {superlative} {measure} by {names}: **{result.value_text(rows[0])}**"
    if result.query.measure == "count":
        extreme = "fewest" if result.query.ascending else "most"
        told = f"{extreme} {result.jobs}{result.when}"
        lead = f"**{result.label(rows[0])}** has the {told}: **{result.value_text(rows[0])}**"
    else:
        lead += f" ({result.jobs}{result.when})"
    if result.query.measure in ("count", "share") and result.total is not None:
        lead += f" of {result.table.number('postings') or 0:,.0f}"
    return f"{lead}.\n\n{rows_table(result, rows)}{_cut(result)}" if len(rows) > 1 else f"{lead}."


def rows_table(result: Result, rows: Sequence[Row]) -> str:
    heads = [DIMENSIONS[name][0].capitalize() for name in result.query.group_by]
    columns = [*heads, MEASURES[result.query.measure].capitalize()]
    if result.query.compare:
        columns += ["Before", "Change", "Change in %"]
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_cells(result, row)) + " |" for row in rows]
    return "\n".join(lines)


def _cells(result: Result, row: Row) -> list[str]:
    cells = [group_label(name, row[name]) for name in result.query.group_by] + [result.value_text(row)]
    if result.query.compare:
        currency = row.get("currency", "")
        cells.append(figure(number(row["previous"]), result.query.measure, currency))
        cells.append(difference(number(row["change"]), result.query.measure, currency))
        cells.append(percent(number(row["change_percent"])) or "–")
    return cells


def _cut(result: Result) -> str:
    groups = result.table.cut_groups
    if not groups or result.query.limit:
        return ""
    names = DIMENSIONS[result.query.group_by[0]][1]
    return f"\n\n{groups:,} more {names} have {result.table.cut_postings:,} postings together."


def trend(result: Result) -> str:
    """The course over time, its peak and its low."""
    rows = [row for row in result.table.rows if result.value(row) is not None]
    if not rows:
        return f"No {result.jobs} were posted{result.when}."
    ordered = sorted(rows, key=lambda row: result.value(row) or 0.0)
    low, peak = ordered[0], ordered[-1]
    what = f"{MEASURES[result.query.measure]} of {result.jobs}{result.when}"
    told = [f"was highest in **{result.label(peak)}** (**{result.value_text(peak)}**)"]
    told.append(f"lowest in **{result.label(low)}** (**{result.value_text(low)}**)")
    if result.query.ascending:
        told = [f"was {told[1]}", told[0].removeprefix("was ")]
    subject = "The number of postings" if result.query.measure == "count" else f"The {MEASURES[result.query.measure]}"
    what = f"{subject}: {result.jobs}{result.when}"
    sentence = f"{what} {' and '.join(told)}." if len(rows) > 1 else f"{what} was **{result.value_text(peak)}**."
    in_time = sorted(rows, key=lambda row: [row[name] for name in reversed(result.query.group_by)])
    return f"{sentence}\n\n{rows_table(result, in_time)}"


def growth(result: Result) -> str:
    """The change against the earlier period, in all or by group."""
    if not result.query.compare:
        return ranking(result) if result.query.group_by else total(result)
    earlier = "the year before" if result.query.compare == "previous_year" else "the period before"
    if not result.query.group_by:
        return f"{total(result)} {_total_change(result, earlier)}".strip()
    rows = result.table.rows
    if not rows:
        return f"No {result.jobs} were posted{result.when}."
    first = rows[0]
    verb = "fell" if result.query.ascending else "grew"
    change = difference(number(first["change"]), result.query.measure, first.get("currency", ""))
    percents = percent(number(first["change_percent"]))
    told = f"{change}, {percents}" if percents else change
    lead = f"Against {earlier}, **{result.label(first)}** {verb} most among {result.jobs}{result.when}: **{told}**."
    return f"{lead}\n\n{rows_table(result, rows[: result.query.limit or _LONGEST_LIST])}"


def _total_change(result: Result, earlier: str) -> str:
    table, measure = result.table, result.query.measure
    before, change = table.number("previous"), table.number("change")
    if before is None or change is None:
        return f"There is nothing to compare with from {earlier}."
    currency = table.head.get("currency", "")
    percents = percent(table.number("change_percent"))
    told = f"{difference(change, measure, currency)}{f', {percents}' if percents else ''}"
    return f"That compares with **{figure(before, measure, currency)}** in {earlier} (**{told}**)."


def comparison(result: Result) -> str:
    """The values compared, largest first, and how far the first two are apart."""
    dimension, wanted = next(iter(result.query.focus.items()), ("", ()))
    if len(result.query.group_by) != 1 or not isinstance(wanted, tuple):
        return ranking(result) if result.query.group_by else total(result)
    sides = []
    for value in wanted:
        rows = [row for row in result.table.rows if is_group(dimension, row[dimension], value)]
        sums = len(rows) > 1 and result.query.measure in ("count", "share")
        amount = sum(result.value(row) or 0.0 for row in rows) if sums else result.value(rows[0]) if rows else None
        currency = rows[0].get("currency", "") if rows else ""
        nothing = (
            0.0 if result.query.measure in ("count", "share", "companies") and not result.table.cut_groups else None
        )
        sides.append((group_label(dimension, value), nothing if amount is None else amount, currency))
    others = {name: value for name, value in result.query.filters.items() if name != dimension}
    return _compared(sides, result.query.measure, f"{jobs_phrase(others)}{result.when}")


def sides(results: Sequence[Result]) -> str:
    """Totals from several queries, each named by what sets it apart."""
    if results[0].query.group_by:
        return "\n\n".join(f"**{_side(result, results)}**: {comparison(result)}" for result in results)
    shared = {k: v for k, v in results[0].query.filters.items() if all(r.query.filters.get(k) == v for r in results)}
    periods = {result.query.period for result in results}
    when = results[0].when if len(periods) == 1 else ""
    named = [(_side(r, results), r.total, r.table.head.get("currency", "")) for r in results]
    return _compared(named, results[0].query.measure, f"{jobs_phrase(shared)}{when}")


def _side(result: Result, results: Sequence[Result]) -> str:
    own = {k: v for k, v in result.query.filters.items() if any(r.query.filters.get(k) != v for r in results)}
    differs = any(other.query.period != result.query.period for other in results)
    when = period_phrase(result.query.period) if differs else ""
    return " ".join(filter(None, [jobs_phrase(own) if own else "", when])) or result.jobs


def _compared(sides: Sequence[tuple[str, float | None, str]], measure: str, what: str) -> str:
    lines = [
        f"- {label[:1].upper()}{label[1:]}: **{figure(value, measure, currency)}**" for label, value, currency in sides
    ]
    head = f"The {MEASURES[measure]}" if measure != "count" else "The number of postings"
    text = "\n".join([f"{head}, {what}:", "", *lines])
    known = sorted(((value, label, currency) for label, value, currency in sides if value is not None), reverse=True)
    if len(known) < 2 or known[0][2] != known[1][2]:
        return text
    (most, winner, currency), (second, loser, _) = known[0], known[1]
    if most == second:
        return f"{text}\n\nThere is no difference between {winner} and {loser}."
    apart = difference(round(most - second, 2), measure, currency)
    relative = f", {percent(round(100 * (most - second) / second, 2))}" if second and measure != "share" else ""
    return f"{text}\n\n{winner[:1].upper()}{winner[1:]} is ahead of {loser} by {apart.lstrip('+')}{relative}."
