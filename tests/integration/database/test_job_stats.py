"""job_stats equals a brute-force count, whatever is asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.reference import Names, Posting, Question, job_stats
from local.supabase.embedded import Connection
from tests.integration.database.api import ask, comparable, store
from tests.integration.database.strategies import EXTRAS, postings, questions

ABOUT = (*EXTRAS, "percentiles", "part", "min_postings", "other_period", "time")


def check(db: Connection, names: Names, rows: list[Posting], asked: list[Question]) -> None:
    """Compare every answer with the reference's."""
    with db.transaction(force_rollback=True):
        store(db, rows)
        for question in asked:
            expected = comparable(job_stats(rows, names, question))
            answered = ask(db, question)
            assert {name: answered.get(name) for name in expected} == expected, question
            assert ("small" in answered, "unpaid" in answered) == ("small" in expected, "unpaid" in expected)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=postings, asked=st.lists(questions(), min_size=3, max_size=3))
def test_job_stats_equals_brute_force(
    migrated: Connection, names: Names, rows: list[Posting], asked: list[Question]
) -> None:
    check(migrated, names, rows, asked)


@pytest.mark.parametrize("about", ABOUT)
def test_each_thing_that_can_be_asked_equals_brute_force(migrated: Connection, names: Names, about: str) -> None:
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rows=postings, asked=st.lists(questions(about), min_size=2, max_size=2))
    def equals(rows: list[Posting], asked: list[Question]) -> None:
        check(migrated, names, rows, asked)

    equals()
