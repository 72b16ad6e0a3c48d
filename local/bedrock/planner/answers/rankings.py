"""Answers that rank groups, or read one group's share off them."""

from collections.abc import Sequence

from local.bedrock.planner.answers.result import Result, is_group
from local.bedrock.planner.answers.scalars import nothing, total
from local.bedrock.planner.answers.subject import Subject, put, rows_ahead
from local.bedrock.planner.answers.tables import Row
from local.bedrock.planner.answers.wording import DIMENSIONS, MEASURES, group_label, jobs_phrase
from local.bedrock.planner.query import Query


def ranking(result: Result) -> str:
    """The groups in the order given, the first one named; alone where one was asked for and one is first."""
    rows = result.table.rows
    if not rows:
        return nothing(result)
    if result.query.listed == 1 and _is_clear(rows):
        return _ranked(result, rows[:1])
    return _ranked(result, rows) + (_cut(result) if len(rows) > 1 else "")


def ranking_ahead(subject: Subject) -> str:
    """The ranking before it is there; empty where it is not known how many groups it names."""
    listed, limit = subject.query.listed, subject.query.limit
    return _ranked(subject, rows_ahead(listed)) if listed == (limit or 1) else ""


def _is_clear(rows: Sequence[Row]) -> bool:
    """Whether no other group is equal to the first, and all are in one currency."""
    return all(row["value"] != rows[0]["value"] for row in rows[1:]) and len({row.get("currency") for row in rows}) == 1


def _ranked(subject: Subject, rows: Sequence[Row]) -> str:
    lead = leader(subject, rows[0])
    if subject.query.measure == "count":
        lead += f" of {put(subject.of_whole('total'))}"
    return f"{lead}.\n\n{rows_table(subject, rows)}" if len(rows) > 1 else f"{lead}."


def leader(subject: Subject, first: Row) -> str:
    """The first group and its figure, without a full stop."""
    label, value = f"**{subject.label(first)}**", f"**{subject.cell(first)}**"
    least = subject.query.ascending
    if subject.query.measure == "count":
        return f"{label} has the {'fewest' if least else 'most'} {subject.jobs}{subject.when}: {value}"
    return f"{subject.measured} is {'lowest' if least else 'highest'} for {label}: {value}"


def rows_table(subject: Subject, rows: Sequence[Row]) -> str:
    """The first rows as a Markdown table, or the newest ones when they are in order of time."""
    listed = subject.query.listed if subject.query.listed > 1 else Query.listed
    some = rows[-listed:] if subject.in_time else rows[:listed]
    heads = [DIMENSIONS[name][0].capitalize() for name in subject.query.group_by]
    heads.append(MEASURES[subject.query.measure].capitalize())
    columns = ["value"]
    if subject.query.compare:
        heads += ["Before", "Change", "Change in %"]
        columns += ["previous", "change", "change_percent"]
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for row in some:
        keys = [subject.key(row, name) for name in subject.query.group_by]
        cells = [*(f"{key[:1].upper()}{key[1:]}" for key in keys), *(subject.cell(row, name) for name in columns)]
        lines.append("| " + " | ".join(cells) + " |")
    if len(some) < len(rows):
        lines += ["", f"The {'earlier' if subject.in_time else 'other'} rows are in the table beside this answer."]
    return "\n".join(lines)


def _cut(result: Result) -> str:
    if "cut.groups" not in result.table.whole or result.query.limit:
        return ""
    names = DIMENSIONS[result.query.group_by[0]][1]
    groups, postings = (put(result.of_whole(f"cut.{name}")) for name in ("groups", "postings"))
    return f"\n\n{groups} more {names} have {postings} postings together."


def share(result: Result) -> str:
    """The share of the group asked about, or of each group."""
    query = result.query
    if not query.group_by:
        return total(result)
    if not query.focus:
        return ranking(result)
    if not result.postings:
        return nothing(result)
    dimension, wanted = next(iter(query.focus.items()))
    values = wanted if isinstance(wanted, tuple) else (str(wanted).lower(),)
    return " ".join(_share_of(result, dimension, value) for value in values)


def _share_of(result: Result, dimension: str, value: str) -> str:
    rows = [row for row in result.table.rows if is_group(dimension, row[dimension], value)]
    whole, all_ = f"{result.jobs}{result.when}", put(result.of_whole("total.postings"))
    part = jobs_phrase({dimension: value == "true" if dimension.startswith("is_") else (value,)})
    if not rows and "cut.groups" in result.table.whole:
        shown, names = put(result.of_whole("rows")), DIMENSIONS[dimension][1]
        return f"{group_label(dimension, value)} is not among the {shown} largest {names} of {whole}."
    if not rows:
        return f"None of the {all_} {whole} are {part}."
    percentage, counted = (
        put("+".join(result.of_row(row, column) for row in rows)) for column in ("value", "postings")
    )
    return f"**{percentage}** of {whole} ({counted} of {all_}) are {part}."
