"""Filters match whole values by any of their names, and say what is closest to a value that is nowhere."""

from datetime import date
from typing import Any

import pytest

from evals.reference import Filters, Posting
from evals.reference import words as reference_words
from local.supabase.embedded import Connection
from tests.integration.database.api import answer, store


def posting(job_id: str, dimension: str, value: str) -> Posting:
    """Return a posting that has this value for a filter."""
    column: dict[str, Any] = {"actual_role" if dimension == "role_keyword" else dimension: value}
    return Posting(job_id, **column)


def matching(db: Connection, **filters: object) -> object:
    """Count the postings that filters let through."""
    total = answer(db, "job_stats", filters=filters)["total"]
    assert isinstance(total, dict)
    return total["value"]


@pytest.mark.parametrize(
    ("dimension", "stored", "asked"),
    [
        ("country", "United Kingdom", "UK"),
        ("country", "UK", "Great Britain"),
        ("country", "Great Britain", "united kingdom"),
        ("country", "Deutschland", "Germany"),
        ("country", " germany", "GERMANY"),
        ("location", "London, UK", "London"),
        ("location", "London, UK", "london, uk"),
        ("location", "New York, NY", "NYC"),
        ("location", "NYC", "New York"),
        ("location", "San Francisco, CA", "SF"),
        ("location", "München, Germany", "Munich"),
        ("job_type_filled", "fulltime", "full time"),
        ("skills", "Docker, Kubernetes", "k8s"),
        ("skills", "java, C++", "C++"),
        ("tools", "Amazon Web Services", "aws"),
        ("role_keyword", "Senior Data Engineer (m/f)", "engineer DATA"),
        ("role_keyword", "C++/C# developer", "C#"),
    ],
)
def test_a_value_is_found_by_any_name(db: Connection, dimension: str, stored: str, asked: str) -> None:
    store(db, [posting("1", dimension, stored), Posting("2")])
    assert matching(db, **{dimension: asked}) == 1


@pytest.mark.parametrize(
    ("dimension", "stored", "asked"),
    [
        ("country", "Ukraine", "UK"),
        ("location", "Londonderry, UK", "London"),
        ("location", "New Orleans, LA", "Los Angeles"),
        ("location", "Berlin, DE", "Delaware"),
        ("company_name", "Acme Corp", "Acme"),
        ("company_name", "100 Companies", "100%"),
        ("company_name", "axb", "a_b"),
        ("skills", "JavaScript", "Java"),
        ("skills", "Java Script", "Java"),
        ("skills", "C++", "C"),
        ("role_keyword", "JavaScript developer", "Java"),
        ("role_keyword", "C++ developer", "C"),
        ("role_keyword", "Data Scientist", "Data Engineer"),
    ],
)
def test_a_part_of_a_value_is_not_the_value(db: Connection, dimension: str, stored: str, asked: str) -> None:
    store(db, [posting("1", dimension, stored)])
    assert matching(db, **{dimension: asked}) == 0


@pytest.mark.parametrize(
    ("dimension", "asked", "closest"),
    [
        ("country", "Germny", "Germany"),
        ("country", "Untied Kingdom", "United Kingdom"),
        ("company_name", "Micros", "Microsoft"),
        ("company_name", "Microsoft Corporation", "Microsoft"),
        ("company_name", "Gogle", "Google"),
        ("location", "Frankfrt", "Frankfurt am Main"),
        ("skills", "Pyton", "Python"),
        ("skills", "Javascrpt", "JavaScript"),
        ("tools", "Dockr", "Docker"),
        ("role_keyword", "enginer", "engineer"),
    ],
)
def test_an_unknown_value_names_the_closest(db: Connection, dimension: str, asked: str, closest: str) -> None:
    names = ["Germany", "France", "United Kingdom", "Microsoft", "Google", "Micron"]
    store(
        db,
        [
            Posting(
                job_id=name,
                country=name,
                company_name=name,
                location="Frankfurt am Main, Germany",
                skills="Python, JavaScript, Java, Rust",
                tools="Docker, AWS",
                actual_role="Data Engineer",
            )
            for name in names
        ],
    )
    stats = answer(db, "job_stats", filters={dimension: asked})
    unknown = stats["unknown_values"]
    assert isinstance(unknown, list)
    assert stats["total"] == {"value": 0, "postings": 0}
    assert unknown[0] == {"filter": dimension, "value": asked, "closest": unknown[0]["closest"], "found_in": []}
    assert unknown[0]["closest"][0] == closest


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Senior C++/C# Developer (m/f)", ["senior", "c++", "c#", "developer", "m", "f"]),
        ("#1 Team + Lead++", ["1", "team", "lead++"]),
        ("R+D, Node.js_dev ++", ["r", "d", "node", "js", "dev"]),
        ("Développeur 日本", ["développeur", "日本"]),
        ("--+#", []),
    ],
)
def test_the_words_of_a_title(db: Connection, title: str, words: list[str]) -> None:
    row = db.execute("select joblab.words(%s)", [title]).fetchone()
    assert row == (words,)
    assert reference_words(title) == set(words)


def test_after_three_unknown_values_the_others_are_named_alone(db: Connection) -> None:
    store(db, [Posting("1", country="Germany", skills="Python", company_name="Google", tools="Gogle")])
    asked = {"country": ["Germny", "Germanu"], "company_name": "Gogle", "skills": ["Pyton", "Pyton"]}
    for function in ("job_stats", "search_jobs", "jobs_overview"):
        filters = {**asked, "exclude": {"company_name": "Gogle", "skills": "Gogle"}}
        assert answer(db, function, filters=filters)["unknown_values"] == [
            {"filter": "company_name", "value": "Gogle", "closest": ["Google"], "found_in": ["tools"]},
            {"filter": "country", "value": "Germny", "closest": ["Germany"], "found_in": []},
            {"filter": "country", "value": "Germanu", "closest": ["Germany"], "found_in": []},
            {"filter": "skills", "value": "Pyton", "closest": [], "found_in": []},
            {"filter": "skills", "value": "Gogle", "closest": [], "found_in": []},
        ]


def test_three_values_with_several_spellings_are_told(db: Connection) -> None:
    names = ["acme", "Acme", "beta", "Beta", "cent", "Cent", "delta", "Delta"]
    store(db, [Posting(name, company_name=name, location=f"{name}, UK") for name in names])
    asked = {"company_name": ["acme", "beta"], "location": ["cent", "delta"]}
    assert [value for _, value, _, _ in matched(db, asked)] == ["acme", "beta", "cent"]


def test_what_few_postings_have_is_found_behind_the_newest(db: Connection) -> None:
    newest = [Posting(str(number), skills="Go", posted_date=date(2026, 1, 1)) for number in range(150)]
    store(db, [*newest, Posting("old", skills="COBOL", actual_role="Archivist", posted_date=date(2025, 1, 1))])
    stats = answer(db, "job_stats", filters={"skills": "cobol", "role_keyword": "archivist"})
    assert (stats["filters"], stats["unknown_values"]) == ({"skills": "COBOL", "role_keyword": "archivist"}, [])


def test_nothing_alike_is_no_suggestion(db: Connection) -> None:
    store(db, [Posting(job_id="1", country="Germany")])
    unknown = answer(db, "job_stats", filters={"country": "Xyzzy"})["unknown_values"]
    assert unknown == [{"filter": "country", "value": "Xyzzy", "closest": [], "found_in": []}]


def test_a_known_value_without_a_match_is_just_zero(db: Connection) -> None:
    store(db, [Posting(job_id="1", country="Germany"), Posting(job_id="2", country="France", is_remote=True)])
    stats = answer(db, "job_stats", filters={"country": "Germany", "is_remote": True})
    assert stats["total"] == {"value": 0, "postings": 0}
    assert stats["unknown_values"] == []


def test_filters_are_echoed_as_applied(db: Connection) -> None:
    store(db, [Posting(job_id="1", country="United Kingdom", skills="RUST", company_name="Acme")])
    asked = {
        "country": ["uk", "Great Britain"],
        "skills": "rust",
        "company_name": ["ACME", "Nobody"],
        "is_remote": None,
        "tools": [],
        "platform": "  ",
        "posted_start": "2026-01-01",
    }
    assert answer(db, "job_stats", filters=asked)["filters"] == {
        "country": "United Kingdom",
        "skills": "RUST",
        "company_name": ["Acme", "Nobody"],
        "posted_start": "2026-01-01",
    }


def test_parts_of_the_filters_are_echoed_as_applied(db: Connection) -> None:
    store(db, [Posting("1", country="Austria", skills="Rust"), Posting("2", country="Deutschland", location="Bern")])
    asked = {
        "country": "dach",
        "exclude": {"country": "austria", "tools": None, "posted_end": "2025-12-31"},
        "all_of": {"skills": ["rust", "RUST"], "location": []},
        "stated": ["salary_max", "location", "salary"],
        "not_stated": [],
    }
    assert answer(db, "job_stats", filters=asked)["filters"] == {
        "country": ["Austria", "Germany"],
        "exclude": {"country": "Austria", "posted_end": "2025-12-31"},
        "all_of": {"skills": "Rust"},
        "stated": ["location", "salary"],
    }


def test_a_region_stands_for_its_countries_by_all_their_names(db: Connection) -> None:
    store(
        db, [Posting(str(number), country=name) for number, name in enumerate(["Deutschland", "FR", "Ukraine", "UK"])]
    )
    assert [matching(db, country=name) for name in ("DACH", "eu", "European Union", "Europe")] == [1, 2, 2, 4]
    stats = answer(db, "job_stats", filters={"country": ["DACH", "Ukraine"]})
    assert (stats["filters"], stats["matched"]) == ({"country": ["Germany", "Ukraine"]}, [])


def test_a_region_without_postings_is_known_and_empty(db: Connection) -> None:
    store(db, [Posting("1", country="UK")])
    stats = answer(db, "job_stats", filters={"country": "dach"})
    assert (stats["filters"], stats["unknown_values"]) == ({"country": "DACH"}, [])
    assert (matching(db, country="dach"), matching(db, exclude={"country": "dach"})) == (0, 1)


def test_weekdays_and_months_are_matched_by_their_english_names(db: Connection) -> None:
    days = [date(2026, 1, 2), date(2026, 1, 3), date(2026, 2, 1)]  # Friday, Saturday, Sunday
    store(db, [Posting(day.isoformat(), posted_date=day) for day in days])
    assert matching(db, posted_weekday="FRIDAY") == 1
    assert matching(db, posted_weekday=["weekend", "Friday"]) == 3
    assert matching(db, posted_weekday="weekdays", posted_calendar_month="january") == 1
    assert matching(db, exclude={"posted_weekday": "weekend"}) == 1
    weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert answer(db, "job_stats", filters={"posted_weekday": "weekdays"})["filters"] == {"posted_weekday": weekdays}


def test_an_unknown_value_is_looked_for_in_other_dimensions(db: Connection) -> None:
    store(db, [Posting("1", skills="k8s, Go", tools="Kubernetes", location="Go, Japan")])
    stats = answer(
        db,
        "job_stats",
        measure="share",
        filters={"company_name": "Kubernetes", "exclude": {"country": "Japan"}, "all_of": {"tools": ["Go"]}},
        part={"role_keyword": "go"},
    )
    unknown = stats["unknown_values"]
    assert isinstance(unknown, list)
    assert {(each["filter"], each["value"], *each["found_in"]) for each in unknown} == {
        ("company_name", "Kubernetes", "skills", "tools"),
        ("country", "Japan", "location"),
        ("tools", "Go", "skills", "location"),
        ("role_keyword", "go", "skills", "location"),
    }


def test_values_stored_under_several_spellings_are_named(db: Connection) -> None:
    places = ["London, UK", "London, UK", "London, Ontario", "Berlin"]
    store(
        db,
        [
            Posting(str(number), location=place, company_name=company, skills="k8s" if number else "Kubernetes")
            for number, (place, company) in enumerate(zip(places, ["Acme", "ACME", "acme", "Other"], strict=True))
        ],
    )
    asked = {"location": ["London", "Berlin"], "company_name": "Acme", "skills": "Kubernetes"}
    assert answer(db, "search_jobs", filters=asked)["matched"] == answer(db, "job_stats", filters=asked)["matched"]
    assert sorted(matched(db, asked)) == [
        ("company_name", "Acme", ["ACME", "Acme", "acme"], 0),
        ("location", "London", ["London, UK", "London, Ontario"], 0),
        ("skills", "Kubernetes", ["k8s", "kubernetes"], 0),
    ]


def test_at_most_five_spellings_are_named(db: Connection) -> None:
    names = ["acme", "ACME", "Acme", "aCme", "acMe", "acmE", "ACme"]
    store(db, [Posting(name, company_name=name) for name in names])
    assert matched(db, {"company_name": "acme"}) == [
        ("company_name", "acme", ["ACME", "ACme", "Acme", "aCme", "acMe"], 2)
    ]


def matched(db: Connection, filters: Filters) -> list[tuple[str, str, list[str], int]]:
    """Return filter, value, spellings and the number of others of each value matched under several."""
    found = answer(db, "jobs_overview", filters=dict(filters))["matched"]
    assert isinstance(found, list)
    return [(each["filter"], each["value"], each["stored"], each["more"]) for each in found]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Data", ["1", "2"]),
        ('"data team"', ["1"]),
        ("pipelines or team", ["1", "2"]),
        ("data -team", ["2"]),
        ("engineer data", ["2"]),
        ("dat", []),
    ],
)
def test_text_is_searched_in_title_and_description(db: Connection, text: str, ids: list[str]) -> None:
    store(
        db,
        [
            Posting("1", actual_role="Analyst", job_description="A data team."),
            Posting("2", actual_role="Engineer", job_description="You build data pipelines."),
            Posting("3"),
        ],
    )
    rows = answer(db, "search_jobs", filters={"text": text})["rows"]
    assert isinstance(rows, list)
    assert sorted(row["job_id"] for row in rows) == ids


def test_an_alias_of_ones_own(db: Connection) -> None:
    db.execute("insert into public.value_aliases values ('company_name', 'Big Blue', 'IBM')")
    store(db, [Posting(job_id="1", company_name="IBM")])
    assert matching(db, company_name="big blue") == 1
