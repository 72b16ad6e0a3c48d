"""What grew, what fell, and how something changed against an earlier time."""

from dataclasses import replace
from datetime import date, timedelta

from local.bedrock.planner.periods import Period, current
from local.bedrock.planner.query import Comparison, Query
from local.bedrock.planner.reading import Reading

# Longer periods are compared with a year before: like season with like.
_LONG = timedelta(days=100)


def growth_queries(reading: Reading, base: Query, today: date) -> tuple[Query, ...]:
    """A comparison within one query; two named periods are two queries. Without a period: this year."""
    periods = reading.ends or reading.periods
    if len(periods) > 1 and not reading.dimensions and not _is_year_apart(reading.ends):
        return tuple(replace(base, task="compare", period=period, limit=None) for period in periods)
    period = max(periods, key=lambda period: period.start or date.min, default=current("year", today))
    if period.start is None:
        period = Period(current("year", today).start, period.end)
    grouped = reading.dimensions[:2]
    if reading.has("share") and reading.filters.get("is_remote") is True:
        others = {name: value for name, value in base.filters.items() if name != "is_remote"}
        base = replace(base, measure="remote_share", filters=others)
    by_change = bool(grouped) and reading.has("growth", "fall", "change")
    order = "change_percent" if reading.has("relative") else "change"
    falling = reading.has("fall") and not reading.has("growth") if by_change else reading.has("least")
    return (
        replace(
            base,
            period=period,
            group_by=grouped,
            compare=_comparison(reading, period, today),
            order_by=order if by_change else "",
            ascending=True if grouped and falling else None,
            limit=base.limit if grouped else None,
        ),
    )


def _is_year_apart(periods: tuple[Period, ...]) -> bool:
    """Whether the range runs from a stretch of the calendar to the same one a year later."""
    return len(periods) == 2 and periods[1].year_before().start == periods[0].start


def _comparison(reading: Reading, period: Period, today: date) -> Comparison:
    if reading.has("previous_year") or _is_year_apart(reading.ends):
        return "previous_year"
    if reading.has("previous_period"):
        return "previous_period"
    start = period.start or today
    return "previous_year" if (period.end or today) - start > _LONG else "previous_period"
