"""A Query: one thing to look up, and the tool call for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

from local.bedrock.planner.decision import ToolCall
from local.bedrock.planner.periods import ALWAYS, Period
from local.bedrock.planner.reading import Filters, FilterValue

Task = Literal["count", "share", "rank", "trend", "peak", "growth", "compare", "list", "job", "describe"]
Measure = Literal["count", "share", "companies", "remote_share", "median_salary"]
Comparison = Literal["previous_period", "previous_year"]
ToolName = Literal["job_stats", "search_jobs", "get_job", "describe_data"]

# What the tools do when a call does not say; such values are left out of it.
DEFAULT_ROWS = {"job_stats": 20, "search_jobs": 10, "describe_data": 20}
MAX_ROWS = {"job_stats": 50, "search_jobs": 20, "describe_data": 50}


@dataclass(frozen=True)
class Query:
    """What to look up.

    Attributes:
        task: the form of the question, which the answer follows.
        focus: for a share, the group asked about; for a comparison, the values compared.
        average: an average was asked for (the median is what there is).
        listed: how many rows the answer lists at most; the page shows all of them beside it.
    """

    task: Task
    tool: ToolName = "job_stats"
    measure: Measure = "count"
    group_by: tuple[str, ...] = ()
    filters: Filters = field(default_factory=dict)
    period: Period = ALWAYS
    compare: Comparison | None = None
    order_by: str = ""
    ascending: bool | None = None
    limit: int | None = None
    offset: int = 0
    job_id: str = ""
    dimension: str = ""
    starts_with: str = ""
    focus: Mapping[str, FilterValue] = field(default_factory=dict)
    average: bool = False
    listed: int = 12

    def as_call(self) -> ToolCall:
        """The tool call, with nothing in it that the tool assumes anyway."""
        if self.tool == "get_job":
            return ToolCall("get_job", {"job_id": self.job_id})
        shape: dict[str, JsonValue] = {
            "dimension": self.dimension,
            "starts_with": self.starts_with,
            "measure": self.measure if self.measure != "count" else None,
            "group_by": list(self.group_by),
            "compare": self.compare,
        }
        order: dict[str, JsonValue] = {
            "order_by": self.order_by,
            "ascending": self.ascending,
            "limit": min(self.limit, MAX_ROWS[self.tool]) if self.limit else None,
            "offset": self.offset or None,
        }
        said = {**shape, **_filters(self.filters), **_days(self.period), **order}
        return ToolCall(self.tool, {name: value for name, value in said.items() if value not in (None, "", [])})


def _filters(filters: Filters) -> dict[str, JsonValue]:
    return {name: _plain(value) for name, value in filters.items()}


def _plain(value: FilterValue) -> JsonValue:
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else list(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value


def _days(period: Period) -> dict[str, JsonValue]:
    return {
        "posted_start": period.start.isoformat() if period.start else None,
        "posted_end": period.end.isoformat() if period.end else None,
    }
