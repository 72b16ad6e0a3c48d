"""Random postings and random questions, from few values so that they meet often."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.integration.database.reference import (
    BOOLEAN_DIMENSIONS,
    LIST_DIMENSIONS,
    TEXT_DIMENSIONS,
    TIME_DIMENSIONS,
    Posting,
)
from tests.integration.database.reference_stats import MEASURES, Question

TEXTS = {
    "country": [
        "Germany",
        "germany ",
        "Deutschland",
        "UK",
        "United Kingdom",
        "Ukraine",
        "Österreich",
        "ÖSTERREICH",
        "日本",
    ],
    "location": [
        "London, UK",
        "Londonderry, UK",
        "Berlin,Germany",
        "NYC",
        "New York, NY",
        "berlin",
        "San Francisco, CA",
    ],
    "company_name": ["Acme", "ACME", "Acme, Inc.", "Müller & Söhne", "100%", "a_b", "O'Neill"],
    "job_level_std": ["Senior", "Sr", "Junior"],
    "job_function_std": ["Data Science", "DevOps"],
    "company_industry_std": ["Technology", "tech"],
    "job_type_filled": ["fulltime", "Full Time", "contract"],
    "education_level": ["PhD", "Master"],
    "platform": ["indeed", "Indeed"],
    "search_term": ["data", "java developer"],
    "skills": [
        "Java",
        "JavaScript, Java",
        "Python, python ,PYTHON",
        "k8s, C++",
        "Kubernetes,,C#",
        " , ",
        "Größe, größe",
    ],
    "tools": ["AWS", "aws, Docker", "Docker"],
    "actual_role": [
        "Senior Java Developer",
        "JavaScript developer",
        "C++/C# Engineer",
        "Data-Engineer (m/f)",
        "R+D + C++",
        "Développeur",
    ],
}
UNKNOWN = ["Germny", "Lond", "%", "' or true --", "Jav"]
WORDS = ["java", "Developer java", "c++", "engineer data", "développeur", "dev", "javascrpt"]
DAYS = [
    date(2025, 2, 28),
    date(2025, 12, 29),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 1, 31),
    date(2026, 2, 28),
    date(2026, 3, 31),
    date(2024, 2, 29),
]

days = st.sampled_from(DAYS) | st.dates(date(2025, 11, 1), date(2026, 4, 30))
PAY = [None, Decimal(30000), Decimal("45000.55"), Decimal("17.33"), Decimal(0), Decimal("999.99"), Decimal(61000)]


def _posting(random: Random, number: int) -> Posting:
    text: dict[str, Any] = {name: random.choice([*values * 2, None, "", "  "]) for name, values in TEXTS.items()}
    recent = [date(2025, 11, 1) + timedelta(days=random.randrange(180)) for _ in range(9)]
    return Posting(
        job_id=f"job-{number}",
        **text,
        is_remote=random.choice([True, False, None]),
        is_research=random.choice([True, False, None]),
        posted_date=random.choice([*DAYS, *recent, None]),
        salary_min=random.choice(PAY),
        salary_max=random.choice(PAY),
        salary_currency=random.choice(["EUR", "EUR", "EUR", "USD", "USD", "usd", "", None]),
        salary_period=random.choice(["yearly", "yearly", "Hourly", "monthly", "weekly", "daily", "once", None]),
        has_url_duplicate=random.choice([None, None, 0, 0, 0, 0, 1]),
    )


def make_postings(seed: int, number: int) -> list[Posting]:
    """Return postings that depend on the seed alone."""
    random = Random(seed)
    return [_posting(random, each) for each in range(number)]


# By a seed: drawn field by field, lists stay so short that little is compared.
postings = st.builds(make_postings, st.integers(0, 2**32), st.integers(0, 60))


def _one_or_many[Value](values: st.SearchStrategy[Value]) -> st.SearchStrategy[object]:
    return values | st.lists(st.none() | values, max_size=3)


def _asked(name: str) -> st.SearchStrategy[object]:
    if name in BOOLEAN_DIMENSIONS:
        return _one_or_many(st.booleans())
    return _one_or_many(st.sampled_from([*TEXTS[name], *TEXTS[name], *UNKNOWN]))


@st.composite
def filters(draw: st.DrawFn) -> dict[str, object]:
    """A few filters, by value and by day, pay and words of the title."""
    filterable = st.sampled_from([*TEXT_DIMENSIONS, *LIST_DIMENSIONS, *BOOLEAN_DIMENSIONS])
    named = draw(st.lists(filterable, max_size=draw(st.sampled_from([0, 0, 1, 1, 2]))))
    chosen: dict[str, object] = {name: draw(_asked(name)) for name in named}
    if draw(st.booleans()):
        start, end = sorted([draw(days), draw(days)])
        if draw(st.booleans()):  # whole months
            start = start.replace(day=1)
            end = (end.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        chosen |= {"posted_start": start.isoformat()} | ({"posted_end": end.isoformat()} if draw(st.booleans()) else {})
    if draw(st.integers(0, 11)) == 11:
        chosen["salary_min"] = draw(st.sampled_from([0, 30000, 40000.5]))
    if draw(st.integers(0, 7)) == 7:
        chosen["role_keyword"] = draw(_one_or_many(st.sampled_from(WORDS)))
    return chosen


dimensions = st.lists(
    st.sampled_from([*TEXT_DIMENSIONS, *LIST_DIMENSIONS, *BOOLEAN_DIMENSIONS, *TIME_DIMENSIONS, *TIME_DIMENSIONS]),
    max_size=2,
    unique=True,
).filter(lambda names: sum(name in TIME_DIMENSIONS for name in names) <= 1)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question that job_stats answers."""
    chosen = draw(filters())
    group_by = draw(dimensions)
    comparisons = ["previous_period", "previous_year"] if chosen.get("posted_start") else []
    compare = draw(st.sampled_from([None, *comparisons]))
    orders = ["value", *(["time"] if set(group_by) & set(TIME_DIMENSIONS) else [])]
    orders += ["change", "change_percent"] if compare else []
    return Question(
        measure=draw(st.sampled_from(MEASURES)),
        group_by=group_by,
        filters=chosen,
        compare=compare,
        order_by=draw(st.none() | st.sampled_from(orders)),
        ascending=draw(st.sampled_from([None, True, False])),
        row_limit=draw(st.sampled_from([1, 3, 1000])),
    )
