"""job_stats equals a brute-force count, whatever is asked."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.database.api import answer, store
from tests.integration.database.postgres import Connection
from tests.integration.database.reference import Alias, Posting
from tests.integration.database.reference_stats import Answer, Question, job_stats
from tests.integration.database.strategies import postings, questions


def ask(db: Connection, question: Question) -> tuple[Answer, dict[str, object]]:
    """Ask the database; the answer in the shape of the reference, and as it is."""
    given = answer(
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
    unknown = given["unknown_values"]
    assert isinstance(unknown, list)
    return (
        Answer(
            **{name: given[name] for name in ("rows", "total", "groups", "cut", "missing", "period", "previous_period")},
            unknown={(each["filter"], each["value"]) for each in unknown},
            days=(given["oldest_day"], given["newest_day"]),  # type: ignore[arg-type]
        ),
        given,
    )


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=postings, asked=st.lists(questions(), min_size=3, max_size=3))
def test_job_stats_equals_brute_force(
    migrated: Connection, aliases: list[Alias], rows: list[Posting], asked: list[Question]
) -> None:
    with migrated.transaction(force_rollback=True):
        store(migrated, rows)
        for question in asked:
            assert ask(migrated, question)[0] == job_stats(rows, aliases, question), question
