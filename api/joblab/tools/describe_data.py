"""describe_data: what values there are."""

from joblab.deadline import Deadline
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import DataDescription, DataQuery
from joblab.tools.registry import Tool
from joblab.tools.result import ToolResult, cell


def describe_data(query: DataQuery, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """List the most frequent values of every dimension, or more of one."""
    description = jobs.describe(query, deadline)
    return ToolResult(summary(description), description.model_dump(mode="json"))


def summary(description: DataDescription) -> str:
    """A line for the whole, and one for each dimension."""
    days = f"{cell(description.oldest_day)}..{cell(description.newest_day)}"
    lines = [f"postings={description.postings} data: {days}"]
    for name, dimension in description.dimensions.items():
        values = ", ".join(f"{cell(top.value)} ({top.postings})" for top in dimension.top)
        lines.append(f"{name} (distinct {dimension.distinct}): {values}")
    return "\n".join(lines)


DESCRIBE_DATA = Tool(
    name="describe_data",
    description=(
        "Which values a dimension has, most frequent first (starts_with narrows); without a dimension, "
        "what the database holds."
    ),
    input=DataQuery,
    run=describe_data,
)
