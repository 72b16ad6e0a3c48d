"""Queries that the database understands, and what it answers; the shapes of the SQL functions."""

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    create_model,
)

from joblab.jobs.catalogue import (
    KINDS,
    TIME,
    AnswerComparison,
    Category,
    Comparison,
    Dimension,
    JobOrder,
    Measure,
    StatsOrder,
)

# No further than a comparison with as long a time before can go back.
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
NO_CONTROL_CHARACTERS = r"^[^\x00-\x1f\x7f]*$"
Text = Annotated[str, StringConstraints(max_length=200, pattern=NO_CONTROL_CHARACTERS, strip_whitespace=True)]


def _as_list(value: object) -> object:
    return value if value is None or isinstance(value, list | tuple) else [value]


def _parsed(value: object) -> object:
    """An object out of its JSON, as a query string holds it."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError('must be a JSON object of filters, such as {"country": "Germany"}') from None


def _as_written(value: object) -> object:
    """A day of these two centuries, and no number that could be a moment."""
    if isinstance(value, date) or (isinstance(value, str) and DAY.fullmatch(value)) or value is None:
        return value
    raise ValueError("must be a day such as 2026-01-31")


def at_most(length: int) -> AfterValidator:
    """Cut what is longer: a database may hold anything, and a response of Lambda's has 6 MB."""
    return AfterValidator(lambda value: value[:length])


Line = Annotated[str, at_most(500)]
Lines = Annotated[list[Annotated[str, at_most(100)]], at_most(100)]
Address = Annotated[str, at_most(2_000)]
Description = Annotated[str, at_most(100_000)]
Day = Annotated[date, BeforeValidator(_as_written)]
AnyOf = Annotated[list[Text] | None, Field(max_length=50), BeforeValidator(_as_list)]
"""One value or a list of them: any of these."""
Pay = Annotated[float, Field(ge=0, lt=1e9)]
TYPES: dict[str, Any] = {"boolean": bool | None, "date": Day | None, "pay": Pay | None}
FIELDS: dict[str, Any] = {name: (TYPES.get(kind, AnyOf), None) for name, kind in KINDS.items() if name not in TIME}

if TYPE_CHECKING:
    Fields = BaseModel
else:
    Fields = create_model("Fields", __config__=ConfigDict(extra="forbid"), **FIELDS)
    Fields.__doc__ = "What filters look into: every dimension but those of time, the title, the text, days and pay."

Query = TypeVar("Query", bound=BaseModel)
Nested = Annotated[
    Query | None,
    BeforeValidator(_parsed),
    WithJsonSchema({"type": "string", "contentMediaType": "application/json"}),
]
"""Filters inside filters; in a query string as JSON."""


class Filters(Fields):
    """Which postings: every filter that is set must hold; texts match case-insensitively as a whole.

    exclude: postings that match any of these filters are left out. all_of: lists, of which a posting has every value.
    stated, not_stated: what a posting has, or has not, a value of: dimensions, salary, posted_date.
    """

    exclude: Nested[Fields] = None
    all_of: Nested[Fields] = None
    stated: AnyOf = None
    not_stated: AnyOf = None

    def filters(self) -> dict[str, Any]:
        """The filters that are set, as the `filters` argument of the SQL functions."""
        return self.model_dump(mode="json", include=set(Filters.model_fields), exclude_none=True)


class StatsQuery(Filters):
    """What to measure, split how, over which postings.

    part: filters too; a share is then of each group, of the postings that pass them. compare_start, compare_end: the
    earlier period to compare with, where it is neither of `compare`. min_postings: the fewest that a row is shown for.
    """

    measure: Measure = "count"
    part: Nested[Filters] = None
    group_by: Annotated[list[Dimension], BeforeValidator(_as_list)] = Field(default_factory=list, max_length=2)
    compare: Comparison | None = None
    compare_start: Day | None = None
    compare_end: Day | None = None
    min_postings: Annotated[int, Field(ge=1, lt=1_000_000_000)] | None = None
    order_by: StatsOrder | None = None
    ascending: bool | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 20


class JobsQuery(Filters):
    """Which postings to list, in which order."""

    order_by: JobOrder = "posted_date"
    ascending: bool = False
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    offset: Annotated[int, Field(ge=0, le=100_000)] = 0


class DataQuery(BaseModel):
    """Which part of the catalogue to describe; without a dimension, all of it in short."""

    model_config = ConfigDict(extra="forbid")

    dimension: Category | None = None
    starts_with: Text | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 20


class Part(BaseModel):
    """A part of an answer: validated inside it alone, so it needs no validator of its own at a cold start."""

    model_config = ConfigDict(defer_build=True)


class Comparable(Part):
    """A measured value; the earlier one and the change only where a comparison was asked for.

    Of pay: the median, its currency, the quartiles beside it and the mean.
    """

    value: int | float | None
    postings: int
    currency: str | None = None
    p25: int | float | None = None
    p75: int | float | None = None
    mean: int | float | None = None
    previous: int | float | None = None
    change: int | float | None = None
    change_percent: int | float | None = None


class StatsRow(Comparable):
    """One group."""

    keys: dict[str, Line | bool]


class Period(Part):
    """Inclusive dates; None is open."""

    start: date | None
    end: date | None


class Total(Comparable):
    """Of all that match; pay in several currencies has no value, and they are named."""

    currencies: list[str] = []


class Left(Part):
    """Groups that are left out."""

    groups: int
    postings: int


class Cut(Left):
    """The groups that the limit left out; `by` counts those of each series that is shown in part."""

    by: dict[str, int] = {}


class UnknownValue(Part):
    """A filter value that no posting has, the nearest ones that exist, and the dimensions that have it."""

    filter: str
    value: str
    closest: list[str]
    found_in: list[str] = []


class MatchedValue(Part):
    """A filter value that several stored spellings match: up to five, and how many more."""

    filter: str
    value: str
    stored: list[str]
    more: int


class Selection(BaseModel):
    """What every answer says about the postings behind it."""

    filters: dict[str, Any]
    unknown_values: list[UnknownValue]
    matched: list[MatchedValue] = []
    oldest_day: date | None
    newest_day: date | None


class Stats(Selection):
    """The answer to a StatsQuery."""

    measure: Measure
    group_by: list[Dimension]
    compare: AnswerComparison | None
    order_by: StatsOrder
    ascending: bool
    rows: list[StatsRow]
    total: Total
    groups: int
    cut: Cut
    small: Left | None = None
    missing: int
    unpaid: int | None = None
    part: dict[str, Any] | None = None
    period: Period
    previous_period: Period | None


class JobCard(BaseModel):
    """One posting, without its text."""

    job_id: str
    actual_role: Line | None
    company_name: Line | None
    country: Line | None
    location: Line | None
    url: Address | None
    posted_date: date | None
    job_level_std: Line | None
    job_function_std: Line | None
    job_type_filled: Line | None
    platform: Line | None
    is_remote: bool | None
    is_research: bool | None
    skills: Lines
    tools: Lines
    salary_min: int | float | None = None
    salary_max: int | float | None = None
    salary_currency: str | None = None
    salary_period: str | None = None


class Job(JobCard):
    """One posting, whole."""

    job_description: Description | None
    company_industry_std: Line | None
    education_level: Line | None
    search_term: Line | None
    scraped_at: str | None


class JobPage(Selection):
    """The answer to a JobsQuery; `total` counts all that match."""

    total: int
    rows: list[JobCard]


class ValueCount(Part):
    """A value and the number of postings that have it."""

    value: str | bool
    postings: int


class DimensionSummary(Part):
    """How many values a dimension has, and its most frequent ones."""

    distinct: int
    top: list[ValueCount]


class DataDescription(BaseModel):
    """What the database holds."""

    postings: int
    oldest_day: date | None
    newest_day: date | None
    measures: list[str]
    filters: list[str]
    dimensions: dict[str, DimensionSummary]


class OverviewTotal(Part):
    """The figures at the head of the explore page."""

    postings: int
    companies: int
    countries: int
    remote_share: int | float | None
    median_salary: int | float | None
    currency: str | None


class Overview(Selection):
    """Everything the explore page shows; each chart ignores the filter on its own dimension."""

    total: OverviewTotal
    charts: dict[str, list[ValueCount]]
