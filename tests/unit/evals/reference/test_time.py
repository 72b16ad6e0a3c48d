"""Rows of time: complete, compared and cut, worked out by hand."""

from datetime import date

import pytest

from evals.reference import bucket_label, buckets, earlier
from tests.unit.evals.reference.asking import ask, paid, posted, table

YEAR = {"posted_start": "2026-01-01", "posted_end": "2026-12-31"}


def test_every_bucket_is_there_as_far_as_there_are_data() -> None:
    postings = posted("2025-11-30", "2026-01-05", "2026-04-01", country=["UK", "DE", "DE"])

    assert table(ask(postings, group_by=["posted_month"], filters=YEAR), "value", "postings") == [
        ("2026-01", 1, 1),
        ("2026-02", 0, 0),
        ("2026-03", 0, 0),
        ("2026-04", 1, 1),
    ]
    nothing = ask(postings, group_by=["posted_quarter"], filters={"country": "FR"}, measure="remote_share")
    assert table(nothing, "value", "postings") == [("2025-Q4", None, 0), ("2026-Q1", None, 0), ("2026-Q2", None, 0)]
    assert (nothing["groups"], nothing["missing"]) == (3, 0)
    assert ask(postings, group_by=["posted_month"], filters={"posted_start": "2027-01-01"})["rows"] == []
    assert ask([], group_by=["posted_month"])["rows"] == []


def test_with_a_least_number_of_postings_nothing_is_added() -> None:
    answer = ask(posted("2026-01-05", "2026-03-05"), group_by=["posted_month"], min_postings=1)

    assert table(answer) == [("2026-01",), ("2026-03",)]
    assert answer["small"] == {"groups": 0, "postings": 0}


def test_every_series_is_complete() -> None:
    postings = posted("2026-01-05", "2026-03-05", tools=["AWS", "aws, dbt"])
    answer = ask(postings, group_by=["tools", "posted_month"], measure="share")

    assert table(answer, "value") == [
        ("AWS", "2026-01", 50),
        ("dbt", "2026-01", 0),
        ("AWS", "2026-02", 0),
        ("dbt", "2026-02", 0),
        ("AWS", "2026-03", 50),
        ("dbt", "2026-03", 50),
    ]


def test_a_share_of_nothing_is_null() -> None:
    answer = ask(posted("2026-01-05"), group_by=["posted_month"], filters={"country": "FR"}, measure="share")

    assert table(answer, "value") == [("2026-01", None)]


def test_pay_is_complete_in_every_currency() -> None:
    postings = [
        *paid(("EUR", 10), ("USD", 20), posted_date=date(2026, 1, 5)),
        *paid(("EUR", 30), posted_date=date(2026, 2, 5)),
    ]
    answer = ask(postings, group_by=["posted_month"], measure="median_salary")

    assert table(answer, "currency", "value", "mean", "postings") == [
        ("2026-01", "EUR", 10, 10, 1),
        ("2026-01", "USD", 20, 20, 1),
        ("2026-02", "EUR", 30, 30, 1),
        ("2026-02", "USD", None, None, 0),
    ]
    unpaid = ask(posted("2026-01-05"), group_by=["posted_month"], measure="median_salary")
    assert table(unpaid, "currency", "value") == [("2026-01", None, None)]


def test_whole_series_are_kept_the_largest_first() -> None:
    days = ["2026-01-05"] * 3 + ["2026-02-05"] * 3 + ["2026-03-05"] * 3
    postings = posted(*days, country=["DE", "FR", "UK", "DE", "DE", "FR", "UK", "FR", "FR"])
    answer = ask(postings, group_by=["country", "posted_month"], row_limit=7)

    assert table(answer, "value") == [
        ("DE", "2026-01", 1),
        ("FR", "2026-01", 1),
        ("DE", "2026-02", 2),
        ("FR", "2026-02", 1),
        ("FR", "2026-03", 2),
        ("DE", "2026-03", 0),
    ]
    assert answer["cut"] == {"groups": 3, "postings": 2, "by": {}}


def test_of_one_series_the_newest_buckets_are_kept() -> None:
    days = ["2026-01-05", "2026-02-05", "2026-03-05", "2026-03-06"]
    answer = ask(posted(*days, country=["DE", "DE", "DE", "FR"]), group_by=["posted_month", "country"], row_limit=2)

    assert table(answer, "value") == [("2026-02", "DE", 1), ("2026-03", "DE", 1)]
    assert answer["cut"] == {"groups": 4, "postings": 2, "by": {"DE": 1}}


def test_several_currencies_are_whole_series_too() -> None:
    postings = [
        *paid(("EUR", 10), ("EUR", 20), ("USD", 20), posted_date=date(2026, 1, 5)),
        *paid(("USD", 30), posted_date=date(2026, 2, 5)),
    ]
    answer = ask(postings, group_by=["posted_month"], measure="median_salary", row_limit=3)

    assert table(answer, "currency", "value") == [("2026-01", "EUR", 15), ("2026-02", "EUR", None)]


@pytest.mark.parametrize(
    ("by", "now", "then", "rows"),
    [
        ("month", "2026-01-01..2026-03-31", "2025-06-01..2025-07-31", "2026-01 1 3, 2026-02 1 1, 2026-03 1 0"),
        ("quarter", "2026-01-01..2026-03-31", "2025-06-15..2025-07-31", "2026-Q1 3 2, 2026-Q2 0 1"),
        ("day", "2026-01-05..2026-01-06", "2025-06-19..2025-06-20", "2026-01-05 1 0, 2026-01-06 0 2"),
        ("week", "2026-01-07..2026-01-12", "2025-06-19..2025-06-30", "2026-01-05 0 2, 2026-01-12 0 0"),
    ],
)
def test_buckets_of_another_period_are_as_far_from_its_first(by: str, now: str, then: str, rows: str) -> None:
    days = "2026-01-05", "2026-02-10", "2026-03-31", "2025-06-02", "2025-06-20", "2025-06-20", "2025-07-01"
    (start, end), (first, last) = now.split(".."), then.split("..")
    filters = {"posted_start": start, "posted_end": end}
    answer = ask(posted(*days), group_by=[f"posted_{by}"], filters=filters, compare_start=first, compare_end=last)

    assert ", ".join(" ".join(map(str, row)) for row in table(answer, "value", "previous")) == rows
    assert answer["compare"] == "other_period"
    assert answer["previous_period"] == {"start": first, "end": last}


def test_added_rows_are_compared_too() -> None:
    postings = posted("2025-01-05", "2026-01-05", "2026-03-05", country="DE")
    answer = ask(
        postings,
        group_by=["posted_month", "country"],
        filters={"posted_start": "2026-01-01"},
        compare="previous_year",
    )

    assert table(answer, "value", "previous", "change", "change_percent") == [
        ("2026-01", "DE", 1, 1, 0, 0),
        ("2026-02", "DE", 0, 0, 0, None),
        ("2026-03", "DE", 1, 0, 1, None),
    ]


def test_buckets() -> None:
    day = date(2026, 1, 1)
    labels = [bucket_label(day, f"posted_{unit}") for unit in ("day", "week", "month", "quarter", "year")]

    assert labels == ["2026-01-01", "2025-12-29", "2026-01", "2026-Q1", "2026"]
    assert list(buckets(date(2025, 12, 31), date(2026, 2, 1), "posted_month")) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert list(buckets(date(2026, 1, 4), date(2026, 1, 5), "posted_week")) == [date(2025, 12, 29), date(2026, 1, 5)]


@pytest.mark.parametrize(
    ("period", "compare", "by", "before"),
    [
        ("2026-01-01..2026-03-31", "previous_period", None, "2025-10-01..2025-12-31"),
        ("2026-01-10..2026-01-19", "previous_period", None, "2025-12-31..2026-01-09"),
        ("2025-02-01..2025-02-28", "previous_year", None, "2024-02-01..2024-02-29"),
        ("2026-01-05..2026-01-25", "previous_year", "posted_week", "2025-01-06..2025-01-26"),
        ("2026-01-15..2026-03-31", "previous_period", "posted_month", "2025-12-15..2026-02-28"),
    ],
)
def test_the_period_before(period: str, compare: str, by: str | None, before: str) -> None:
    start, end = map(date.fromisoformat, period.split(".."))
    found = earlier(start, end, compare, by)

    assert f"{found.start}..{found.end}" == before
