"""read_publicly answers as the function that it calls would, refuses what is not public, and is given 2 s."""

import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.reference import Filters, Posting, Question
from local.supabase.embedded import Connection
from tests.integration.database.api import call, refusal, store
from tests.integration.database.strategies import filters, postings, questions

ORDERS = ["posted_date", "salary"]
POSTING = Posting("1", country="Germany", skills="Python")


def publicly(db: Connection, name: str, arguments: Mapping[str, object]) -> object:
    """Ask as a public route does."""
    return call(db, "read_publicly", name=name, arguments=dict(arguments))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=postings, question=questions(), chosen=filters(), order_by=st.sampled_from(ORDERS))
def test_an_answer_is_that_of_the_function_itself(
    migrated: Connection, rows: list[Posting], question: Question, chosen: Filters, order_by: str
) -> None:
    asked: dict[str, dict[str, Any]] = {
        "job_stats": {**asdict(question), "group_by": list(question.group_by)},
        "search_jobs": {"filters": dict(chosen), "order_by": order_by, "ascending": True, "row_limit": 3},
        "get_job": {"job_id": "job-0"},
        "jobs_overview": {"filters": dict(chosen)},
    }
    with migrated.transaction(force_rollback=True):
        store(migrated, rows)
        for name, arguments in asked.items():
            assert publicly(migrated, name, arguments) == call(migrated, name, **arguments), name


@pytest.mark.parametrize("name", ["job_stats", "search_jobs", "jobs_overview"])
def test_what_is_not_passed_keeps_its_default(db: Connection, name: str) -> None:
    store(db, [POSTING, Posting("2", is_remote=True)])
    assert publicly(db, name, {}) == call(db, name)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("job_stats", {"measure": None}),
        ("job_stats", {"measure": "average"}),
        ("job_stats", {"filters": {"contry": "UK"}}),
        ("search_jobs", {"row_limit": 101}),
        ("jobs_overview", {"filters": {"role_keyword": "--"}}),
    ],
)
def test_a_refusal_is_that_of_the_function_itself(db: Connection, name: str, arguments: dict[str, object]) -> None:
    assert refusal(db, "read_publicly", name=name, arguments=arguments) == refusal(db, name, **arguments)


@pytest.mark.parametrize("name", ["describe_data", "end_turn", "refresh_cells", "joblab.resolve", "pg_sleep", "", None])
def test_other_functions_are_not_public(db: Connection, name: str | None) -> None:
    sentence = refusal(db, "read_publicly", name=name, arguments={})
    assert "it is one of: job_stats, search_jobs, get_job, jobs_overview." in sentence


@pytest.mark.parametrize("argument", ["filtres", "FILTERS", "", 'filters" text); --', "$1"])
def test_an_argument_that_is_none_is_refused(db: Connection, argument: str) -> None:
    sentence = refusal(db, "read_publicly", name="jobs_overview", arguments={argument: {}})
    assert sentence == f'An argument of jobs_overview cannot be "{argument}"; it is one of: filters.'


@pytest.mark.parametrize("arguments", ["null", "[]", '"filters"'])
def test_arguments_are_an_object(db: Connection, arguments: str) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="one JSON object"), db.transaction():
        db.execute("select public.read_publicly('job_stats', %s::jsonb)", [arguments])


def test_an_argument_of_the_wrong_type_is_refused_as_by_the_function(db: Connection) -> None:
    with pytest.raises(psycopg.errors.InvalidTextRepresentation), db.transaction():
        publicly(db, "search_jobs", {"row_limit": "many"})


def test_a_public_read_ends_after_its_own_two_seconds(migrated: Connection) -> None:
    """PostgREST sets what stands on the function that it calls; the 8 s of the one inside do not count."""
    row = migrated.execute(
        "select split_part(setting, '=', 2) from pg_proc, unnest(proconfig) as setting"
        " where proname = 'read_publicly' and setting like 'statement_timeout=%'"
    ).fetchone()
    assert row == ("2s",)
    with psycopg.connect(migrated.info.dsn) as writer, migrated.transaction(force_rollback=True):
        writer.execute("lock table public.jobs in access exclusive mode")
        migrated.execute("set local statement_timeout = '2s'")
        start = time.monotonic()
        with pytest.raises(psycopg.errors.QueryCanceled, match="statement timeout"):
            publicly(migrated, "job_stats", {})
        assert 1.9 < time.monotonic() - start < 6
