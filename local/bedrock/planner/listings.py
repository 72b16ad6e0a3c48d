"""Listings of postings."""

from dataclasses import replace
from datetime import date

from local.bedrock.planner.periods import ALWAYS
from local.bedrock.planner.query import DEFAULT_ROWS, MAX_ROWS, Query
from local.bedrock.planner.reading import Reading

# What people sort by, as the columns that postings can be ordered by.
_COLUMNS = {"company_name": "company_name", "country": "country", "location": "location"}


def list_queries(reading: Reading, base: Query, _: date) -> tuple[Query, ...]:
    rows = min(base.limit or DEFAULT_ROWS["search_jobs"], MAX_ROWS["search_jobs"])
    order_by = _order(reading)
    listing = replace(
        base,
        tool="search_jobs",
        measure="count",
        average=False,
        order_by=order_by,
        ascending=_ascending(reading, order_by),
        offset=reading.page * rows,
    )
    return tuple(replace(listing, period=period) for period in reading.periods or (ALWAYS,))


def _order(reading: Reading) -> str:
    if reading.has("median_salary") and reading.has("sort", "most", "least"):
        return "salary"
    return next((_COLUMNS[name] for name in reading.dimensions if name in _COLUMNS), "")


def _ascending(reading: Reading, order_by: str) -> bool | None:
    if reading.has("descending"):
        return None
    if reading.has("ascending", "oldest") or (order_by == "salary" and reading.has("least")):
        return True
    return True if order_by in _COLUMNS else None
