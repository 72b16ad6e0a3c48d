"""describe_data: what values there are."""

from typing import Annotated

from pydantic import WithJsonSchema

from joblab.deadline import Deadline
from joblab.jobs.catalogue import Category
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import DataDescription, DataQuery
from joblab.tools.labels import label
from joblab.tools.registry import RowLimit, Tool
from joblab.tools.result import ToolResult
from joblab.tools.sheet import Cell, Sheet, Unit, plain


class DescribeDataInput(DataQuery):
    """A query, with as many rows as a model reads."""

    # Their names are in job_stats already, and every token is paid with every question.
    dimension: Annotated[Category | None, WithJsonSchema({"type": "string"})] = None
    limit: RowLimit = 20


def describe_data(query: DescribeDataInput, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """List the most frequent values of every dimension, or more of one."""
    description = jobs.describe(query, deadline)
    return ToolResult(sheet(description, query.dimension), description.model_dump(mode="json"))


def sheet(description: DataDescription, dimension: str | None) -> Sheet:
    """What values a dimension has; without one, what dimensions there are."""
    return _values(description, dimension) if dimension else _dimensions(description)


def _about(description: DataDescription, head: str) -> tuple[str, ...]:
    return head, f"data: {plain(description.oldest_day)}..{plain(description.newest_day)}"


def _total(description: DataDescription) -> Cell:
    return Cell(description.postings, Unit("count", "postings"), "postings", "postings in all")


def _dimensions(description: DataDescription) -> Sheet:
    """A row for every dimension: how many values it has, and the most frequent ones."""
    rows = []
    for name, dimension in description.dimensions.items():
        path = f"dimensions.{name}"
        top = ", ".join(f"{plain(top.value)} ({top.postings})" for top in dimension.top)
        rows.append(
            {
                "dimension": Cell(name, Unit("name", "dimension"), path, "dimension"),
                "value": Cell(dimension.distinct, Unit("count", name), f"{path}.distinct", f"values of {name}"),
                "most_frequent": Cell(top, Unit("name", "values"), f"{path}.top", f"most frequent values of {name}"),
            }
        )
    columns = ("dimension", "value", "most_frequent")
    head = "dimensions; value is how many different values each has"
    return Sheet(_about(description, head), {"total": _total(description)}, columns, tuple(rows))


def _values(description: DataDescription, name: str) -> Sheet:
    """A row for every value: how many postings have it."""
    dimension = description.dimensions[name]
    path = f"dimensions.{name}"
    whole = {
        "total": _total(description),
        "groups": Cell(dimension.distinct, Unit("count", name), f"{path}.distinct", f"values of {name}"),
        "rows": Cell(len(dimension.top), Unit("count", name), f"{path}.top", f"values of {name} shown"),
    }
    rows = tuple(
        {
            name: Cell(top.value, Unit("name", name), f"{path}.top[{place}].value", f"{name} = {top.value}"),
            "value": Cell(
                top.postings,
                Unit("count", "postings"),
                f"{path}.top[{place}].postings",
                label("postings", {name: top.value}),
            ),
        }
        for place, top in enumerate(dimension.top)
    )
    return Sheet(_about(description, f"values of {name}"), whole, (name, "value"), rows)


DESCRIBE_DATA = Tool(
    name="describe_data",
    description=(
        "Which values a dimension has, most frequent first (starts_with narrows); without a dimension, "
        "what the database holds."
    ),
    input=DescribeDataInput,
    run=describe_data,
)
