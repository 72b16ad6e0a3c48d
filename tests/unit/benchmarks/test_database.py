"""What the database is measured with, and what its answers are held against."""

from datetime import date, timedelta
from decimal import Decimal

from benchmarks.database_python import answers
from benchmarks.database_shapes import REGION, SHAPES
from evals.reference import Member, Names, Posting, job_stats

NAMES = Names(members=[Member("country", REGION, "Country 1"), Member("country", REGION, "Country 2")])
POSTINGS = [
    Posting(
        f"job-{number}",
        posted_date=date(2025, 11, 1) + timedelta(days=number % 100),
        country=f"Country {number % 11}",
        job_level_std=f"Level {number % 5}",
        job_function_std=f"Function {number % 10}",
        company_name=f"Company {number % 17}",
        is_remote=number % 3 == 0,
        skills=f"Skill {number % 4}, Skill {number % 7}, Skill 9" if number % 2 else "Skill 1, Skill 2",
        salary_min=Decimal(30_000 + number) if number % 5 else None,
        salary_currency="EUR" if number % 4 else "USD",
        salary_period="yearly",
        job_description="You know rare topic 7 too." if number % 13 == 0 else "You know topic 7 too.",
    )
    for number in range(400)
]


def test_postings_that_are_looked_at_once_give_what_job_stats_must_say() -> None:
    days = (date(2025, 11, 1), date(2026, 2, 8))
    counted = answers(SHAPES, 1000, iter(POSTINGS), NAMES, days)

    for shape, answer in zip(SHAPES, counted, strict=True):
        expected = job_stats(POSTINGS, NAMES, shape.question(1000))
        assert answer == {name: expected[name] for name in answer}, shape.name
        assert _total(answer)["postings"], shape.name


def _total(answer: dict[str, object]) -> dict[str, object]:
    total = answer["total"]
    assert isinstance(total, dict)
    return total
