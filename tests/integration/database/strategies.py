"""Random postings and random questions, from few values so that they meet often."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

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
    date(2024, 2, 29),
]

days = st.sampled_from(DAYS) | st.dates(date(2025, 11, 1), date(2026, 4, 30))
pay = st.none() | st.sampled_from(
    [Decimal(30000), Decimal("45000.55"), Decimal("17.33"), Decimal(0), Decimal("999.99")]
)


def _stored(name: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([*TEXTS[name], *TEXTS[name], None, "", "  "])


postings = st.lists(
    st.builds(
        Posting,
        job_id=st.just(""),
        **{name: _stored(name) for name in TEXTS},
        is_remote=st.sampled_from([True, False, None]),
        is_research=st.sampled_from([True, False, None]),
        posted_date=st.none() | days,
        salary_min=pay,
        salary_max=pay,
        salary_currency=st.sampled_from(["EUR", "USD", "usd", "", None]),
        salary_period=st.sampled_from(["yearly", "Hourly", "monthly", "weekly", "daily", "once", None]),
        has_url_duplicate=st.sampled_from([None, None, 0, 0, 1]),
    ),
    max_size=20,
).map(lambda rows: [replace(row, job_id=f"job-{number}") for number, row in enumerate(rows)])


def _one_or_many[Value](values: st.SearchStrategy[Value]) -> st.SearchStrategy[object]:
    return values | st.lists(st.none() | values, max_size=3)


def _asked(name: str) -> st.SearchStrategy[object]:
    if name in BOOLEAN_DIMENSIONS:
        return _one_or_many(st.booleans())
    return _one_or_many(st.sampled_from([*TEXTS[name], *TEXTS[name], *UNKNOWN]))


@st.composite
def filters(draw: st.DrawFn) -> dict[str, object]:
    """A few filters, by value and by day, pay and words of the title."""
    named = draw(st.lists(st.sampled_from([*TEXT_DIMENSIONS, *LIST_DIMENSIONS, *BOOLEAN_DIMENSIONS]), max_size=2))
    chosen: dict[str, object] = {name: draw(_asked(name)) for name in named}
    if draw(st.booleans()):
        start, end = sorted([draw(days), draw(days)])
        chosen |= {"posted_start": start.isoformat()} | ({"posted_end": end.isoformat()} if draw(st.booleans()) else {})
    if draw(st.integers(0, 9)) == 0:
        chosen["salary_min"] = draw(st.sampled_from([0, 30000, 40000.5]))
    if draw(st.integers(0, 4)) == 0:
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
