"""Answers about time: a course with its peak and its low, and changes against an earlier period."""

from datetime import date

from local.bedrock.planner.answers.buckets import bucket_of
from local.bedrock.planner.answers.rankings import leader, ranking, rows_table
from local.bedrock.planner.answers.result import Result
from local.bedrock.planner.answers.scalars import total
from local.bedrock.planner.answers.tables import Row, number
from local.bedrock.planner.answers.wording import difference, figure, percent


def trend(result: Result) -> str:
    """The course over time, its peak and its low."""
    rows = [row for row in result.table.rows if result.value(row) is not None]
    if not rows:
        return f"No {result.jobs} were posted{result.when}."
    if len(rows) == 1:
        return f"{result.measured}: **{result.value_text(rows[0])}** ({result.label(rows[0])})."
    in_time = sorted(rows, key=lambda row: [row[name] for name in reversed(result.query.group_by)])
    whole = [row for row in rows if _is_whole(result, row)] or rows
    if len(whole) == 1:
        return f"{result.measured}:\n\n{rows_table(result, in_time)}"
    ordered = sorted(whole, key=lambda row: result.value(row) or 0.0)
    peak, low = _point(result, ordered[-1]), _point(result, ordered[0])
    told = f"the low was {low}, the peak {peak}" if result.query.ascending else f"the peak was {peak}, the low {low}"
    partial = "" if len(whole) == len(rows) else " Stretches of time that are not complete are left out of this."
    return f"{result.measured}: {told}.{partial}\n\n{rows_table(result, in_time)}"


def _point(result: Result, row: Row) -> str:
    return f"**{result.label(row)}** (**{result.value_text(row)}**)"


def _is_whole(result: Result, row: Row) -> bool:
    """Whether the row's stretch of time lies wholly within the period asked for and the data."""
    name = next(name for name in result.query.group_by if name.startswith("posted_"))
    bucket, period = bucket_of(name, row[name]), result.query.period
    days = [date.fromisoformat(day) for day in (result.table.first_day, result.table.last_day) if day]
    starts = [day for day in (period.start, *days[:1]) if day]
    ends = [day for day in (period.end, *days[1:]) if day]
    return all(bucket.start >= day for day in starts) and all(bucket.end <= day for day in ends)


def growth(result: Result) -> str:
    """The change against the earlier period: in all, by group, or in the course of time."""
    if not result.query.compare:
        return ranking(result) if result.query.group_by else total(result)
    if not result.query.group_by:
        return f"{total(result)} {_compared(result, result.table.head)}"
    if result.in_time:
        return trend(result)
    rows = result.table.rows
    if not rows:
        return f"No {result.jobs} were posted{result.when}."
    lead = _mover(result, rows[0]) if result.by_change else f"{leader(result)}. {_compared(result, rows[0])}"
    return f"{lead}\n\n{rows_table(result, rows)}"


def _mover(result: Result, first: Row) -> str:
    """Who grew or fell most, if anybody did."""
    against = f"Against {_earlier(result)}"
    verb = "fell" if result.query.ascending else "grew"
    change = number(first["change"]) or 0
    moved = change < 0 if result.query.ascending else change > 0
    if not moved:
        return f"{against}, nothing {verb} ({result.jobs}{result.when})."
    return f"{against}, **{result.label(first)}** {verb} most ({result.jobs}{result.when}): **{_told(result, first)}**."


def _compared(result: Result, row: Row) -> str:
    """A figure beside the one before it; `row` may be the head, where the total is."""
    before = number(row.get("previous", ""))
    if before is None or number(row.get("change", "")) is None:
        return f"There is nothing to compare with from {_earlier(result)}."
    earlier = figure(before, result.query.measure, row.get("currency", ""))
    return f"That compares with **{earlier}** in {_earlier(result)} (**{_told(result, row)}**)."


def _earlier(result: Result) -> str:
    return "the year before" if result.query.compare == "previous_year" else "the period before"


def _told(result: Result, row: Row) -> str:
    told = difference(number(row.get("change", "")), result.query.measure, row.get("currency", ""))
    percentage = number(row.get("change_percent", ""))
    return f"{told}, {percent(percentage)}" if percentage is not None else told
