"""Answers about time: a course with its peak and its low, and changes against an earlier period."""

from datetime import date

from local.bedrock.planner.answers.buckets import bucket_of
from local.bedrock.planner.answers.rankings import ranking, rows_table
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
    told = _told(number(first["change"]), number(first["change_percent"]), result, first.get("currency", ""))
    lead = f"Against {earlier}, **{result.label(first)}** {verb} most ({result.jobs}{result.when}): **{told}**."
    return f"{lead}\n\n{rows_table(result, rows)}"


def _total_change(result: Result, earlier: str) -> str:
    table = result.table
    before, change = table.number("previous"), table.number("change")
    if before is None or change is None:
        return f"There is nothing to compare with from {earlier}."
    currency = table.head.get("currency", "")
    told = _told(change, table.number("change_percent"), result, currency)
    return f"That compares with **{figure(before, result.query.measure, currency)}** in {earlier} (**{told}**)."


def _told(change: float | None, percentage: float | None, result: Result, currency: str) -> str:
    told = difference(change, result.query.measure, currency)
    return f"{told}, {percent(percentage)}" if percentage is not None else told
