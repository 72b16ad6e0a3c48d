"""Answers about time: a course with its peak and its low, and changes against an earlier period."""

from datetime import date, timedelta

from joblab.jobs.catalogue import TIME
from local.bedrock.planner.answers.rankings import leader, ranking, rows_table
from local.bedrock.planner.answers.result import Result, value
from local.bedrock.planner.answers.scalars import nothing, sentence, total
from local.bedrock.planner.answers.subject import Subject, put
from local.bedrock.planner.answers.tables import Row, number
from local.bedrock.planner.periods import add_months

_MONTHS = {"posted_month": 1, "posted_quarter": 3, "posted_year": 12}


def trend(result: Result) -> str:
    """The course over time, its peak and its low."""
    rows = [row for row in result.table.rows if value(row) is not None]
    if not rows:
        return nothing(result)
    if len(rows) == 1:
        return f"{result.measured}: **{result.cell(rows[0])}** ({result.label(rows[0])})."
    in_time = sorted(rows, key=lambda row: [row[name] for name in reversed(result.query.group_by)])
    whole = [row for row in rows if _is_whole(result, row)] or rows
    if len(whole) == 1:
        return f"{result.measured}:\n\n{rows_table(result, in_time)}"
    ordered = sorted(whole, key=lambda row: value(row) or 0.0)
    peak, low = _point(result, ordered[-1]), _point(result, ordered[0])
    told = f"the low was {low}, the peak {peak}" if result.query.ascending else f"the peak was {peak}, the low {low}"
    partial = "" if len(whole) == len(rows) else " Stretches of time that are not complete are left out of this."
    return f"{result.measured}: {told}.{partial}\n\n{rows_table(result, in_time)}"


def _point(result: Result, row: Row) -> str:
    return f"**{result.label(row)}** (**{result.cell(row)}**)"


def _is_whole(result: Result, row: Row) -> bool:
    """Whether the row's stretch of time lies wholly within the period asked for and the data."""
    name = next(name for name in result.query.group_by if name in TIME)
    start, end = _days_of(name, row[name])
    limits = (result.query.period, result.table.covered)
    return all((limit.start or start) <= start and end <= (limit.end or end) for limit in limits)


def _days_of(dimension: str, printed: str) -> tuple[date, date]:
    """First and last day of a row's key: "2026-01-05" (a day or a week's Monday), "2026-01", "2026-Q1" or "2026"."""
    if dimension in ("posted_day", "posted_week"):
        day = date.fromisoformat(printed)
        return day, day + timedelta(days=6 if dimension == "posted_week" else 0)
    year, _, part = printed.partition("-")
    months = _MONTHS[dimension]
    start = date(int(year), (int(part.removeprefix("Q") or 1) - 1) * months + 1, 1)
    return start, add_months(start, months) - timedelta(days=1)


def growth(result: Result) -> str:
    """The change against the earlier period: in all, by group, or in the course of time."""
    if not result.query.compare:
        return ranking(result) if result.query.group_by else total(result)
    if not result.query.group_by:
        return f"{total(result)} {_compared(result, result.of_whole('total'), result.table.total)}"
    if result.in_time:
        return trend(result)
    rows = result.table.rows
    if not rows:
        return nothing(result)
    if result.by_change:
        return f"{_mover(result, rows[0])}\n\n{rows_table(result, rows)}"
    lead = f"{leader(result, rows[0])}. {_compared(result, result.of_row(rows[0]), rows[0])}"
    return f"{lead}\n\n{rows_table(result, rows)}"


def change_sentence(subject: Subject) -> str:
    """A total and its change against the earlier period, if both are there."""
    return f"{sentence(subject)} {_compared(subject, subject.of_whole('total'))}"


def _mover(result: Result, first: Row) -> str:
    """Who grew or fell most, if anybody did."""
    against = f"Against {_earlier(result)}"
    verb = "fell" if result.query.ascending else "grew"
    change = number(first["change"]) or 0
    moved = change < 0 if result.query.ascending else change > 0
    if not moved:
        return f"{against}, nothing {verb} ({result.jobs}{result.when})."
    told = _told(result.of_row(first), first)
    return f"{against}, **{result.label(first)}** {verb} most ({result.jobs}{result.when}): **{told}**."


def _compared(subject: Subject, name: str, figures: Row | None = None) -> str:
    """A figure, a row's or the total, beside the one before it; of `figures` not there yet, all are expected."""
    if figures and not (figures.get("previous") and figures.get("change")):
        return f"There is nothing to compare with from {_earlier(subject)}."
    previous = put(f"{name}.previous")
    return f"That compares with **{previous}** in {_earlier(subject)} (**{_told(name, figures)}**)."


def _earlier(subject: Subject) -> str:
    return "the year before" if subject.query.compare == "previous_year" else "the period before"


def _told(name: str, figures: Row | None) -> str:
    """The change, and in percent if there is something to be a percentage of."""
    columns = [column for column in ("change", "change_percent") if not figures or figures.get(column)]
    return ", ".join(put(f"{name}.{column}") for column in columns)
