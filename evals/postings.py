"""The postings themselves, read past everything that is under test."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

import httpx
from pydantic import JsonValue, TypeAdapter

PAGE_ROWS = 1000
LISTS = ("skills", "tools")
FLAGS = ("is_remote", "is_research")
TEXTS = (
    *("job_id", "actual_role", "company_name", "country", "location", "job_level_std", "job_function_std"),
    *("company_industry_std", "job_type_filled", "education_level", "platform", "search_term"),
)
COLUMNS = (*TEXTS, *LISTS, *FLAGS, "posted_date", "has_url_duplicate")
PAY = ("salary_min", "salary_max", "salary_currency", "salary_period")
PERIODS_A_YEAR: Mapping[str, int] = {"yearly": 1, "monthly": 12, "weekly": 52, "daily": 260, "hourly": 2080}

type Row = Mapping[str, JsonValue]
_ROWS: TypeAdapter[list[dict[str, JsonValue]]] = TypeAdapter(list[dict[str, JsonValue]])


@dataclass(frozen=True)
class Posting:
    """A row, and what is read from it."""

    row: Row
    day: date | None
    yearly_pay: Decimal | None
    """The middle of the range for a year, in the posting's currency."""
    _keys: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, row: Row) -> "Posting":
        """Read a row of public.jobs as PostgREST gives it."""
        day = row["posted_date"]
        return cls(row, date.fromisoformat(str(day)) if day else None, _yearly_pay(row))

    @cached_property
    def id(self) -> str:
        """The posting's job_id."""
        return str(self.row["job_id"])

    def values(self, dimension: str) -> tuple[str, ...]:
        """What the posting counts under; nothing for a blank one. Flags are "true" or "false"."""
        if dimension.startswith("posted_"):
            return (bucket(self.day, dimension),) if self.day else ()
        value = self.row[dimension]
        if dimension in FLAGS:
            return () if value is None else (str(value).lower(),)
        text = str(value or "").strip()
        if dimension in LISTS:
            return tuple({item.casefold(): item for item in _items(text)}.values())
        return (text,) if text else ()

    def has(self, filter_name: str, value: JsonValue) -> bool:
        """Whether the posting passes a filter: a dimension, `role` (words of the title) or `salary_min`."""
        if filter_name == "salary_min":
            return self.yearly_pay is not None and self.yearly_pay >= Decimal(str(value))
        if filter_name not in self._keys:
            self._keys[filter_name] = self._found_by(filter_name)
        wanted = str(value).casefold()
        return _words(wanted) <= self._keys["role"] if filter_name == "role" else wanted in self._keys[filter_name]

    def _found_by(self, filter_name: str) -> frozenset[str]:
        """The words of the title, or the values as a whole; a location also by each of its parts."""
        if filter_name == "role":
            return _words(str(self.row["actual_role"] or "").casefold())
        values = [value.casefold() for value in self.values(filter_name)]
        parts = [part for value in values for part in _items(value)] if filter_name == "location" else []
        return frozenset((*values, *parts))


def bucket(day: date, dimension: str) -> str:
    """The label of a day's day, week (its Monday), month, quarter or year."""
    match dimension:
        case "posted_day":
            return day.isoformat()
        case "posted_week":
            return date.fromordinal(day.toordinal() - day.weekday()).isoformat()
        case "posted_month":
            return f"{day:%Y-%m}"
        case "posted_quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
    return str(day.year)


def fetch_postings(url: str, secret_key: str) -> tuple[Posting, ...]:
    """Every posting that counts, over PostgREST as `service_role`, by job_id.

    Raises:
        httpx.HTTPError: Supabase does not answer, or refuses.
    """
    rows: list[dict[str, JsonValue]] = []
    headers = {"apikey": secret_key}
    with httpx.Client(base_url=f"{url}/rest/v1", headers=headers, timeout=60) as client:
        while True:
            window: dict[str, str | int] = {
                "select": ",".join((*COLUMNS, *PAY)),
                "order": "job_id",
                "limit": PAGE_ROWS,
                "offset": len(rows),
            }
            page = _ROWS.validate_json(client.get("/jobs", params=window).raise_for_status().content)
            rows += page
            if len(page) < PAGE_ROWS:
                return postings_of(rows)


def postings_of(rows: Iterable[Row]) -> tuple[Posting, ...]:
    """The rows as postings, without those that are marked as duplicates."""
    return tuple(Posting.of(row) for row in rows if row["has_url_duplicate"] != 1)


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+[+#]*", text))


def _yearly_pay(row: Row) -> Decimal | None:
    ends = [Decimal(str(row[end])) for end in ("salary_min", "salary_max") if row[end] is not None]
    periods = PERIODS_A_YEAR.get(str(row["salary_period"]).lower())
    if not ends or periods is None or not row["salary_currency"]:
        return None
    return sum(ends, Decimal()) / len(ends) * periods
