"""Which chart suits a result."""

from typing import Literal

from pydantic import BaseModel

from joblab.jobs.catalogue import TIME, Dimension
from joblab.jobs.schemas import Stats

Kind = Literal["number", "line", "bar", "grouped-bar"]


class Chart(BaseModel):
    """A chart of one tool call's rows: `x` is what they are split by, `series` what each x is split by again."""

    tool_call_id: str
    kind: Kind
    x: Dimension | None = None
    series: Dimension | None = None


def suggest_chart(tool_call_id: str, stats: Stats) -> Chart | None:
    """A line over time, bars for a ranking, grouped bars for a comparison, a number for one value; None for no rows."""
    if not stats.group_by:
        return Chart(tool_call_id=tool_call_id, kind="number")
    if not stats.rows:
        return None
    time = next((dimension for dimension in stats.group_by if dimension in TIME), None)
    x = time or stats.group_by[0]
    series = next((dimension for dimension in stats.group_by if dimension != x), None)
    if time:
        kind: Kind = "line"
    else:
        kind = "grouped-bar" if series or stats.compare else "bar"
    return Chart(tool_call_id=tool_call_id, kind=kind, x=x, series=series)
