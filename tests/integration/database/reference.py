"""The semantic layer once more, in plain Python over a list of postings: slow, simple, and written from the contract.

Tests compare the SQL functions with it. It computes with Decimal, so that results can be compared exactly.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

PERIODS_A_YEAR = {"yearly": 1, "monthly": 12, "weekly": 52, "daily": 260, "hourly": 2080}
TEXT_DIMENSIONS = (
    "country",
    "location",
    "company_name",
    "job_level_std",
    "job_function_std",
    "company_industry_std",
    "job_type_filled",
    "education_level",
    "platform",
    "search_term",
)
BOOLEAN_DIMENSIONS = ("is_remote", "is_research")
LIST_DIMENSIONS = ("skills", "tools")
TIME_DIMENSIONS = ("posted_day", "posted_week", "posted_month", "posted_quarter", "posted_year")

type Filters = Mapping[str, object]


@dataclass(frozen=True)
class Alias:
    """One row of public.value_aliases."""

    dimension: str
    alias: str
    canonical: str


@dataclass(frozen=True)
class Posting:
    """One row of public.jobs, as stored."""

    job_id: str
    actual_role: str | None = None
    company_name: str | None = None
    country: str | None = None
    location: str | None = None
    job_level_std: str | None = None
    job_function_std: str | None = None
    company_industry_std: str | None = None
    job_type_filled: str | None = None
    education_level: str | None = None
    platform: str | None = None
    search_term: str | None = None
    skills: str | None = None
    tools: str | None = None
    is_remote: bool | None = None
    is_research: bool | None = None
    posted_date: date | None = None
    salary_min: Decimal | None = None
    salary_max: Decimal | None = None
    salary_currency: str | None = None
    salary_period: str | None = None
    has_url_duplicate: int | None = None

    def text(self, name: str) -> str | None:
        """Return a text column."""
        value = getattr(self, name)
        assert value is None or isinstance(value, str)
        return value

    @property
    def yearly_pay(self) -> Decimal | None:
        """Middle of the salary range for a year, in the posting's own currency."""
        ends = [end for end in (self.salary_min, self.salary_max) if end is not None]
        factor = PERIODS_A_YEAR.get(key(self.salary_period or ""))
        if not ends or factor is None or not trimmed(self.salary_currency or ""):
            return None
        return sum(ends, Decimal(0)) / len(ends) * factor


def trimmed(value: str) -> str:
    """Return a value without the white space around it."""
    return value.strip(" \t\r\n")


def key(value: str) -> str:
    """Return what two spellings of one value have in common."""
    return trimmed(value).lower()


def items(value: str | None) -> dict[str, str]:
    """Split a comma-separated list: the smallest spelling of each item, under its key."""
    found: dict[str, str] = {}
    for item in filter(None, map(trimmed, (value or "").split(","))):
        found[key(item)] = min(found.get(key(item), item), item, key=str.encode)
    return found


def words(value: str | None) -> set[str]:
    """Return the words of a job title."""
    return set(re.findall(r"[^\W_]+(?:[+#]+(?![^\W_+#]|[+#]))?", (value or "").lower()))


def rounded(value: Decimal) -> Decimal:
    """Round to two decimals, halves away from zero."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def counted(postings: Iterable[Posting]) -> list[Posting]:
    """Leave out the postings that are marked as duplicates."""
    return [posting for posting in postings if posting.has_url_duplicate != 1]


def values_of(filters: Filters, name: str) -> list[object]:
    """Return the values of a filter without nulls and blanks; empty when it is not set."""
    given = filters.get(name)
    values = given if isinstance(given, list) else [given]
    return [value for value in values if value is not None and (not isinstance(value, str) or key(value))]


def names_of(aliases: Sequence[Alias], dimension: str, value: str) -> set[str]:
    """Return the keys of all names of a value, its own among them."""
    known = [alias for alias in aliases if alias.dimension == dimension]
    meant = {a.canonical for a in known if key(value) in (key(a.alias), key(a.canonical))}
    return {key(value)} | {key(name) for a in known if a.canonical in meant for name in (a.alias, a.canonical)}


def keys_of(posting: Posting, dimension: str) -> set[str]:
    """Return what a filter on a text or list dimension can match."""
    stored = posting.text(dimension)
    if dimension in LIST_DIMENSIONS:
        return set(items(stored))
    if stored is None:
        return set()
    return {key(stored)} | (set(items(stored)) if dimension == "location" else set())


def _matches_one(posting: Posting, aliases: Sequence[Alias], name: str, value: object) -> bool:
    if name == "posted_start":
        return posting.posted_date is not None and posting.posted_date.isoformat() >= str(value)
    if name == "posted_end":
        return posting.posted_date is not None and posting.posted_date.isoformat() <= str(value)
    if name == "salary_min":
        return posting.yearly_pay is not None and posting.yearly_pay >= Decimal(str(value))
    if name == "role_keyword":
        return words(str(value)) <= words(posting.actual_role)
    if name in BOOLEAN_DIMENSIONS:
        return getattr(posting, name) is value
    return bool(keys_of(posting, name) & names_of(aliases, name, str(value)))


def selected(postings: Iterable[Posting], aliases: Sequence[Alias], filters: Filters) -> list[Posting]:
    """Return the counted postings that every filter lets through."""
    return [
        posting
        for posting in counted(postings)
        if all(
            any(_matches_one(posting, aliases, name, value) for value in values_of(filters, name))
            for name in filters
            if values_of(filters, name)
        )
    ]


def unknown_values(postings: Iterable[Posting], aliases: Sequence[Alias], filters: Filters) -> set[tuple[str, str]]:
    """Return the pairs of filter and value that no counted posting has; of a role_keyword, the single words."""
    everything = counted(postings)
    named = {
        (name, str(value))
        for name in (*TEXT_DIMENSIONS, *LIST_DIMENSIONS)
        for value in values_of(filters, name)
        if not any(keys_of(posting, name) & names_of(aliases, name, str(value)) for posting in everything)
    }
    asked = {word for value in values_of(filters, "role_keyword") for word in words(str(value))}
    return named | {
        ("role_keyword", word)
        for word in asked
        if not any(word in words(posting.actual_role) for posting in everything)
    }


def data_days(postings: Iterable[Posting]) -> tuple[str | None, str | None]:
    """Return the first and the last day of all counted postings."""
    days = [posting.posted_date for posting in counted(postings) if posting.posted_date]
    return (min(days).isoformat(), max(days).isoformat()) if days else (None, None)


def bucket(day: date, dimension: str) -> date:
    """Return the first day of the bucket that a day is in."""
    match dimension:
        case "posted_week":
            return day - timedelta(days=day.weekday())
        case "posted_month":
            return day.replace(day=1)
        case "posted_quarter":
            return day.replace(month=day.month - (day.month - 1) % 3, day=1)
        case "posted_year":
            return day.replace(month=1, day=1)
    return day


def bucket_label(first_day: date, dimension: str) -> str:
    """Return how a bucket is shown."""
    match dimension:
        case "posted_month":
            return f"{first_day:%Y-%m}"
        case "posted_quarter":
            return f"{first_day.year}-Q{(first_day.month + 2) // 3}"
        case "posted_year":
            return str(first_day.year)
    return first_day.isoformat()
