"""The course over time, and when it was highest."""

from dataclasses import replace
from datetime import date, timedelta

from joblab.jobs.catalogue import KINDS, TIME
from local.bedrock.planner.comparisons import NOT_GROUPABLE
from local.bedrock.planner.periods import merged
from local.bedrock.planner.query import MAX_ROWS, Query
from local.bedrock.planner.reading import Reading

_A_MONTH = timedelta(days=45)
# A posting has several values of these, so that a grouping has more of them than were asked about.
_LISTS = tuple(name for name, kind in KINDS.items() if kind == "list")


def trend_queries(reading: Reading, base: Query, today: date) -> tuple[Query, ...]:
    """One grouping by time; values joined by "and" are told apart, by a second dimension or by a query each."""
    period = merged(reading.periods)[0]
    named = [name for name in reading.dimensions if name in TIME]
    short = period.start and (period.end or today) - period.start <= _A_MONTH
    unit = named[0] if named else "posted_day" if short else "posted_month"
    others = [name for name in reading.dimensions if name not in TIME][:1]
    peak = base.task == "peak"
    base = replace(
        base,
        group_by=(*others, unit),
        period=period,
        order_by="value" if peak else "",
        ascending=True if peak and reading.has("least") else None,
        limit=base.limit or MAX_ROWS["job_stats"],
    )
    apart = next((name for name in reading.several if name in reading.any_of and name not in NOT_GROUPABLE), "")
    values = reading.several.get(apart, ())
    if not values or others:
        return (base,)
    if apart in _LISTS:
        return tuple(replace(base, filters={**base.filters, apart: (value,)}) for value in values)
    return (replace(base, group_by=(apart, unit), listed=base.listed * len(values)),)
