"""Comparisons: of values ("Berlin vs Munich"), of periods ("January vs February") or of both."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from local.bedrock.planner.periods import ALWAYS
from local.bedrock.planner.query import MAX_ROWS, Query
from local.bedrock.planner.reading import Filters, Reading

# Filters that no grouping exists for: their values are compared by one query each.
NOT_GROUPABLE = frozenset({"role_keyword", "salary_min"})
# Dimensions whose values people compare with each other ("Python or Docker").
FAMILIES = (
    ("skills", "tools"),
    ("job_function_std", "role_keyword", "company_industry_std"),
    ("country", "location"),
    ("job_level_std", "job_type_filled", "is_remote"),
)


def compare_queries(reading: Reading, base: Query, _: date) -> tuple[Query, ...]:
    """Values of one dimension make one grouped query; anything else makes one query for each side."""
    base = replace(base, limit=None)
    several = reading.several
    compared = next(iter(several), "")
    periods = (reading.periods if several or reading.dimensions else reading.ends) or reading.periods or (ALWAYS,)
    if compared and compared not in NOT_GROUPABLE:
        group_by = tuple(dict.fromkeys((compared, *reading.dimensions)))[:2]
        grouped = replace(base, group_by=group_by, focus={compared: several[compared]}, limit=MAX_ROWS["job_stats"])
        return tuple(replace(grouped, period=period) for period in periods)
    sides = _sides(reading.filters, several) if len(periods) == 1 else [reading.filters]
    return tuple(
        replace(base, filters=side, period=period, group_by=reading.dimensions[:2])
        for side in sides
        for period in periods
    )


def _sides(filters: Filters, several: Mapping[str, tuple[str, ...]]) -> list[Filters]:
    for name, values in several.items():
        return [{**filters, name: (value,)} for value in values]
    for family in FAMILIES:
        named = [name for name in filters if name in family]
        if len(named) > 1:
            return [{k: v for k, v in filters.items() if k == name or k not in named} for name in named]
    return [filters]
