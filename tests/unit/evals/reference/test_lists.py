"""search_jobs, describe_data and jobs_overview, worked out by hand."""

from datetime import date

from evals.reference import Names, Posting, overview, search, top_values
from tests.unit.evals.reference.asking import paid

POSTINGS = [
    Posting("a", country="DE", company_name="Acme", skills="Java, java", is_remote=True, posted_date=date(2026, 1, 5)),
    Posting("b", country="FR", company_name=" ", skills="JAVA, Go", posted_date=date(2026, 3, 5)),
    *paid(("EUR", 10), ("USD", 30), ("USD", 50), country="DE", company_name="Acme"),
]


def test_values_come_by_number_then_by_name() -> None:
    assert top_values(POSTINGS, "skills", 5) == [{"value": "JAVA", "postings": 2}, {"value": "Go", "postings": 1}]
    assert top_values(POSTINGS, "is_remote", 5) == [{"value": True, "postings": 1}]
    assert top_values(POSTINGS, "salary_currency", 1) == [{"value": "USD", "postings": 2}]
    assert top_values(POSTINGS, "posted_weekday", 2) == [
        {"value": "Monday", "postings": 1},
        {"value": "Thursday", "postings": 1},
    ]


def test_a_chart_leaves_out_its_own_filter_and_months_are_of_any_time() -> None:
    answer = overview(POSTINGS, Names(), {"country": "DE", "posted_start": "2026-01-01", "posted_end": "2026-01-31"})
    charts = answer["charts"]

    assert answer["total"] == {
        "postings": 1,
        "companies": 1,
        "countries": 1,
        "remote_share": 100,
        "median_salary": None,
        "currency": None,
    }
    assert isinstance(charts, dict)
    assert charts["country"] == [{"value": "DE", "postings": 1}]
    assert charts["posted_month"] == [{"value": "2026-01", "postings": 1}]


def test_a_chart_leaves_out_all_of_its_own_values_but_not_what_is_excluded() -> None:
    charts = overview(POSTINGS, Names(), {"all_of": {"skills": ["Java", "Go"]}, "exclude": {"skills": "Go"}})["charts"]

    assert isinstance(charts, dict)
    assert charts["skills"] == [{"value": "Java", "postings": 1}]
    assert charts["country"] == []


def test_the_median_of_an_overview_is_in_the_most_frequent_currency() -> None:
    total = overview(POSTINGS, Names(), {})["total"]

    assert isinstance(total, dict)
    assert (total["median_salary"], total["currency"], total["companies"]) == (40, "USD", 1)


def test_a_list_is_in_order_with_nulls_last_and_ties_by_id() -> None:
    by_pay = search(POSTINGS, Names(), {}, "salary", ascending=False)
    by_day = search(POSTINGS, Names(), {"not_stated": "salary"}, "posted_date", ascending=True)

    assert (by_pay, by_day) == (["USD-2", "USD-1", "EUR-0", "a", "b"], ["a", "b"])
