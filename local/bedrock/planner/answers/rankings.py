"""Answers that rank groups, or read one group's share off them."""

from collections.abc import Sequence

from local.bedrock.planner.answers.result import Result, is_group
from local.bedrock.planner.answers.scalars import total
from local.bedrock.planner.answers.tables import Row, number
from local.bedrock.planner.answers.wording import (
    DIMENSIONS,
    MEASURES,
    difference,
    figure,
    group_label,
    jobs_phrase,
    percent,
)


def ranking(result: Result) -> str:
    """The groups in the order given, the first one named."""
    rows = result.table.rows
    if not rows:
        return f"No {result.jobs} were posted{result.when}."
    lead = leader(result)
    if result.query.measure == "count":
        lead += f" of {result.table.number('postings') or 0:,.0f}"
    return f"{lead}.\n\n{rows_table(result, rows)}{_cut(result)}" if len(rows) > 1 else f"{lead}."


def leader(result: Result) -> str:
    """The first group and its figure, without a full stop."""
    first = result.table.rows[0]
    label, value = f"**{result.label(first)}**", f"**{result.value_text(first)}**"
    if result.query.measure == "count":
        return f"{label} has the {'fewest' if result.query.ascending else 'most'} {result.jobs}{result.when}: {value}"
    extreme = "lowest" if result.query.ascending else "highest"
    return f"{result.measured} is {extreme} for {label}: {value}"


def rows_table(result: Result, rows: Sequence[Row]) -> str:
    """The first rows as a Markdown table, or the newest ones when they are in order of time."""
    listed = result.query.listed
    some = rows[-listed:] if result.in_time else rows[:listed]
    heads = [DIMENSIONS[name][0].capitalize() for name in result.query.group_by]
    columns = [*heads, MEASURES[result.query.measure].capitalize()]
    if result.query.compare:
        columns += ["Before", "Change", "Change in %"]
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_cells(result, row)) + " |" for row in some]
    if len(some) < len(rows):
        lines += ["", f"The {'earlier' if result.in_time else 'other'} rows are in the table beside this answer."]
    return "\n".join(lines)


def _cells(result: Result, row: Row) -> list[str]:
    labels = [group_label(name, row[name]) for name in result.query.group_by]
    cells = [*(f"{label[:1].upper()}{label[1:]}" for label in labels), result.value_text(row)]
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


def share(result: Result) -> str:
    """The share of the group asked about, or of each group."""
    query = result.query
    if not query.group_by:
        return total(result)
    if not query.focus:
        return ranking(result)
    if not result.table.number("postings"):
        return f"No {result.jobs} were posted{result.when}."
    dimension, wanted = next(iter(query.focus.items()))
    values = wanted if isinstance(wanted, tuple) else (str(wanted).lower(),)
    return " ".join(_share_of(result, dimension, value) for value in values)


def _share_of(result: Result, dimension: str, value: str) -> str:
    rows = [row for row in result.table.rows if is_group(dimension, row[dimension], value)]
    whole = f"{result.jobs}{result.when}"
    if not rows and result.table.cut_groups:
        label = group_label(dimension, value)
        return f"{label} is not among the {len(result.table.rows)} largest {DIMENSIONS[dimension][1]} of {whole}."
    percentage = sum(result.value(row) or 0.0 for row in rows)
    counted = sum(int(row["postings"]) for row in rows)
    of = f"{counted:,} of {result.table.number('postings') or 0:,.0f}"
    wanted = value == "true" if dimension.startswith("is_") else (value,)
    return f"**{figure(percentage, 'share')}** of {whole} ({of}) are {jobs_phrase({dimension: wanted})}."
