"""Filters match whole values by any of their names, and say what is closest to a value that is nowhere."""

from typing import Any

import pytest

from tests.integration.database.api import answer, store
from tests.integration.database.postgres import Connection
from tests.integration.database.reference import Posting
from tests.integration.database.reference import words as reference_words


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
    assert unknown[0] == {"filter": dimension, "value": asked, "closest": unknown[0]["closest"]}
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


def test_nothing_alike_is_no_suggestion(db: Connection) -> None:
    store(db, [Posting(job_id="1", country="Germany")])
    unknown = answer(db, "job_stats", filters={"country": "Xyzzy"})["unknown_values"]
    assert unknown == [{"filter": "country", "value": "Xyzzy", "closest": []}]


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


def test_an_alias_of_ones_own(db: Connection) -> None:
    db.execute("insert into public.value_aliases values ('company_name', 'Big Blue', 'IBM')")
    store(db, [Posting(job_id="1", company_name="IBM")])
    assert matching(db, company_name="big blue") == 1
