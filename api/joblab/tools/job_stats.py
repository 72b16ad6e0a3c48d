"""job_stats: measure postings."""

from joblab.deadline import Deadline
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import Comparable, Stats, StatsQuery
from joblab.tools.registry import Tool
from joblab.tools.result import ToolResult, cell, pairs, selection_lines, table

COMPARED = ("previous", "change", "change_percent")
# More rows than that fill a prompt and tell a model no more; the result says what was cut off.
MOST_ROWS = 50


def job_stats(query: StatsQuery, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """Aggregate postings in the database; rows come largest first, or in order of time."""
    stats = jobs.stats(query.model_copy(update={"limit": min(query.limit, MOST_ROWS)}), deadline)
    return ToolResult(_for_model(stats), stats.model_dump(mode="json", exclude_unset=True), stats=stats)


def _for_model(stats: Stats) -> str:
    columns = ["value", "postings", *(COMPARED if stats.compare else ())]
    if stats.measure == "median_salary":
        columns.append("currency")
    head = {"measure": stats.measure, "group_by": stats.group_by or None, "compare": stats.compare}
    lines = [pairs(head), *selection_lines(stats), _total(stats.total, columns)]
    if stats.previous_period:
        lines.append(f"previous period: {cell(stats.previous_period.start)}..{cell(stats.previous_period.end)}")
    if stats.group_by:
        rows = ([*map(row.keys.get, stats.group_by), *_values(row, columns)] for row in stats.rows)
        lines += table([*stats.group_by, *columns], rows)
    if stats.cut.groups:
        lines.append(f"cut: {stats.cut.groups} more groups, {stats.cut.postings} postings")
    if stats.missing:
        lines.append(f"missing: {stats.missing} postings have no value to group by")
    return "\n".join(lines)


def _total(total: Comparable, columns: list[str]) -> str:
    values = dict(zip(columns, _values(total, columns), strict=True))
    return pairs({"total": values.pop("value"), **values})


def _values(row: Comparable, columns: list[str]) -> list[object]:
    return [getattr(row, column) for column in columns]


JOB_STATS = Tool(
    name="job_stats",
    description=(
        "Measure postings in the database: count, share (percent of the total), companies (distinct), "
        "remote_share (percent) or median_salary (yearly). Splits by up to two dimensions, at most one of them time; "
        "compare adds the earlier value and the change to every row and needs posted_start. "
        "Order by change to find what grew or fell most."
    ),
    input=StatsQuery,
    run=job_stats,
)
