"""Queries that the database understands, and what it answers; the shapes of the SQL functions."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from joblab.jobs.catalogue import Category, Comparison, Dimension, JobOrder, Measure, StatsOrder

NO_CONTROL_CHARACTERS = r"^[^\x00-\x1f\x7f]*$"
Text = Annotated[str, StringConstraints(max_length=200, pattern=NO_CONTROL_CHARACTERS, strip_whitespace=True)]


def _as_list(value: object) -> object:
    return value if value is None or isinstance(value, list | tuple) else [value]


AnyOf = Annotated[list[Text] | None, Field(max_length=50), BeforeValidator(_as_list)]
"""One value or a list of them: any of these."""


class Filters(BaseModel):
    """Which postings: every filter that is set must hold; texts match case-insensitively as a whole."""

    model_config = ConfigDict(extra="forbid")

    country: AnyOf = None
    location: AnyOf = None
    company_name: AnyOf = None
    job_level_std: AnyOf = None
    job_function_std: AnyOf = None
    company_industry_std: AnyOf = None
    job_type_filled: AnyOf = None
    education_level: AnyOf = None
    platform: AnyOf = None
    search_term: AnyOf = None
    skills: AnyOf = None
    tools: AnyOf = None
    role_keyword: AnyOf = None
    is_remote: bool | None = None
    is_research: bool | None = None
    posted_start: date | None = None
    posted_end: date | None = None
    salary_min: Annotated[float, Field(ge=0, le=1e9)] | None = None

    def filters(self) -> dict[str, Any]:
        """The filters that are set, as the `filters` argument of the SQL functions."""
        return self.model_dump(mode="json", include=set(Filters.model_fields), exclude_none=True)


class StatsQuery(Filters):
    """What to measure, split how, over which postings."""

    measure: Measure = "count"
    group_by: Annotated[list[Dimension], Field(max_length=2), BeforeValidator(_as_list)] = []
    compare: Comparison | None = None
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
    """A measured value; the earlier one and the change only where a comparison was asked for."""

    value: int | float | None
    postings: int
    currency: str | None = None
    previous: int | float | None = None
    change: int | float | None = None
    change_percent: int | float | None = None


class StatsRow(Comparable):
    """One group."""

    keys: dict[str, str | bool]


class Period(Part):
    """Inclusive dates; None is open."""

    start: date | None
    end: date | None


class Cut(Part):
    """The groups that the limit left out."""

    groups: int
    postings: int


class UnknownValue(Part):
    """A filter value that no posting has, and the nearest ones that exist."""

    filter: str
    value: str
    closest: list[str]


class Selection(BaseModel):
    """What every answer says about the postings behind it."""

    filters: dict[str, Any]
    unknown_values: list[UnknownValue]
    oldest_day: date | None
    newest_day: date | None


class Stats(Selection):
    """The answer to a StatsQuery."""

    measure: Measure
    group_by: list[Dimension]
    compare: Comparison | None
    order_by: StatsOrder
    ascending: bool
    rows: list[StatsRow]
    total: Comparable
    groups: int
    cut: Cut
    missing: int
    period: Period
    previous_period: Period | None


class JobCard(BaseModel):
    """One posting, without its text."""

    job_id: str
    actual_role: str | None
    company_name: str | None
    country: str | None
    location: str | None
    url: str | None
    posted_date: date | None
    job_level_std: str | None
    job_function_std: str | None
    job_type_filled: str | None
    platform: str | None
    is_remote: bool | None
    is_research: bool | None
    skills: list[str]
    tools: list[str]
    salary_min: int | float | None = None
    salary_max: int | float | None = None
    salary_currency: str | None = None
    salary_period: str | None = None


class Job(JobCard):
    """One posting, whole."""

    job_description: str | None
    company_industry_std: str | None
    education_level: str | None
    search_term: str | None
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
