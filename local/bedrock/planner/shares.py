"""Shares: which part of which whole."""

from dataclasses import replace
from datetime import date

from joblab.jobs.catalogue import TIME
from local.bedrock.planner.comparisons import NOT_GROUPABLE
from local.bedrock.planner.periods import ALWAYS
from local.bedrock.planner.query import MAX_ROWS, Query
from local.bedrock.planner.reading import PLACES, Filters, Reading


def share_queries(reading: Reading, base: Query, _: date) -> tuple[Query, ...]:
    """The share of a part in a whole.

    A remote part has its own measure; a part that is one group of a dimension is read off that grouping; any other
    (a job title, a part split further, several skills at once) is the quotient of two counts: part first, then whole.
    """
    period = reading.periods[0] if reading.periods else ALWAYS
    part = "" if _is_distribution(reading) else part_of(reading)
    whole = {name: value for name, value in reading.filters.items() if name != part}
    over_time = reading.has("trend", "change") and TIME.isdisjoint(reading.dimensions)
    dimensions = (*reading.dimensions[:1], "posted_month") if over_time else reading.dimensions[:2]
    base = replace(base, period=period, group_by=dimensions)
    if part == "is_remote" and reading.filters[part] is True:
        return (replace(base, measure="remote_share", filters=whole, ascending=_ascending(reading)),)
    if not part:
        return (replace(base, filters=whole, ascending=_ascending(reading)),)
    value = reading.filters[part]
    several_skills = isinstance(value, tuple) and len(value) > 1 and part in ("skills", "tools")
    if dimensions or part in NOT_GROUPABLE or several_skills:
        count = replace(base, measure="count", focus={part: value}, limit=MAX_ROWS["job_stats"])
        if not dimensions:
            count = replace(count, limit=None)
        return (count, replace(count, filters=whole))
    focus: Filters = {part: value}
    return (replace(base, filters=whole, group_by=(part,), focus=focus, limit=MAX_ROWS["job_stats"]),)


def _is_distribution(reading: Reading) -> bool:
    """Whether the groups' shares of the postings are wanted: "what share of nurse jobs is in each country"."""
    split_after_verb = any(name in reading.after_verb for name in reading.dimensions)
    return reading.has("proportional") or (split_after_verb and not (reading.after_verb & reading.filters.keys()))


def _ascending(reading: Reading) -> bool | None:
    return True if reading.dimensions and reading.has("least") else None


def part_of(reading: Reading) -> str:
    """The dimension whose value is the part: what is said after the verb, else before "jobs", else any attribute."""
    for said in (reading.after_verb, reading.before_noun, frozenset(reading.filters)):
        attributes = [name for name in reading.filters if name in said and name not in PLACES]
        if attributes:
            return attributes[0]
        places = [name for name in reading.filters if name in said]
        if places and (said is reading.after_verb or not reading.dimensions):
            return places[0]
    return ""
