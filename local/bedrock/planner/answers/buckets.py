"""The stretches of time that rows are grouped by."""

from dataclasses import dataclass
from datetime import date, timedelta

from local.bedrock.planner.periods import add_months

_MONTHS = {"posted_month": 1, "posted_quarter": 3, "posted_year": 12}


@dataclass(frozen=True)
class Bucket:
    """Inclusive days."""

    start: date
    end: date


def bucket_of(dimension: str, printed: str) -> Bucket:
    """The days of a row's key: "2026-01-05" (a day or a week's Monday), "2026-01", "2026-Q1" or "2026"."""
    if dimension in ("posted_day", "posted_week"):
        day = date.fromisoformat(printed)
        return Bucket(day, day + timedelta(days=6 if dimension == "posted_week" else 0))
    year, _, part = printed.partition("-")
    months = _MONTHS[dimension]
    number = int(part.removeprefix("Q")) if part else 1
    start = date(int(year), (number - 1) * months + 1, 1)
    return Bucket(start, add_months(start, months) - timedelta(days=1))
