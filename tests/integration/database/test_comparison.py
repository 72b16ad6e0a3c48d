"""What a period is compared with."""

from datetime import date
from decimal import Decimal

import pytest

from evals.reference import Posting
from local.supabase.embedded import Connection
from tests.integration.database.api import answer, store


@pytest.mark.parametrize(
    ("start", "end", "compare", "by", "previous"),
    [
        ("2026-01-01", "2026-01-31", "previous_period", None, ("2025-12-01", "2025-12-31")),
        ("2026-03-01", "2026-03-31", "previous_period", None, ("2026-02-01", "2026-02-28")),
        ("2026-01-01", "2026-03-31", "previous_period", None, ("2025-10-01", "2025-12-31")),
        ("2025-01-01", "2026-12-31", "previous_period", None, ("2023-01-01", "2024-12-31")),
        ("2026-01-10", "2026-01-19", "previous_period", None, ("2025-12-31", "2026-01-09")),
        ("2026-01-01", "2026-01-30", "previous_period", None, ("2025-12-02", "2025-12-31")),
        ("2026-01-05", "2026-01-05", "previous_period", None, ("2026-01-04", "2026-01-04")),
        ("2026-01-01", "2026-01-31", "previous_year", None, ("2025-01-01", "2025-01-31")),
        ("2025-02-01", "2025-02-28", "previous_year", None, ("2024-02-01", "2024-02-29")),
        ("2025-02-10", "2025-02-28", "previous_year", None, ("2024-02-10", "2024-02-28")),
        ("2024-02-29", "2024-02-29", "previous_year", None, ("2023-02-28", "2023-02-28")),
        ("2026-01-01", "2026-01-31", "previous_period", "posted_day", ("2025-12-31", "2026-01-30")),
        ("2026-01-05", "2026-01-25", "previous_period", "posted_week", ("2025-12-29", "2026-01-18")),
        ("2026-01-05", "2026-01-25", "previous_year", "posted_week", ("2025-01-06", "2025-01-26")),
        ("2026-01-15", "2026-11-22", "previous_period", "posted_month", ("2025-12-15", "2026-10-22")),
        ("2026-01-15", "2026-03-31", "previous_period", "posted_month", ("2025-12-15", "2026-02-28")),
        ("2026-01-01", "2026-06-30", "previous_period", "posted_quarter", ("2025-10-01", "2026-03-31")),
        ("2026-01-01", "2026-06-30", "previous_period", "posted_year", ("2025-01-01", "2025-06-30")),
        ("2026-01-15", "2026-06-30", "previous_year", "posted_month", ("2025-01-15", "2025-06-30")),
    ],
)
def test_the_previous_period(
    db: Connection, start: str, end: str, compare: str, by: str | None, previous: tuple[str, str]
) -> None:
    stats = answer(
        db,
        "job_stats",
        group_by=[by] if by else [],
        filters={"posted_start": start, "posted_end": end},
        compare=compare,
    )
    assert stats["previous_period"] == {"start": previous[0], "end": previous[1]}


def posted(*days: date) -> list[Posting]:
    """Return one posting for each day."""
    return [Posting(job_id=str(number), posted_date=day) for number, day in enumerate(days)]


def compared(db: Connection, by: str, start: str, compare: str) -> list[tuple[object, ...]]:
    """Return bucket, value and previous value of each row."""
    filters = {"posted_start": start}
    rows = answer(db, "job_stats", group_by=[by], filters=filters, compare=compare)["rows"]
    assert isinstance(rows, list)
    return [(row["keys"][by], row["value"], row["previous"]) for row in rows]


def test_each_month_is_compared_with_the_one_before_up_to_the_same_day(db: Connection) -> None:
    store(db, posted(date(2026, 1, 3), date(2026, 1, 20), date(2026, 2, 3), date(2026, 2, 4), date(2026, 2, 10)))
    assert compared(db, "posted_month", "2026-01-01", "previous_period") == [("2026-01", 2, 0), ("2026-02", 3, 1)]


def test_a_29_february_is_compared_with_nothing(db: Connection) -> None:
    store(db, posted(date(2024, 2, 28), date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1)))
    rows = compared(db, "posted_day", "2025-02-28", "previous_year")
    assert rows == [("2025-02-28", 1, 1), ("2025-03-01", 1, 0)]


def test_weeks_meet_mondays_a_year_before(db: Connection) -> None:
    store(db, posted(date(2025, 1, 6), date(2026, 1, 5), date(2026, 1, 11)))
    assert compared(db, "posted_week", "2026-01-05", "previous_year") == [("2026-01-05", 2, 1)]


def test_a_median_is_compared_in_its_own_currency(db: Connection) -> None:
    def paid(job_id: str, month: int, currency: str, pay: int) -> Posting:
        day = date(2026, month, 5)
        return Posting(
            job_id, posted_date=day, salary_min=Decimal(pay), salary_currency=currency, salary_period="yearly"
        )

    store(db, [paid("1", 2, "EUR", 50), paid("2", 1, "EUR", 40), paid("3", 1, "USD", 90), paid("4", 1, "USD", 90)])
    filters = {"posted_start": "2026-02-01", "posted_end": "2026-02-28"}
    stats = answer(db, "job_stats", measure="median_salary", filters=filters, compare="previous_period")
    rows, total = stats["rows"], stats["total"]
    assert isinstance(rows, list)
    assert isinstance(total, dict)
    shown = [(row["currency"], row["value"], row["previous"], row["change_percent"]) for row in rows]
    assert shown == [("EUR", 50, 40, 25), ("USD", None, 90, None)]
    assert (stats["group_by"], total["value"], total["previous"]) == (["salary_currency"], None, None)
    assert (total["postings"], total["currencies"]) == (1, ["EUR", "USD"])


def test_any_earlier_period_can_be_compared_with(db: Connection) -> None:
    store(db, posted(date(2025, 3, 5), date(2025, 3, 6), date(2026, 1, 5), date(2026, 2, 5)))
    stats = answer(
        db,
        "job_stats",
        filters={"posted_start": "2026-01-01", "posted_end": "2026-02-28"},
        compare_start="2025-03-01",
        compare_end="2025-03-31",
    )
    assert stats["compare"] == "other_period"
    assert stats["previous_period"] == {"start": "2025-03-01", "end": "2025-03-31"}
    assert stats["total"] == {"value": 2, "postings": 2, "previous": 2, "change": 0, "change_percent": 0}


@pytest.mark.parametrize(
    ("by", "first", "last", "rows"),
    [
        ("posted_month", "2025-03-15", "2025-04-30", [("2026-01", 1, 1), ("2026-02", 1, 0)]),
        ("posted_quarter", "2025-03-01", "2025-03-31", [("2026-Q1", 2, 2)]),
        ("posted_week", "2025-03-01", "2025-03-31", [("2026-01-05", 1, 1), ("2026-02-02", 1, 0)]),
    ],
)
def test_buckets_are_as_far_from_the_first_as_their_partners(
    db: Connection, by: str, first: str, last: str, rows: list[tuple[object, ...]]
) -> None:
    store(db, posted(date(2025, 3, 5), date(2025, 3, 16), date(2026, 1, 5), date(2026, 2, 5)))
    stats = answer(
        db,
        "job_stats",
        group_by=[by],
        filters={"posted_start": "2026-01-01", "posted_end": "2026-02-28"},
        compare_start=first,
        compare_end=last,
    )
    shown = stats["rows"]
    assert isinstance(shown, list)
    filled = [(row["keys"][by], row["value"], row["previous"]) for row in shown]
    assert [row for row in filled if row[1]] == rows
