"""A row of public.jobs, and what is read from it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from evals.reference.periods import bucket_key, bucket_label
from joblab.jobs.catalogue import KINDS

PERIODS_A_YEAR: Mapping[str, int] = {"yearly": 1, "monthly": 12, "weekly": 52, "daily": 260, "hourly": 2080}
WORD = re.compile(r"[^\W_]+(?:[+#]+(?![^\W_+#]|[+#]))?")
NO_TOKEN = re.compile(r"[\W_]+")
CYCLES: Mapping[str, tuple[str, ...]] = {
    "posted_weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "posted_calendar_month": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


@dataclass(frozen=True)
class Posting:
    """One row, as stored; the fields are its columns."""

    job_id: str
    actual_role: str | None = None
    job_description: str | None = None
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

    @cached_property
    def yearly_pay(self) -> Decimal | None:
        """The middle of the salary range for a year, in the posting's own currency."""
        ends = [end for end in (self.salary_min, self.salary_max) if end is not None]
        factor = PERIODS_A_YEAR.get(key(self.salary_period or ""))
        if not ends or factor is None or not trimmed(self.salary_currency or ""):
            return None
        return sum(ends, Decimal(0)) / len(ends) * factor

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the title."""
        return words(self.actual_role or "")

    @cached_property
    def searchable(self) -> str:
        """Title and description as tokens, each between blanks."""
        return f" {tokens(f'{self.actual_role or ""} {self.job_description or ""}')} "

    @cached_property
    def _keys(self) -> dict[str, frozenset[str]]:
        return {}

    def stored(self, dimension: str) -> str | None:
        """The text of a dimension; a currency is none unless yearly pay is known."""
        if dimension == "salary_currency" and self.yearly_pay is None:
            return None
        value: str | None = getattr(self, dimension)
        return value

    def labels(self, dimension: str) -> Mapping[str, str]:
        """The groups of a dimension that the posting is in: how each is shown, under what makes it one group."""
        match KINDS[dimension]:
            case "time":
                day = self.posted_date
                return {} if day is None else {bucket_key(day, dimension): bucket_label(day, dimension)}
            case "cycle":
                name = cycle_name(self.posted_date, dimension)
                return {} if name is None else {name: name}
            case "boolean":
                value = getattr(self, dimension)
                return {} if value is None else {str(value).lower(): str(value).lower()}
            case "list":
                return items(self.stored(dimension))
        text = self.stored(dimension)
        return {text: text} if text is not None and trimmed(text) else {}

    def keys(self, dimension: str) -> frozenset[str]:
        """What a value of a filter can match: the whole value, of a list each item, of a place each part as well."""
        if dimension not in self._keys:
            found = frozenset(map(key, self.labels(dimension)))
            parts = items(self.stored(dimension)) if KINDS[dimension] == "place" else ()
            self._keys[dimension] = found.union(parts)
        return self._keys[dimension]


def counted(postings: Iterable[Posting]) -> list[Posting]:
    """Leave out the postings that are marked as duplicates."""
    return [posting for posting in postings if posting.has_url_duplicate != 1]


def data_days(postings: Iterable[Posting]) -> tuple[date | None, date | None]:
    """The first and the last day of all counted postings."""
    days = [posting.posted_date for posting in counted(postings) if posting.posted_date]
    return (min(days), max(days)) if days else (None, None)


def trimmed(value: str) -> str:
    """A value without the white space around it."""
    return value.strip(" \t\r\n")


def key(value: str) -> str:
    """What two spellings of one value have in common."""
    return trimmed(value).lower()


def items(value: str | None) -> dict[str, str]:
    """A comma-separated list: the smallest spelling of each item, under its key."""
    found: dict[str, str] = {}
    for item in filter(None, map(trimmed, (value or "").split(","))):
        found[key(item)] = min(found.get(key(item), item), item, key=str.encode)
    return found


def words(text: str) -> frozenset[str]:
    """The words of a job title: letters and digits, and the "+" or "#" behind them."""
    return frozenset(WORD.findall(text.lower()))


def tokens(text: str) -> str:
    """The runs of letters and digits of a text, in lower case, between single blanks."""
    return NO_TOKEN.sub(" ", text.lower()).strip()


def cycle_name(day: date | None, dimension: str) -> str | None:
    """The weekday or the month of a day."""
    if day is None:
        return None
    return CYCLES[dimension][day.weekday() if dimension == "posted_weekday" else day.month - 1]
