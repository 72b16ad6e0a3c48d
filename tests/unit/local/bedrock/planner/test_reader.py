"""What utterances say: words, roles, titles, pay, spelling."""

from datetime import date

import pytest

from local.bedrock.planner.reader import read
from local.bedrock.planner.reading import Filters
from local.bedrock.planner.spelling import is_one_edit, is_slip
from local.bedrock.planner.tokens import tokenize
from local.bedrock.planner.vocabulary import load_vocabulary

TODAY = date(2026, 11, 23)

FILTERS: dict[str, Filters] = {
    "jobs in the UK": {"country": ("United Kingdom",)},
    "German jobs": {"country": ("Germany",)},
    "jobs in US": {"country": ("United States",)},
    "tell us about jobs": {},
    "jobs in Zürich": {"location": ("Zurich",)},
    "jobs in Springfield": {"location": ("Springfield",)},
    "jobs in San Jose, CA": {"location": ("San Jose",)},
    "jobs on Google": {"platform": ("google",)},
    "jobs at Google": {"company_name": ("Google",)},
    "jobs at Bank of Springfield in Berlin": {"company_name": ("Bank of Springfield",), "location": ("Berlin",)},
    "jobs by Acme Data Labs": {"company_name": ("Acme Data Labs",)},
    "how many jobs does Acme Robotics have": {"company_name": ("Acme Robotics",)},
    "finance jobs": {"job_function_std": ("Finance",)},
    "jobs in the finance industry": {"company_industry_std": ("Finance",)},
    "machine learning jobs": {"job_function_std": ("Machine Learning",)},
    "jobs requiring machine learning": {"skills": ("Machine Learning",)},
    "data scientists": {"job_function_std": ("Data Science",)},
    "React developers": {"role_keyword": ("React developer",)},
    "senior backend engineer jobs": {"job_level_std": ("Senior",), "role_keyword": ("backend engineer",)},
    "Python jobs": {"skills": ("Python",)},
    "jobs requiring Python, SQL or Docker": {"skills": ("Python", "SQL"), "tools": ("Docker",)},
    "jobs requiring Basket Weaving": {"skills": ("Basket Weaving",)},
    "Java but no JavaScript jobs": {"skills": ("Java",)},
    "full-time contract jobs": {"job_type_filled": ("fulltime", "contract")},
    "non-remote jobs": {"is_remote": False},
    "jobs paying over 100k": {"salary_min": 100000.0},
    "jobs paying at least $80,000 a year": {"salary_min": 80000.0},
    "jobs paying €50 an hour or more": {"salary_min": 104000.0},
    "companies with more than 1000 jobs": {},
    "pyhton jobs in germny": {"skills": ("Python",), "country": ("Germany",)},
}


@pytest.mark.parametrize(("words", "filters"), FILTERS.items(), ids=FILTERS.keys())
def test_filters_are_read(words: str, filters: Filters) -> None:
    assert read(words, TODAY).filters == filters


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("How many jobs flarb in Germany?", ("flarb",)),
        ("jobs excluding Berlin", ("excluding Berlin",)),
        ("jobs that do not require Python", ("do not require Python",)),
        ("jobs paying under 50k", ("under 50k",)),
        ("How many jobs in Germany?", ()),
    ],
)
def test_what_is_not_understood_is_named(words: str, unknown: tuple[str, ...]) -> None:
    assert read(words, TODAY).unknown == unknown


def test_dimension_beside_its_value_is_no_grouping() -> None:
    assert read("jobs in the country Germany", TODAY).dimensions == ()
    assert read("senior level jobs", TODAY).dimensions == ()
    assert read("jobs by country in Germany", TODAY).dimensions == ("country",)


def test_neighbouring_periods_share_a_year() -> None:
    periods = read("January vs February 2026", TODAY).periods

    assert [period.start for period in periods] == [date(2026, 1, 1), date(2026, 2, 1)]
    assert read("jobs in March of last year", TODAY).periods[0].start == date(2025, 3, 1)


def test_values_joined_by_and_are_noted() -> None:
    assert read("jobs requiring Python and SQL", TODAY).any_of == {"skills"}
    assert read("jobs requiring Python or SQL", TODAY).any_of == frozenset()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Germany's C++/C# jobs", ["germany", "c++", "c#", "jobs"]),
        ("full-time, U.S. & São Paulo", ["full", "time", ",", "u.s", "and", "sao", "paulo"]),
        ("demo-20260115-017 on 2026-01-15?", ["demo-20260115-017", "on", "2026-01-15", "?"]),
        (".NET Node.js $100,000 90k", [".net", "node.js", "$100,000", "90k"]),
    ],
)
def test_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert [token.norm for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("germny", "germany", True),
        ("pyhton", "python", True),
        ("berlinn", "berlin", True),
        ("munick", "munich", True),
        ("munich", "munich", False),
        ("java", "jave", False),
        ("berlin", "merlot", False),
    ],
)
def test_one_edit(word: str, other: str, near: bool) -> None:
    assert is_one_edit(word, other) is near


@pytest.mark.parametrize(
    ("word", "meant", "slips"),
    [
        ("mnay", "many", True),
        ("teh", "the", True),
        ("mnth", "month", True),
        ("wich", "which", True),
        ("jobss", "jobs", True),
        ("skils", "skills", True),
        ("skils", "skill", False),
        ("jos", "jobs", False),
        ("dover", "cover", False),
        ("jobs", "jobs", False),
    ],
)
def test_slip(word: str, meant: str, slips: bool) -> None:
    assert is_slip(word, meant) is slips


@pytest.mark.parametrize("name", ["at acme", "in dover", "in salem", "in Bonny", "Perl", "at Linkdin"])
def test_a_name_is_no_typing_error(name: str) -> None:
    assert name.split()[-1].casefold() in str(read(f"jobs {name}", TODAY).filters).casefold()


def test_every_phrase_of_the_vocabulary_can_be_matched() -> None:
    vocabulary = load_vocabulary()
    lost = [key for key in vocabulary.senses if tuple(t.norm for t in tokenize(" ".join(key))) != key]

    assert lost == []
