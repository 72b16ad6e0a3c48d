"""The questions that the database is measured with: the most usual ones, and one of each other kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.reference import CHARTS, Question

type Filters = dict[str, object]

JANUARY: Filters = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
COUNTRY: Filters = {"country": "Country 9"}
SKILL: Filters = {"skills": "Skill 9"}
FUNCTION: Filters = {"job_function_std": "Function 9"}
REGION = "Region 1"
BOTH: Filters = {"all_of": {"skills": ["Skill 1", "Skill 2"]}}
PHRASE: Filters = {"text": '"rare topic 7"'}


@dataclass(frozen=True)
class Shape:
    """A question, as job_stats takes it."""

    name: str
    filters: Filters = field(default_factory=dict)
    group_by: tuple[str, ...] = ()
    measure: str = "count"
    compare: str | None = None
    part: Filters | None = None

    @property
    def arguments(self) -> dict[str, object]:
        """What is sent to job_stats."""
        return {
            "measure": self.measure,
            "group_by": list(self.group_by),
            "filters": self.filters,
            "compare": self.compare,
            "part": self.part,
        }

    def question(self, row_limit: int) -> Question:
        """The same for the reference."""
        return Question(
            self.measure, self.group_by, self.filters, part=self.part, compare=self.compare, row_limit=row_limit
        )


# What the gold questions of evals/ and the page ask for most, in about that order; PostgREST knows their filters.
USUAL = (
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
    Shape("one month, pay by function", JANUARY, ("job_function_std",), "median_salary"),
    Shape("one country by month", COUNTRY, ("posted_month",)),
    Shape("one skill by month", SKILL, ("posted_month",)),
    Shape("skills of one function, ever", FUNCTION, ("skills",)),
    Shape("by country, ever", {}, ("country",)),
    Shape("by month, ever", {}, ("posted_month",)),
)
# One of each other kind.
OTHER = (
    Shape("all countries but one, by month", {"exclude": COUNTRY}, ("posted_month",)),
    Shape("one month without a skill, by country", {**JANUARY, "exclude": SKILL}, ("country",)),
    Shape("one month, both of two skills, by country", {**JANUARY, **BOTH}, ("country",)),
    Shape("one month, a phrase, by country", {**JANUARY, **PHRASE}, ("country",)),
    Shape("one month by weekday", JANUARY, ("posted_weekday",)),
    Shape(
        "one month, share of three levels by country",
        JANUARY,
        ("country",),
        "share",
        part={"job_level_std": ["Level 1", "Level 2", "Level 3"]},
    ),
    Shape("one month with pay, by country", {**JANUARY, "stated": ["salary"]}, ("country",)),
    Shape("one region by month", {"country": REGION}, ("posted_month",)),
)
# Those that look at postings of all time, scattered over the whole table.
LONG = (
    Shape("both of two skills, by month", BOTH, ("posted_month",)),
    Shape("a phrase, by month", PHRASE, ("posted_month",)),
    Shape("without a skill, by month", {"exclude": SKILL}, ("posted_month",)),
)
SHAPES = (*USUAL, *OTHER, *LONG)
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
