"""Turns a record of a file into a row of public.jobs, or says why that cannot be."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from cli.load.errors import BadRowError
from cli.load.rules import country_of, function_of, level_named, level_of, remote_of
from cli.load.source import Record
from joblab.jobs.catalogue import DIMENSIONS

type Value = str | bool | int | float | None
type Posting = dict[str, Value]

# JobSpy's columns under the table's names. A column under the table's own name wins.
JOBSPY = {
    "id": "job_id",
    "site": "platform",
    "job_url": "url",
    "title": "actual_role",
    "company": "company_name",
    "date_posted": "posted_date",
    "job_type": "job_type_filled",
    "interval": "salary_period",
    "min_amount": "salary_min",
    "max_amount": "salary_max",
    "currency": "salary_currency",
    "description": "job_description",
    "company_industry": "company_industry_std",
}
# The longest text that is still plausible, in characters.
LONGEST = {
    "job_id": 200,
    "company_name": 300,
    "url": 4000,
    "job_description": 200_000,
    "skills": 10_000,
    "tools": 10_000,
    "salary_currency": 10,
    "salary_period": 50,
}
LONG = 500
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# How scrapers built on pandas write a missing value.
BLANK = {"", "nan", "none", "null", "nat", "n/a"}


def posting_of(record: Record) -> Posting:
    """The row with what the record says and, where it is silent, what location and title say.

    Raises:
        BadRowError: the file is broken there, it has no title, or a value is unreadable.
    """
    if record.problem:
        raise BadRowError(record.problem)
    values = {JOBSPY.get(name, name): value for name, value in record.values.items()}
    values |= {name: value for name, value in record.values.items() if name not in JOBSPY and not _is_blank(value)}
    posting = {column: read(column, values.get(column)) for column, read in READERS.items()}
    if posting["actual_role"] is None:
        raise BadRowError("no title")
    _complete(posting, _text("job_level", record.values.get("job_level")))
    return posting


def _complete(posting: Posting, level: str | None) -> None:
    title, location = str(posting["actual_role"]), str(posting["location"] or "")
    derived: Posting = {
        "country": country_of(location),
        "is_remote": remote_of(location, title),
        "job_level_std": level_named(level or "") or level_of(title),
        "job_function_std": function_of(title),
    }
    for column, value in derived.items():
        if posting[column] is None:
            posting[column] = value


def _is_blank(value: object) -> bool:
    return value is None or str(value).strip().lower() in BLANK


def _text(column: str, value: object) -> str | None:
    if _is_blank(value):
        return None
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if CONTROL.search(text):
        raise BadRowError(f"control character in {column}")
    if column != "job_description":
        text = " ".join(text.split())
    if len(text) > LONGEST.get(column, LONG):
        raise BadRowError(f"{column} is longer than {LONGEST.get(column, LONG)} characters")
    return text.strip()


def _job_type(column: str, value: object) -> str | None:
    """JobSpy joins several with commas, the main one first."""
    text = _text(column, value)
    return text.split(",")[0].strip() if text else None


def _number(column: str, value: object) -> float | None:
    if _is_blank(value):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0 or number >= Decimal("1e15"):
        raise BadRowError(f"unknown number in {column}: {str(value)[:40]!r}")
    return int(number) if number == number.to_integral_value() else float(number)


def _flag(column: str, value: object) -> bool | None:
    if _is_blank(value):
        return None
    text = str(value).strip().lower()
    if text in {"true", "t", "yes", "y", "1", "1.0"}:
        return True
    if text in {"false", "f", "no", "n", "0", "0.0"}:
        return False
    raise BadRowError(f"neither yes nor no in {column}: {str(value)[:40]!r}")


def _flag_number(column: str, value: object) -> int | None:
    flag = _flag(column, value)
    return None if flag is None else int(flag)


def _date(column: str, value: object) -> str | None:
    """An ISO day or time; a number is milliseconds since 1970, as pandas writes dates into JSON."""
    moment = _moment(column, value)
    return None if moment is None else moment.date().isoformat()


def _time(column: str, value: object) -> str | None:
    moment = _moment(column, value)
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _moment(column: str, value: object) -> datetime | None:
    if _is_blank(value):
        return None
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / 1000, UTC)
        moment = datetime.fromisoformat(str(value).strip())
    except (ValueError, OverflowError, OSError) as error:
        raise BadRowError(f"unknown date in {column}: {str(value)[:40]!r}") from error
    if not date(1990, 1, 1) <= moment.date() <= date(2100, 1, 1):
        raise BadRowError(f"{column} is not a plausible date: {str(value)[:40]!r}")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


OF_KIND: dict[str, Callable[[str, object], Value]] = {"text": _text, "place": _text, "list": _text, "boolean": _flag}
READERS: dict[str, Callable[[str, object], Value]] = (
    {spec.name: OF_KIND[spec.kind] for spec in DIMENSIONS if spec.kind in OF_KIND}
    | dict.fromkeys(("job_id", "actual_role", "url", "job_description", "salary_period"), _text)
    | {
        "job_type_filled": _job_type,
        "posted_date": _date,
        "scraped_at": _time,
        "has_url_duplicate": _flag_number,
        "job_relevance_score": _number,
        "salary_min": _number,
        "salary_max": _number,
    }
)
