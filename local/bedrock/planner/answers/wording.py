"""Filters, periods and dimensions in words."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from joblab.jobs.catalogue import DIMENSIONS as CATALOGUE
from local.bedrock.planner.periods import Period, Unit, UnitName
from local.bedrock.planner.reading import FilterValue

_JOB_TYPES = {"fulltime": "full-time", "parttime": "part-time"}
_ADJECTIVES = (
    "is_remote",
    "is_research",
    "job_level_std",
    "job_type_filled",
    "company_industry_std",
    "job_function_std",
)
_AFTER_NOUN = {
    "role_keyword": "with “{}” in the title",
    "company_name": "at {}",
    "location": "in {}",
    "country": "in {}",
    "skills": "requiring {}",
    "tools": "using {}",
    "education_level": "asking for a {} degree",
    "platform": "on {}",
    "search_term": "found by the search “{}”",
}
_BOOLEANS = {"is_remote": {True: "remote", False: "on-site"}, "is_research": {True: "research", False: "non-research"}}
_WITH_ARTICLE = frozenset({"United States", "United Kingdom", "Netherlands", "Philippines", "United Arab Emirates"})
DIMENSIONS = {spec.name: (spec.label.lower(), spec.values) for spec in CATALOGUE}
MEASURES = {
    "count": "postings",
    "share": "share",
    "companies": "companies",
    "remote_share": "remote share",
    "median_salary": "median salary",
}
MEASURED = {
    "count": "Number of",
    "share": "Share of",
    "companies": "Companies that posted",
    "remote_share": "Remote share of",
    "median_salary": "Median salary of",
}


def joined(values: Sequence[str], word: str = "or") -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} {word} {values[-1]}"


def jobs_phrase(filters: Mapping[str, FilterValue], noun: str = "jobs") -> str:
    """The postings that filters select: "remote senior Data Engineering jobs in Berlin requiring Python or SQL"."""
    before = [_adjective(name, filters[name]) for name in _ADJECTIVES if name in filters]
    after = [template.format(_text(filters[name])) for name, template in _AFTER_NOUN.items() if name in filters]
    least = filters.get("salary_min")
    if isinstance(least, float):
        after.append(f"paying at least {least:,.0f} a year")
    return " ".join([*before, noun, *after])


def _adjective(name: str, value: FilterValue) -> str:
    if isinstance(value, bool):
        return _BOOLEANS[name][value]
    values = [_JOB_TYPES.get(item, item) for item in value] if isinstance(value, tuple) else []
    return joined([item.lower() if name == "job_level_std" else item for item in values])


def _text(value: FilterValue) -> str:
    named = [f"the {item}" if item in _WITH_ARTICLE else item for item in value] if isinstance(value, tuple) else []
    return joined(named) if named else str(value)


def group_label(dimension: str, printed: str) -> str:
    """A stored value in words."""
    if dimension in _BOOLEANS:
        return _BOOLEANS[dimension][printed == "true"].capitalize()
    return _JOB_TYPES.get(printed, printed) if dimension == "job_type_filled" else printed


def quoted(text: str) -> str:
    """Foreign text, which must not be read as a placeholder."""
    return text.translate({ord("{"): "(", ord("}"): ")"})


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def period_phrase(period: Period) -> str:
    """The period as an adverbial: "in January 2026", "from 1 March 2026 on"; empty when open on both sides."""
    start, end = period.start, period.end
    if start and end:
        if start == end:
            return f"on {day_words(start)}"
        return _unit_phrase(start, end) or f"from {day_words(start)} to {day_words(end)}"
    if start:
        return f"since {day_words(start)}"
    return f"up to {day_words(end)}" if end else ""


def period_label(period: Period) -> str:
    """The period as a noun: "January 2026", "1 March to 5 April 2026"."""
    phrase = period_phrase(period)
    return phrase.removeprefix("in ").removeprefix("on ").removeprefix("from ")


def _unit_phrase(start: date, end: date) -> str:
    """A whole month, quarter, half or year, or several whole months; empty for any other span."""
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return ""
    units: tuple[UnitName, ...] = ("month", "quarter", "half", "year")
    for name in units:
        for number in range(1, 13 if name == "month" else 5 if name == "quarter" else 3 if name == "half" else 2):
            if Unit(name, number, start.year).resolve(end) == Period(start, end):
                return _UNIT_WORDS[name].format(month=f"{start:%B}", number=number, year=start.year)
    return f"from {start:%B %Y} to {end:%B %Y}"


_UNIT_WORDS: dict[UnitName, str] = {
    "month": "in {month} {year}",
    "quarter": "in Q{number} {year}",
    "half": "in H{number} {year}",
    "year": "in {year}",
}
