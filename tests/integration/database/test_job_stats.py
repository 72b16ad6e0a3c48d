"""job_stats equals a brute-force count, whatever is asked."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.database.api import answer, store
from tests.integration.database.postgres import Connection
from tests.integration.database.reference import Alias, Posting
from tests.integration.database.reference_stats import Question, job_stats
from tests.integration.database.strategies import postings, questions


def ask(db: Connection, question: Question) -> dict[str, object]:
    """Ask the database; unknown values as the reference gives them."""
    answered = answer(
        db,
        "job_stats",
        measure=question.measure,
        group_by=question.group_by,
        filters=dict(question.filters),
        compare=question.compare,
        order_by=question.order_by,
        ascending=question.ascending,
        row_limit=question.row_limit,
    )
    unknown = answered["unknown_values"]
    assert isinstance(unknown, list)
    return {**answered, "unknown_values": {(each["filter"], each["value"]) for each in unknown}}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=postings, asked=st.lists(questions(), min_size=3, max_size=3))
def test_job_stats_equals_brute_force(
    migrated: Connection, aliases: list[Alias], rows: list[Posting], asked: list[Question]
) -> None:
    with migrated.transaction(force_rollback=True):
        store(migrated, rows)
        for question in asked:
            expected = job_stats(rows, aliases, question)
            answered = ask(migrated, question)
            assert {name: answered[name] for name in expected} == expected, question
