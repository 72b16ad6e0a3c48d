"""supabase/seed.sql: the same market everywhere and for ever, and one that makes sense."""

import hashlib
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from statistics import mean, median

import pytest

type Row = dict[str, object]

# Changes only when someone changes the market on purpose.
JANUARY_2026 = "47f1aa4d042acc3fc527afef497550d6"
# fmt: off
SEEDED = [
    "job_id", "platform", "actual_role", "url", "job_description",
    "skills", "tools", "company_name", "country", "location",
    "search_term", "posted_date", "scraped_at", "is_remote", "is_research",
    "job_level_std", "job_function_std", "company_industry_std", "job_type_filled", "education_level",
    "has_url_duplicate", "job_relevance_score", "salary_min", "salary_max", "salary_currency",
    "salary_period",
]
# fmt: on


def seeded(rows: list[Row]) -> list[Row]:
    """The rows in order, without the columns that the database derives."""
    return sorted(({name: row[name] for name in SEEDED} for row in rows), key=lambda row: str(row["job_id"]))


def in_month(rows: list[Row], month: str) -> list[Row]:
    return [row for row in rows if str(row["posted_date"]).startswith(month)]


def share(rows: list[Row], column: str, value: object) -> float:
    return sum(row[column] == value for row in rows) / len(rows)


def asks_for(rows: list[Row], column: str, name: str) -> float:
    return sum(name in str(row[column]).split(", ") for row in rows) / len(rows)


def of(rows: list[Row], **values: object) -> list[Row]:
    return [row for row in rows if all(row[column] == value for column, value in values.items())]


def median_pay(rows: list[Row], **values: object) -> float:
    paid = of(rows, salary_currency="USD", salary_period="yearly", **values)
    return median(float(str(row["salary_min"])) for row in paid)


def test_fingerprint_of_january_2026(rows: list[Row]) -> None:
    text = json.dumps(seeded(in_month(rows, "2026-01")), sort_keys=True)
    assert hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() == JANUARY_2026


def test_postgresql_holds_the_same_rows_as_pglite_also_when_days_were_topped_up(
    rows: list[Row], postgres_rows: list[Row]
) -> None:
    assert Counter(row["posted_date"] for row in postgres_rows) == Counter(row["posted_date"] for row in rows)
    assert seeded(postgres_rows) == seeded(rows)


def test_every_day_up_to_yesterday_has_postings(rows: list[Row]) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    first = date(2025, 1, 1)
    expected = {(first + timedelta(days=n)).isoformat() for n in range((yesterday - first).days + 1)}
    days = {str(row["posted_date"]) for row in rows}
    # The run may have begun before midnight, and then has one day less.
    assert days in (expected, expected - {yesterday.isoformat()})
    assert 26 < len(rows) / len(days) < 32


def test_ids_and_urls_are_unique_but_for_marked_duplicates(rows: list[Row]) -> None:
    assert len({row["job_id"] for row in rows}) == len(rows)
    marked = of(rows, has_url_duplicate=1)
    assert len({row["url"] for row in rows}) == len(rows) - len(marked)
    assert 0.01 < len(marked) / len(rows) < 0.02


def test_a_duplicate_repeats_an_unmarked_posting(rows: list[Row]) -> None:
    originals = {row["url"]: row for row in of(rows, has_url_duplicate=0)}
    for row in of(rows, has_url_duplicate=1):
        original = originals[row["url"]]
        assert (row["actual_role"], row["company_name"], row["location"]) == (
            original["actual_role"],
            original["company_name"],
            original["location"],
        )


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [("salary_min", 0.5, 0.7), ("education_level", 0.2, 0.35), ("company_industry_std", 0.04, 0.1)],
)
def test_some_postings_lack(rows: list[Row], column: str, low: float, high: float) -> None:
    assert low < share(rows, column, None) < high


def test_working_days_bring_more_than_weekends(rows: list[Row]) -> None:
    counts = Counter(date.fromisoformat(str(row["posted_date"])).weekday() for row in rows)
    assert min(counts[day] for day in range(5)) > 2 * max(counts[day] for day in (5, 6))


def test_the_market_grows_and_goes_more_remote(rows: list[Row]) -> None:
    before = [row for month in ("2025-01", "2025-02", "2025-03") for row in in_month(rows, month)]
    after = [row for month in ("2026-08", "2026-09", "2026-10") for row in in_month(rows, month)]
    assert len(after) > 1.05 * len(before)
    assert share(after, "is_remote", True) > share(before, "is_remote", True) + 0.02


def test_pay_rises_with_the_level(rows: list[Row]) -> None:
    levels = ["Entry", "Junior", "Mid", "Senior", "Lead", "Director"]
    pay = [median_pay(rows, job_level_std=level) for level in levels]
    assert pay == sorted(pay)
    assert median_pay(rows, job_level_std="Senior") > 1.2 * median_pay(rows, job_level_std="Mid")


def test_pay_depends_on_the_function(rows: list[Row]) -> None:
    assert median_pay(rows, job_function_std="Machine Learning") > 1.5 * median_pay(
        rows, job_function_std="Customer Support"
    )


def test_each_country_pays_in_one_currency(rows: list[Row]) -> None:
    pairs = {(row["country"], row["salary_currency"]) for row in rows if row["salary_currency"]}
    assert len(pairs) == len({country for country, _ in pairs}) == 17


def test_salaries_are_ranges_in_order(rows: list[Row]) -> None:
    for row in rows:
        if row["salary_max"] is not None:
            assert 0 < float(str(row["salary_min"])) <= float(str(row["salary_max"]))


def test_remote_and_research_depend_on_the_function(rows: list[Row]) -> None:
    def rate(function: str, column: str) -> float:
        return share(of(rows, job_function_std=function), column, True)

    assert rate("DevOps", "is_remote") > 0.35 > 0.1 > rate("Healthcare", "is_remote")
    assert rate("Research", "is_research") > 0.5 > 0.2 > rate("Machine Learning", "is_research") > 0.08
    assert 0.02 < share(rows, "is_research", True) < 0.04


@pytest.mark.parametrize(
    ("function", "column", "rising", "falling"),
    [
        ("Machine Learning", "skills", "LLMs", "Computer Vision"),
        ("Machine Learning", "tools", "PyTorch", "TensorFlow"),
        ("Data Engineering", "tools", "dbt", "Hadoop"),
        ("QA", "tools", "Playwright", "Selenium"),
    ],
)
def test_skills_come_and_go(rows: list[Row], function: str, column: str, rising: str, falling: str) -> None:
    jobs = of(rows, job_function_std=function)
    early, late = in_month(jobs, "2025"), in_month(jobs, "2026")
    assert asks_for(late, column, rising) > asks_for(early, column, rising)
    assert asks_for(late, column, falling) < asks_for(early, column, falling)


def test_titles_fit_level_and_function(rows: list[Row]) -> None:
    for row in of(rows, job_level_std="Senior"):
        assert str(row["actual_role"]).startswith("Senior ")
    assert {row["actual_role"] for row in of(rows, job_level_std="Mid", job_function_std="Data Engineering")} == {
        "Data Engineer",
        "Analytics Engineer",
        "Data Platform Engineer",
    }
    assert share(of(rows, job_level_std="Intern"), "job_type_filled", "internship") == 1


def test_descriptions_are_two_to_four_sentences_about_the_posting(rows: list[Row]) -> None:
    for row in rows:
        text = str(row["job_description"])
        assert str(row["company_name"]) in text
        assert str(row["actual_role"]) in text
        assert 2 <= text.count(".") - text.count("Node.js") <= 4
    assert mean(len(str(row["job_description"])) for row in rows) > 150
