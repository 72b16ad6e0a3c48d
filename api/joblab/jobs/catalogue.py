"""The semantic layer's vocabulary: what can be measured, split by and filtered on (docs/semantic-layer.md)."""

from typing import Literal

Measure = Literal["count", "share", "companies", "remote_share", "median_salary"]
Category = Literal[
    "country",
    "location",
    "company_name",
    "job_level_std",
    "job_function_std",
    "company_industry_std",
    "job_type_filled",
    "education_level",
    "platform",
    "is_remote",
    "is_research",
    "skills",
    "tools",
    "search_term",
]
TimeBucket = Literal["posted_day", "posted_week", "posted_month", "posted_quarter", "posted_year"]
Dimension = Literal[Category, TimeBucket]
Comparison = Literal["previous_period", "previous_year"]
StatsOrder = Literal["value", "time", "change", "change_percent"]
JobOrder = Literal["posted_date", "actual_role", "company_name", "country", "location", "salary"]
