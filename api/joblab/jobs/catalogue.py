"""The semantic layer's vocabulary, declared once: what can be measured, split by and filtered on.

SQL's own copy, the page's words and the API's types are generated from here (`make generated`);
docs/semantic-layer.md shows what a new dimension takes.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

DimensionKind = Literal["text", "place", "list", "boolean", "time", "cycle"]
"""`place`: a text that is also found by each part between its commas. `cycle`: weekdays or months of any year."""
FilterKind = Literal["words", "search", "date", "pay"]
Unit = Literal["count", "percent", "money"]
# How postings are counted ahead by it: docs/semantic-layer.md, "How it is fast".
Cells = Literal["wide", "usual", "narrow", "day", "pay"]


class DimensionSpec(NamedTuple):
    """What postings are split by; each but those of time is a filter too.

    `values` says several of them ("countries"); `column` is the column of joblab.postings, where it has another name.
    """

    name: str
    kind: DimensionKind
    label: str
    values: str
    cells: Cells
    has_chart: bool = False
    column: str = ""


class FilterSpec(NamedTuple):
    """A filter that is no dimension."""

    name: str
    kind: FilterKind
    label: str


class MeasureSpec(NamedTuple):
    """`of` says what a count counts, and whether a percentage is a share of something or a rate."""

    name: str
    label: str
    unit: Unit
    of: str = ""


DIMENSIONS = (
    DimensionSpec("country", "text", "Country", "countries", "wide", has_chart=True),
    DimensionSpec("job_function_std", "text", "Function", "functions", "wide", has_chart=True),
    DimensionSpec("job_level_std", "text", "Level", "levels", "wide", has_chart=True),
    DimensionSpec("is_remote", "boolean", "Remote", "kinds of work place", "usual", has_chart=True),
    DimensionSpec("is_research", "boolean", "Research", "kinds of work", "usual"),
    DimensionSpec("company_industry_std", "text", "Industry", "industries", "usual", has_chart=True),
    DimensionSpec("job_type_filled", "text", "Job type", "job types", "usual", has_chart=True),
    DimensionSpec("education_level", "text", "Education", "education levels", "usual"),
    DimensionSpec("platform", "text", "Platform", "platforms", "usual"),
    DimensionSpec("search_term", "text", "Search term", "search terms", "usual"),
    DimensionSpec("skills", "list", "Skill", "skills", "usual", has_chart=True),
    DimensionSpec("tools", "list", "Tool", "tools", "usual", has_chart=True),
    DimensionSpec("company_name", "text", "Company", "companies", "narrow"),
    DimensionSpec("location", "place", "Location", "locations", "narrow"),
    DimensionSpec("salary_currency", "text", "Currency", "currencies", "pay", column="pay_currency"),
    DimensionSpec("posted_weekday", "cycle", "Weekday", "weekdays", "day"),
    DimensionSpec("posted_calendar_month", "cycle", "Calendar month", "calendar months", "day"),
    DimensionSpec("posted_day", "time", "Day", "days", "day"),
    DimensionSpec("posted_week", "time", "Week", "weeks", "day"),
    DimensionSpec("posted_month", "time", "Month", "months", "day", has_chart=True),
    DimensionSpec("posted_quarter", "time", "Quarter", "quarters", "day"),
    DimensionSpec("posted_year", "time", "Year", "years", "day"),
)
FILTERS = (
    FilterSpec("role_keyword", "words", "Title"),
    FilterSpec("text", "search", "Text"),
    FilterSpec("posted_start", "date", "From"),
    FilterSpec("posted_end", "date", "Until"),
    FilterSpec("salary_min", "pay", "Pay from"),
    FilterSpec("salary_max", "pay", "Pay up to"),
)
MEASURES = (
    MeasureSpec("count", "Postings", "count", "postings"),
    MeasureSpec("share", "Share of postings", "percent", "share"),
    MeasureSpec("companies", "Companies", "count", "companies"),
    MeasureSpec("remote_share", "Remote share", "percent", "rate"),
    MeasureSpec("median_salary", "Median yearly pay", "money"),
)

KINDS = {spec.name: spec.kind for spec in (*DIMENSIONS, *FILTERS)}
TIME = frozenset(spec.name for spec in DIMENSIONS if spec.kind == "time")

if TYPE_CHECKING:
    type Measure = str
    type Category = str
    type Dimension = str
else:
    Measure = Literal[*(spec.name for spec in MEASURES)]
    Category = Literal[*(spec.name for spec in DIMENSIONS if spec.kind != "time")]
    Dimension = Literal[*(spec.name for spec in DIMENSIONS)]
Comparison = Literal["previous_period", "previous_year"]
# The other one is what compare_start and compare_end name.
AnswerComparison = Literal[Comparison, "other_period"]
StatsOrder = Literal["value", "mean", "time", "change", "change_percent", "postings"]
JobOrder = Literal["posted_date", "actual_role", "company_name", "country", "location", "salary"]
