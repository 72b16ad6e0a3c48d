"""Which postings pass, worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from evals.reference import Alias, Filters, Member, Names, Posting, selected

NAMES = Names(
    [
        Alias("country", "UK", "United Kingdom"),
        Alias("country", "Deutschland", "Germany"),
        Alias("country", "EU", "European Union"),
        Alias("skills", "k8s", "Kubernetes"),
    ],
    [
        *(Member("country", "DACH", member) for member in ("Germany", "Austria", "Switzerland")),
        *(Member("country", "European Union", member) for member in ("Germany", "Austria", "France")),
        *(Member("posted_weekday", "weekend", member) for member in ("Saturday", "Sunday")),
    ],
)
POSTINGS = [
    Posting(
        "a",
        country="Deutschland",
        location="Berlin, Germany",
        skills="Python, SQL",
        is_remote=True,
        posted_date=date(2026, 1, 1),  # a Thursday
        salary_min=Decimal(50000),
        salary_currency="EUR",
        salary_period="yearly",
        actual_role="Senior C++ Developer",
        job_description="You build data pipelines in a remote team.",
    ),
    Posting(
        "b",
        country=" germany",
        location="Berlin, Germany",
        skills="Kubernetes",
        is_remote=False,
        posted_date=date(2026, 1, 31),  # a Saturday
        actual_role="Data engineer",
    ),
    Posting(
        "c",
        country="UK",
        location="London, UK",
        skills="k8s, Python",
        posted_date=date(2026, 2, 1),  # a Sunday
        salary_min=Decimal(10),
        salary_max=Decimal(20),
        salary_currency="GBP",
        salary_period="Hourly",  # 31,200 a year
        job_description="The pipelines hold data.",
    ),
    Posting("d", country="  ", skills=" , ", salary_min=Decimal(1), salary_currency="USD", salary_period="once"),
    Posting("e", country="UK", has_url_duplicate=1),
]


def found(filters: Filters) -> str:
    """The ids of the postings that pass."""
    return "".join(posting.job_id for posting in selected(POSTINGS, NAMES, filters))


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, "abcd"),
        ({"country": None, "skills": [], "platform": [" ", None]}, "abcd"),
        ({"country": "GERMANY"}, "ab"),
        ({"country": ["uk", "Germany"]}, "abc"),
        ({"location": "berlin"}, "ab"),
        ({"location": "Berlin, Germany"}, "ab"),
        ({"location": "Ber"}, ""),
        ({"skills": "K8S"}, "bc"),
        ({"role_keyword": "c++ developer"}, "a"),
        ({"role_keyword": "c developer"}, ""),
        ({"is_remote": True}, "a"),
        ({"is_remote": [True, False]}, "ab"),
        ({"posted_start": "2026-01-31"}, "bc"),
        ({"posted_end": "2026-01-31"}, "ab"),
        ({"salary_min": 31200}, "ac"),
        ({"salary_min": 31200.01}, "a"),
    ],
)
def test_whole_values_match_by_any_name(filters: Filters, ids: str) -> None:
    assert found(filters) == ids


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"salary_max": 31200}, "c"),
        ({"salary_max": 31199.99}, ""),
        ({"salary_min": 31201, "salary_max": 50000}, "a"),
        ({"salary_currency": "eur"}, "a"),
        ({"salary_currency": "USD"}, ""),  # no yearly pay
        ({"posted_weekday": "thursday"}, "a"),
        ({"posted_weekday": "weekend"}, "bc"),
        ({"posted_calendar_month": ["JANUARY", "March"]}, "ab"),
        ({"country": "DACH"}, "ab"),
        ({"country": "eu"}, "ab"),
        ({"country": ["dach", "United Kingdom"]}, "abc"),
    ],
)
def test_pay_weekdays_and_regions(filters: Filters, ids: str) -> None:
    assert found(filters) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("DATA", "abc"),
        ("data pipelines", "ac"),
        ('"data pipelines"', "a"),
        ('"Pipelines in a" Team', "a"),
        ("engineer or team", "ab"),
        ("data team or hold", "ac"),
        ("data -remote", "bc"),
        ('-"data pipelines"', "bcd"),
        ("dat", ""),
        (["engineer", "hold"], "bc"),
    ],
)
def test_text_searches_title_and_description_like_a_search_engine(text: object, ids: str) -> None:
    assert found({"text": text}) == ids


@pytest.mark.parametrize(
    ("exclude", "ids"),
    [
        ({"country": "Germany"}, "cd"),
        ({"country": "UK", "is_remote": True}, "bd"),
        ({"skills": ["SQL", "k8s"]}, "d"),
        ({"country": "DACH"}, "cd"),
        ({"posted_weekday": "weekend"}, "ad"),
        ({"posted_start": "2026-01-02", "posted_end": "2026-01-31"}, "acd"),
        ({"posted_end": "2026-01-31"}, "cd"),
        ({"salary_min": 40000, "salary_max": 60000}, "bcd"),
        ({"text": "pipelines"}, "bd"),
        ({"country": [], "skills": None}, "abcd"),
    ],
)
def test_what_matches_any_excluded_field_is_left_out(exclude: Filters, ids: str) -> None:
    assert found({"exclude": exclude}) == ids


@pytest.mark.parametrize(
    ("all_of", "ids"),
    [
        ({"skills": ["python", "Kubernetes"]}, "c"),
        ({"skills": "Python"}, "ac"),
        ({"location": ["Berlin", "Germany"], "role_keyword": ["data", "engineer"]}, "b"),
        ({"text": ["data", "remote team"]}, "a"),
    ],
)
def test_all_of_means_every_value(all_of: Filters, ids: str) -> None:
    assert found({"all_of": all_of}) == ids


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"stated": "salary"}, "ac"),
        ({"stated": ["salary_max", "is_remote"]}, "a"),
        ({"not_stated": ["salary_min"]}, "bd"),
        ({"stated": "salary_currency"}, "ac"),
        ({"not_stated": ["country", "skills"]}, "d"),
        ({"stated": ["posted_date"], "not_stated": ["is_remote"]}, "c"),
        ({"stated": ["location"], "exclude": {"country": "UK"}, "all_of": {"skills": ["SQL"]}, "is_remote": True}, "a"),
    ],
)
def test_stated_and_not_stated(filters: Filters, ids: str) -> None:
    assert found(filters) == ids


@pytest.mark.parametrize(
    "filters", [{"role": "x"}, {"exclude": {"all_of": "x"}}, {"posted_month": "2026-01"}, {"stated": ["text"]}]
)
def test_an_unknown_field_is_an_error(filters: Filters) -> None:
    with pytest.raises(KeyError):
        found(filters)
