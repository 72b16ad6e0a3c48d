"""The questions that the database is measured with: the most usual ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.integration.database.reference_lists import CHARTS

type Filters = dict[str, object]

JANUARY: Filters = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
COUNTRY: Filters = {"country": "Country 9"}
SKILL: Filters = {"skills": "Skill 9"}
FUNCTION: Filters = {"job_function_std": "Function 9"}


@dataclass(frozen=True)
class Shape:
    """A usual question, as job_stats takes it."""

    name: str
    filters: Filters = field(default_factory=dict)
    group_by: tuple[str, ...] = ()
    measure: str = "count"
    compare: str | None = None

    @property
    def arguments(self) -> dict[str, object]:
        """What is sent to job_stats."""
        return {
            "measure": self.measure,
            "group_by": list(self.group_by),
            "filters": self.filters,
            "compare": self.compare,
        }


# What the gold questions of evals/ and the page ask for most, in about that order.
SHAPES = (
    Shape("one month", JANUARY),
    Shape("one month, one country", {**JANUARY, **COUNTRY}),
    Shape("one month, one country, remote only", {**JANUARY, **COUNTRY, "is_remote": True}),
    Shape("one country, ever", COUNTRY),
    Shape("one month by country", JANUARY, ("country",)),
    Shape("one month by level", JANUARY, ("job_level_std",)),
    Shape("one month by function", JANUARY, ("job_function_std",)),
    Shape("one month by company", JANUARY, ("company_name",)),
    Shape("one month by skill", JANUARY, ("skills",)),
    Shape("one month by day", JANUARY, ("posted_day",)),
    Shape("one month by country and level", JANUARY, ("country", "job_level_std")),
    Shape("one month by country, and the month before", JANUARY, ("country",), compare="previous_period"),
    Shape("one month, share of remote by level", JANUARY, ("job_level_std",), "remote_share"),
    Shape("one month, companies by country", JANUARY, ("country",), "companies"),
    Shape("one month, median salary by function", JANUARY, ("job_function_std",), "median_salary"),
    Shape("one country by month", COUNTRY, ("posted_month",)),
    Shape("one skill by month", SKILL, ("posted_month",)),
    Shape("skills of one function, ever", FUNCTION, ("skills",)),
    Shape("by country, ever", {}, ("country",)),
    Shape("by month, ever", {}, ("posted_month",)),
)
# What people choose on the explore page.
EVERYTHING = "everything"
OVERVIEWS: Mapping[str, Filters] = {
    EVERYTHING: {},
    "one month": JANUARY,
    "one country": COUNTRY,
    "one country and function": COUNTRY | FUNCTION,
}
# What the page's figures and charts would take without jobs_overview.
ONE_BY_ONE = (
    *(Shape(f"chart of {name}", group_by=(name,)) for name in ("posted_month", *CHARTS)),
    *(Shape(f"figure of {name}", measure=name) for name in ("companies", "remote_share", "median_salary")),
)
