"""job_stats, worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from evals.reference import Posting
from tests.unit.evals.reference.asking import ask, paid, posted, table

JANUARY = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
FEBRUARY = {"posted_start": "2026-02-01", "posted_end": "2026-02-28"}


COUNTRIES = posted(
    *["2026-01-05"] * 4, *["2026-01-07"] * 3, "", country=["DE", "DE", "DE", "FR", "FR", "UK", None, "DE"]
)


def test_a_share_is_of_all_postings() -> None:
    answer = ask(COUNTRIES, measure="share", group_by=["country"])

    assert table(answer, "value", "postings") == [("DE", 50, 4), ("FR", 25, 2), ("UK", Decimal("12.5"), 1)]
    assert (answer["total"], answer["missing"]) == ({"value": 100, "postings": 8}, 1)


def test_a_share_with_part_is_of_the_postings_of_its_group() -> None:
    answer = ask(COUNTRIES, measure="share", group_by=["country"], part={"exclude": {"posted_weekday": "monday"}})

    assert table(answer, "value", "postings") == [("UK", 100, 1), ("FR", 50, 2), ("DE", 25, 4)]
    assert answer["total"] == {"value": 50, "postings": 8}
    assert answer["part"] == {"exclude": {"posted_weekday": "Monday"}}


def test_a_share_with_part_of_no_postings_is_null() -> None:
    answer = ask(
        posted("2026-01-05", country="DE"),
        measure="share",
        part={"is_remote": True},
        group_by=["country"],
        filters=FEBRUARY,
        compare="previous_period",
    )

    assert table(answer, "value", "postings", "previous", "change") == [("DE", None, 0, 0, None)]


def test_pay_has_a_row_for_each_currency_the_most_frequent_first() -> None:
    postings = [
        *paid(("EUR", 10), ("EUR", 20), ("EUR", 40), country="DE"),
        *paid(("USD", 99), country="DE"),
        *paid(("EUR", 30), ("USD", 50), country="FR"),
        Posting("unpaid", country="FR"),
        Posting("nowhere", salary_min=Decimal(1), salary_currency="EUR", salary_period="once"),
    ]
    answer = ask(postings, measure="median_salary", group_by=["country"])

    assert table(answer, "currency", "value", "p25", "p75", "mean", "postings") == [
        ("FR", "EUR", 30, 30, 30, 30, 1),
        ("DE", "EUR", 20, 15, 30, Decimal("23.33"), 3),
        ("DE", "USD", 99, 99, 99, 99, 1),
        ("FR", "USD", 50, 50, 50, 50, 1),
    ]
    assert answer["total"] == {
        **dict.fromkeys(["value", "p25", "p75", "mean", "currency"]),
        "postings": 6,
        "currencies": ["EUR", "USD"],
    }
    assert (answer["unpaid"], answer["missing"], answer["groups"]) == (2, 1, 4)


def test_pay_by_number_of_postings_has_no_order_of_currencies() -> None:
    postings = [
        *paid(("EUR", 10), ("EUR", 20), country="DE"),
        *paid(("USD", 99), ("USD", 98), ("USD", 97), country="FR"),
        *paid(("EUR", 1), ("EUR", 2), country="UK"),
    ]
    answer = ask(postings, measure="median_salary", group_by=["country"], order_by="postings")

    assert table(answer, "currency") == [("FR", "USD"), ("DE", "EUR"), ("UK", "EUR")]


def test_percentiles_lie_between_values_and_are_rounded_at_the_end() -> None:
    total = ask(paid(("EUR", 1), ("EUR", 1.01), ("EUR", 1.02), ("EUR", 1.05)), measure="median_salary")["total"]

    assert total == {
        "value": Decimal("1.02"),  # 1.015
        "p25": Decimal("1.01"),  # 1.0075
        "p75": Decimal("1.03"),  # 1.0275
        "mean": Decimal("1.02"),
        "postings": 4,
        "currency": "EUR",
        "currencies": ["EUR"],
    }


def test_pay_in_several_currencies_is_answered_by_currency() -> None:
    answer = ask(paid(("EUR", 10), ("USD", 99), ("USD", 97)), measure="median_salary")

    assert answer["group_by"] == ["salary_currency"]
    assert table(answer, "currency", "value", "postings") == [("USD", "USD", 98, 2), ("EUR", "EUR", 10, 1)]


def test_pay_of_nobody() -> None:
    answer = ask([Posting("1")], measure="median_salary")

    assert (answer["group_by"], answer["rows"], answer["unpaid"]) == ([], [], 1)
    assert answer["total"] == {
        **dict.fromkeys(["value", "p25", "p75", "mean", "currency"]),
        "postings": 0,
        "currencies": [],
    }


def test_pay_is_compared_in_its_own_currency() -> None:
    january, february = {"posted_date": date(2026, 1, 5)}, {"posted_date": date(2026, 2, 5)}
    postings = [*paid(("EUR", 50), **february), *paid(("EUR", 40), ("USD", 90), **january)]
    answer = ask(postings, measure="median_salary", filters=FEBRUARY, compare="previous_period")

    assert table(answer, "value", "postings", "previous", "change", "change_percent") == [
        ("EUR", 50, 1, 40, 10, 25),
        ("USD", None, 0, 90, None, None),
    ]
    assert answer["total"]["currencies"] == ["EUR", "USD"]
    assert (answer["total"]["previous"], answer["total"]["postings"]) == (None, 1)


def test_small_groups_are_left_out_and_counted() -> None:
    answer = ask(COUNTRIES, group_by=["country"], min_postings=2)

    assert table(answer, "value") == [("DE", 4), ("FR", 2)]
    assert (answer["groups"], answer["small"]) == (2, {"groups": 1, "postings": 1})
    assert "small" not in ask(COUNTRIES, group_by=["country"])


def test_weekdays_are_ordinary_groups() -> None:
    answer = ask(posted("2026-01-05", "2026-01-07", "2026-01-14", ""), group_by=["posted_weekday"])

    assert table(answer, "value") == [("Wednesday", 2), ("Monday", 1)]
    assert (answer["order_by"], answer["missing"]) == ("value", 1)


def test_cut_rows_are_counted_by_label_of_what_is_shown() -> None:
    postings = posted(
        *["2026-01-05"] * 6,
        country=["DE", "DE", "FR", "FR", "UK", "UK"],
        platform=["x", "y", "x", "y", "y", "z"],
    )
    answer = ask(postings, group_by=["country", "platform"], row_limit=2)

    assert table(answer) == [("DE", "x"), ("DE", "y")]
    assert answer["cut"] == {"groups": 4, "postings": 4, "by": {"x": 1, "y": 2}}
    assert ask(postings, group_by=["country"], row_limit=2)["cut"] == {"groups": 1, "postings": 2, "by": {}}


@pytest.mark.parametrize(
    ("order_by", "countries"),
    [("value", ["DE", "FR", "UK"]), ("postings", ["DE", "FR", "UK"]), ("change", ["DE", "UK", "FR"])],
)
def test_orders(order_by: str, countries: list[str]) -> None:
    postings = COUNTRIES + posted("2025-12-01", "2025-12-02", country="FR")
    answer = ask(postings, group_by=["country"], order_by=order_by, filters=JANUARY, compare="previous_period")

    assert [row["keys"]["country"] for row in answer["rows"]] == countries


def test_an_item_of_a_list_is_shown_in_its_smallest_spelling_of_all_rows() -> None:
    postings = posted("2026-02-05", "2026-02-05", "2026-01-05", tools=["aws", "AWS", "Aws"], country=["DE", "FR", "UK"])
    answer = ask(postings, group_by=["country", "tools"], filters=FEBRUARY, compare="previous_period")

    assert table(answer, "value") == [("DE", "AWS", 1), ("FR", "AWS", 1), ("UK", "AWS", 0)]
    by_tool = ask(postings[::2], group_by=["tools"], filters=FEBRUARY, compare="previous_period")
    assert table(by_tool, "value", "previous") == [("aws", 1, 1)]
