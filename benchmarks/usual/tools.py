"""The tools, described to the model by the JSON schema that pydantic makes of them."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

Dimension = Literal[
    "country", "location", "company_name", "job_level_std", "job_function_std", "company_industry_std",
    "job_type_filled", "education_level", "platform", "is_remote", "is_research", "skills", "tools", "search_term",
    "posted_day", "posted_week", "posted_month", "posted_quarter", "posted_year",
]  # fmt: skip


class ToolInput(BaseModel):
    """Base of the tools' inputs; the class's name and docstring are the tool's."""

    def arguments(self) -> dict[str, Any]:
        """The arguments of the SQL function."""
        return self.model_dump(mode="json", exclude_none=True)

    @classmethod
    def spec(cls) -> dict[str, Any]:
        """The tool in Converse's shape."""
        schema = {"json": cls.model_json_schema()}
        return {"toolSpec": {"name": cls.__name__, "description": cls.__doc__, "inputSchema": schema}}


class Filters(ToolInput):
    """Filters."""

    country: str | list[str] | None = Field(None, description="Country name or names, e.g. 'Germany'")
    location: str | list[str] | None = Field(None, description="City or region, e.g. 'Berlin'")
    company_name: str | list[str] | None = Field(None, description="Exact company name or names")
    job_level_std: str | list[str] | None = Field(None, description="Seniority level, e.g. 'Senior'")
    job_function_std: str | list[str] | None = Field(None, description="Job function, e.g. 'Data Science'")
    company_industry_std: str | list[str] | None = Field(None, description="Industry, e.g. 'Technology'")
    job_type_filled: str | list[str] | None = Field(None, description="Employment type, e.g. 'fulltime'")
    education_level: str | list[str] | None = Field(None, description="Education required, e.g. 'Bachelor'")
    platform: str | list[str] | None = Field(None, description="Where it was posted, e.g. 'linkedin'")
    search_term: str | list[str] | None = Field(None, description="The search term that found the posting")
    skills: str | list[str] | None = Field(None, description="Required skill or skills, e.g. 'Python'")
    tools: str | list[str] | None = Field(None, description="Required tool or tools, e.g. 'Docker'")
    role_keyword: str | list[str] | None = Field(None, description="Words that must appear in the job title")
    is_remote: bool | None = Field(None, description="True for remote jobs only, false for on-site jobs only")
    is_research: bool | None = Field(None, description="True for research positions only")
    posted_start: date | None = Field(None, description="Only jobs posted on or after this date (YYYY-MM-DD)")
    posted_end: date | None = Field(None, description="Only jobs posted on or before this date (YYYY-MM-DD)")
    salary_min: float | None = Field(None, description="Only jobs that pay at least this much a year")

    def filters(self) -> dict[str, Any]:
        """The filters that are set; PostgREST takes lists."""
        values = self.model_dump(mode="json", include=set(Filters.model_fields), exclude_none=True)
        return {name: [value] if isinstance(value, str) and name[:6] != "posted" else value
                for name, value in values.items()}  # fmt: skip


class job_stats(Filters):  # noqa: N801  (the tool's name)
    """Compute statistics over job postings: counts, shares, distinct companies, remote share or median salary.

    Optionally grouped by one or two dimensions and compared with an earlier period.
    """

    measure: Literal["count", "share", "companies", "remote_share", "median_salary"] = Field(
        "count", description="What to compute"
    )
    group_by: list[Dimension] = Field(default_factory=list, description="Up to two dimensions to group by")
    compare: Literal["previous_period", "previous_year"] | None = Field(None, description="Compare with this period")
    order_by: Literal["value", "time", "change", "change_percent"] | None = Field(None, description="Sort order")
    ascending: bool | None = Field(None, description="Sort ascending instead of descending")
    limit: int = Field(20, ge=1, le=50, description="Maximum number of groups to return")

    def arguments(self) -> dict[str, Any]:
        """The arguments of the SQL function."""
        names = {"measure", "group_by", "compare", "order_by", "ascending"}
        return {**self.model_dump(include=names), "filters": self.filters(), "row_limit": self.limit}


class search_jobs(Filters):  # noqa: N801
    """Search for individual job postings that match the filters and return them as a list."""

    order_by: Literal["posted_date", "actual_role", "company_name", "country", "location", "salary"] = Field(
        "posted_date", description="Sort order"
    )
    ascending: bool = Field(default=False, description="Sort ascending instead of descending")
    limit: int = Field(10, ge=1, le=20, description="Maximum number of postings to return")
    offset: int = Field(0, ge=0, description="Number of postings to skip")

    def arguments(self) -> dict[str, Any]:
        """The arguments of the SQL function."""
        page = {"row_limit": self.limit, "row_offset": self.offset}
        return {**self.model_dump(include={"order_by", "ascending"}), "filters": self.filters(), **page}


class get_job(ToolInput):  # noqa: N801
    """Get all details of a single job posting, including its full description."""

    job_id: str = Field(description="The job_id of the posting")


class describe_data(ToolInput):  # noqa: N801
    """Describe the data: which values a dimension has and how often each occurs."""

    dimension: Dimension | None = Field(None, description="The dimension to describe; all if omitted")
    starts_with: str | None = Field(None, description="Only values that start with this text")
    row_limit: int = Field(20, alias="limit", ge=1, le=50, description="Maximum number of values to return")


TOOLS: tuple[type[ToolInput], ...] = (job_stats, search_jobs, get_job, describe_data)
