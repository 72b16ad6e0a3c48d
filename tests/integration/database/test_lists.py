"""search_jobs, get_job, describe_data and jobs_overview equal their brute-force versions."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.reference import Filters, Names, Posting, Stored, counted, overview, search, top_values
from joblab.jobs.catalogue import DIMENSIONS
from local.supabase.embedded import Connection
from tests.integration.database.api import answer, call, comparable, store
from tests.integration.database.strategies import filters, postings

ORDERS = ["posted_date", "actual_role", "company_name", "country", "location", "salary"]
brute_force = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def check_filters(given: Mapping[str, object], rows: list[Posting], names: Names, chosen: Filters) -> None:
    """Compare what an answer says about its filters with the reference."""
    stored = Stored(rows, names)
    expected = {
        "filters": stored.applied(chosen),
        "unknown_values": stored.unknown(chosen),
        "matched": stored.matched(chosen),
    }
    assert {name: comparable(given)[name] for name in expected} == comparable(expected)


@brute_force
@given(rows=postings, chosen=filters())
def test_jobs_overview_equals_brute_force(
    migrated: Connection, names: Names, rows: list[Posting], chosen: Filters
) -> None:
    with migrated.transaction(force_rollback=True):
        store(migrated, rows)
        given = answer(migrated, "jobs_overview", filters=dict(chosen))
        assert {name: given[name] for name in ("total", "charts")} == overview(rows, names, chosen)
        check_filters(given, rows, names, chosen)


@brute_force
@given(
    rows=postings, chosen=filters(), order_by=st.sampled_from(ORDERS), ascending=st.booleans(), offset=st.integers(0, 3)
)
def test_search_jobs_equals_brute_force(
    migrated: Connection,
    names: Names,
    rows: list[Posting],
    chosen: Filters,
    order_by: str,
    ascending: bool,
    offset: int,
) -> None:
    with migrated.transaction(force_rollback=True):
        store(migrated, rows)
        given = answer(
            migrated,
            "search_jobs",
            filters=dict(chosen),
            order_by=order_by,
            ascending=ascending,
            row_limit=5,
            row_offset=offset,
        )
        expected = search(rows, names, chosen, order_by, ascending=ascending)
        shown = given["rows"]
        assert isinstance(shown, list)
        assert given["total"] == len(expected)
        assert [row["job_id"] for row in shown] == expected[offset : offset + 5]
        check_filters(given, rows, names, chosen)


@pytest.mark.parametrize("ascending", [True, False])
def test_pages_are_in_order_however_many_postings_there_are(db: Connection, *, ascending: bool) -> None:
    db.execute(
        "insert into public.jobs (job_id, country, posted_date)"
        " select n::text, case when n < 100 then 'Malta' end, date '2026-01-01' - n from generate_series(1, 10050) as n"
    )
    for chosen, number in (({}, 10050), ({"country": "Malta"}, 99)):
        given = answer(db, "search_jobs", filters=chosen, ascending=ascending, row_limit=50, row_offset=number - 50)
        shown = given["rows"]
        assert isinstance(shown, list)
        last = range(50, 0, -1) if ascending else range(number - 49, number + 1)
        assert [row["job_id"] for row in shown] == [str(each) for each in last]
        assert answer(db, "search_jobs", filters=chosen, row_offset=number)["rows"] == []


@brute_force
@given(rows=postings)
def test_describe_data_equals_brute_force(migrated: Connection, rows: list[Posting]) -> None:
    with migrated.transaction(force_rollback=True):
        store(migrated, rows)
        given = answer(migrated, "describe_data")
        dimensions = given["dimensions"]
        assert isinstance(dimensions, dict)
        assert given["postings"] == len(counted(rows))
        assert set(dimensions) == {spec.name for spec in DIMENSIONS if spec.kind != "time"}
        for name, described in dimensions.items():
            every = top_values(counted(rows), name, len(rows) * 5)
            assert described == {"distinct": len(every), "top": every[:5]}, name


FULL = Posting(
    job_id="a-1",
    actual_role="Data Engineer",
    company_name="Acme",
    country="Germany",
    location="Berlin, Germany",
    job_description="Build pipelines.",
    search_term="data",
    skills="Python, SQL",
    tools="dbt",
    is_remote=True,
    posted_date=date(2026, 1, 5),
    salary_min=Decimal(50000),
    salary_currency="EUR",
    salary_period="yearly",
)


def test_get_job_returns_the_whole_posting(db: Connection) -> None:
    store(db, [FULL])
    row = answer(db, "get_job", job_id="a-1")
    short = answer(db, "search_jobs")["rows"]
    assert isinstance(short, list)
    assert row.items() > short[0].items()
    assert row["job_description"] == "Build pipelines."
    assert row["skills"] == ["Python", "SQL"]
    assert row["salary_min"] == 50000
    assert row["search_term"] == "data"


@pytest.mark.parametrize("job_id", ["unknown", "a', 'b", 'a"1,2', ""])
def test_get_job_without_such_a_posting_is_null(db: Connection, job_id: str) -> None:
    store(db, [FULL])
    assert call(db, "get_job", job_id=job_id) is None


def test_get_job_hides_a_duplicate(db: Connection) -> None:
    store(db, [FULL])
    db.execute("update public.jobs set has_url_duplicate = 1")
    assert call(db, "get_job", job_id="a-1") is None


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({"text": "pipelines"}, ["a-1"]),
        ({"exclude": {"location": "Germany"}}, ["a-2"]),
        ({"all_of": {"skills": ["sql", "python"]}, "stated": ["salary"]}, ["a-1"]),
        ({"country": "DACH", "posted_weekday": "monday"}, ["a-1"]),
        ({"not_stated": ["skills"]}, ["a-2"]),
    ],
)
def test_search_jobs_takes_every_filter(db: Connection, chosen: Filters, ids: list[str]) -> None:
    store(db, [FULL, Posting("a-2", country="France")])
    rows = answer(db, "search_jobs", filters=dict(chosen))["rows"]
    assert isinstance(rows, list)
    assert [row["job_id"] for row in rows] == ids


def test_describe_data_of_one_dimension_by_its_beginning(db: Connection) -> None:
    store(db, [Posting(job_id=name, company_name=name) for name in ("Microsoft", "micron", "Minute", "Acme")])
    described = answer(db, "describe_data", dimension="company_name", starts_with="Micr", row_limit=1)
    top = [{"value": "Microsoft", "postings": 1}]
    assert described["dimensions"] == {"company_name": {"distinct": 2, "top": top}}
