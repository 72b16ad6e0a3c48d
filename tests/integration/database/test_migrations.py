"""The migrations apply to an empty database and over tables that already hold postings; nothing stored is lost."""

import lzma
from pathlib import Path

import psycopg
import pytest

from local.supabase.embedded import MIGRATIONS, Connection, migrate
from tests.integration.database.api import answer, call, store
from tests.integration.database.conftest import NewDatabase
from tests.integration.database.strategies import make_postings

# The last migration that a database had applied. All up to it, as they were then, are in migrations_to_….sql.xz.
APPLIED = ("20261127000100", "20261127011700")

# The table as databases hold it that existed before JobLab.
OLD_TABLE = """
    create table public.jobs (
        id bigserial primary key, job_id text unique, platform text, actual_role text, url text, job_description text,
        skills text, tools text, company_name text, country text, location text, search_term text, posted_date date,
        scraped_at timestamptz, is_remote boolean, is_research boolean, job_level_std text, job_function_std text,
        company_industry_std text, job_type_filled text, education_level text, has_url_duplicate integer,
        job_relevance_score double precision
    )"""
OTHER_TYPES = """
    create table public.jobs (
        job_id bigint primary key, posted_date timestamptz, is_remote text, is_research integer,
        company_name varchar(80), skills text[], has_url_duplicate boolean, salary_min integer, salary_max text
    )"""


def value(connection: Connection, statement: bytes) -> object:
    """Return the first value that a statement selects."""
    row = connection.execute(statement).fetchone()
    return row[0] if row else None


def counted(connection: Connection, **filters: object) -> object:
    """Count the postings that filters let through."""
    total = answer(connection, "job_stats", filters=filters)["total"]
    assert isinstance(total, dict)
    return total["value"]


def test_an_empty_database_twice(new_database: NewDatabase) -> None:
    with new_database() as connection:
        migrate(connection)
        connection.execute("insert into public.jobs (job_id, country) values ('1', 'Germany')")
        connection.execute("insert into public.value_aliases values ('country', 'Teutonia', 'Germany')")
        migrate(connection)
        assert counted(connection, country="Teutonia") == 1
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into public.jobs (job_id) values ('1')")


def test_over_the_old_table_with_postings(new_database: NewDatabase) -> None:
    with new_database() as connection:
        connection.execute(OLD_TABLE.encode())
        connection.execute(
            "insert into public.jobs"
            " (job_id, actual_role, country, location, skills, posted_date, has_url_duplicate) values"
            " ('a', 'Data Engineer', 'UK', 'London, UK', 'SQL, sql, Python', '2026-01-05', null),"
            " ('b', 'Chef', 'Ukraine', 'Kyiv', 'Cooking', '2026-02-05', 0), ('c', null, 'UK', null, null, null, 1)"
        )
        before = connection.execute("select * from public.jobs order by id").fetchall()
        migrate(connection)
        columns = (
            b"id, job_id, platform, actual_role, url, job_description, skills, tools, company_name, country, location"
        )
        after = connection.execute(b"select " + columns + b" from public.jobs order by id").fetchall()
        assert after == [row[:11] for row in before]
        assert counted(connection, country="United Kingdom") == 1
        assert counted(connection, skills="sql", location="london", role_keyword="engineer") == 1
        connection.execute(
            "insert into public.jobs (job_id) values ('b') on conflict (job_id) do update set country = 'France'"
        )
        assert counted(connection, country="France") == 1


def become(connection: Connection, last: str) -> None:
    """Apply the migrations up to the last one as they were then."""
    packed = Path(__file__).with_name(f"migrations_to_{last}.sql.xz").read_bytes()
    connection.execute(lzma.decompress(packed))


def upgrade(connection: Connection, last: str) -> None:
    """Apply what came after the last one."""
    for migration in sorted(MIGRATIONS.glob("*.sql")):
        if migration.name.partition("_")[0] > last:
            with connection.transaction():
                connection.execute(migration.read_text().encode())


@pytest.mark.parametrize("last", APPLIED)
def test_over_earlier_migrations_with_postings_and_cells(new_database: NewDatabase, last: str) -> None:
    with new_database() as connection:
        become(connection, last)
        store(connection, make_postings(7, 60))
        assert call(connection, "refresh_cells", seconds=60) == 0
        stored = b"select json_agg(j.job_id || j.skills || j.posted_date order by j.job_id) from public.jobs j"
        before, postings = _seniors(connection), value(connection, stored)
        upgrade(connection, last)

        assert (_seniors(connection), value(connection, stored)) == (before, postings)
        assert counted(connection, exclude={"job_level_std": "Senior"}) != counted(connection)
        assert value(connection, b"select count(*) from joblab.touched_months") == 0, "cells need not be counted anew"


@pytest.mark.parametrize("last", APPLIED)
def test_earlier_migrations_end_with_the_functions_of_a_new_database(
    new_database: NewDatabase, migrated: Connection, last: str
) -> None:
    functions = (
        b"select json_object_agg(oid::regprocedure, pg_get_functiondef(oid)) from pg_proc"
        b" where pronamespace in ('public'::regnamespace, 'joblab'::regnamespace)"
    )
    with new_database() as connection:
        become(connection, last)
        upgrade(connection, last)
        assert value(connection, functions) == value(migrated, functions)


def _seniors(connection: Connection) -> tuple[object, object]:
    seniors = answer(connection, "job_stats", group_by=["country"], filters={"job_level_std": "Senior"})
    return seniors["rows"], seniors["total"]


def test_over_a_table_with_other_columns(new_database: NewDatabase) -> None:
    with new_database() as connection:
        connection.execute("create table public.jobs (title text not null, job_id varchar(20), notes jsonb)")
        connection.execute("""insert into public.jobs values ('Nurse', 'a', '{"kept": true}'), ('Cook', null, null)""")
        migrate(connection)
        assert value(connection, b"select notes from public.jobs where job_id = 'a'") == {"kept": True}
        assert counted(connection) == 2
        row = answer(connection, "get_job", job_id="a")
        assert row["actual_role"] is None


def test_over_columns_of_other_types(new_database: NewDatabase) -> None:
    with new_database() as connection:
        connection.execute(OTHER_TYPES.encode())
        connection.execute(
            "insert into public.jobs values"
            " (1, '2026-01-31 23:30+00', 'Yes', 1, 'Acme', '{Python,SQL}', null, 10, '20.5'),"
            " (2, '2026-02-01 00:30+01', 'false', 0, 'Acme', null, true, null, null),"
            " (3, null, 'unclear', null, null, null, false, null, 'n/a')"
        )
        migrate(connection)
        migrate(connection)
        assert counted(connection) == 2
        assert counted(connection, posted_start="2026-01-31", posted_end="2026-01-31") == 1
        assert counted(connection, is_remote=True, is_research=True, skills="sql", company_name="acme") == 1
        row = answer(connection, "get_job", job_id="1")
        assert (row["is_remote"], str(row["salary_max"]), row["skills"]) == (True, "20.5", ["Python", "SQL"])
        assert value(connection, b"select is_remote from public.jobs where job_id = 1") == "Yes"


def test_a_type_that_cannot_be_read_is_named(new_database: NewDatabase) -> None:
    with new_database() as connection:
        connection.execute("create table public.jobs (job_id text, posted_date jsonb)")
        with pytest.raises(psycopg.errors.DatatypeMismatch, match="posted_date has type jsonb"):
            migrate(connection)


def test_an_id_held_twice_is_kept_and_said(new_database: NewDatabase) -> None:
    with new_database() as connection:
        notices: list[str | None] = []
        connection.add_notice_handler(lambda notice: notices.append(notice.message_primary))
        connection.execute("create table public.jobs (job_id text, posted_date date)")
        connection.execute("insert into public.jobs values ('a', '2026-01-01'), ('a', '2026-02-01'), (null, null)")
        migrate(connection)
        assert any("more than once" in (notice or "") for notice in notices)
        assert counted(connection) == 3
        assert answer(connection, "get_job", job_id="a")["posted_date"] == "2026-02-01"


def test_values_too_long_for_the_covering_index(new_database: NewDatabase) -> None:
    with new_database() as connection:
        connection.execute("create table public.jobs (job_id text primary key, company_name text)")
        connection.execute(
            "insert into public.jobs select 'a', string_agg(md5(n::text), '') from generate_series(1, 200) as n"
        )
        migrate(connection)
        assert counted(connection) == 1


def test_derived_columns_follow_the_stored_ones(db: Connection) -> None:
    db.execute(
        "insert into public.jobs (job_id, skills, salary_max, salary_currency, salary_period)"
        " values ('a', ' Go,, go , Rust', 10.5, 'USD', 'hourly')"
    )
    derived = b"select array[skills_list::text, skills_keys::text, salary_yearly::text] from public.jobs"
    assert value(db, derived) == ["{Go,Rust}", "{go,rust}", "21840.00"]
    db.execute("update public.jobs set skills = 'SQL', salary_period = 'on request'")
    assert value(db, derived) == ["{SQL}", "{sql}", None]


def test_functions_are_stable_with_a_fixed_search_path_and_a_timeout(db: Connection) -> None:
    rows = db.execute(
        "select proname, provolatile, prosecdef, proconfig from pg_proc where pronamespace = 'public'::regnamespace"
    ).fetchall()
    readers = {"job_stats", "search_jobs", "get_job", "describe_data", "jobs_overview", "read_publicly"}
    readers |= {"list_questions", "get_question", "list_pinned_plans", "usage_by_day"}
    writers = {"begin_turn", "end_turn", "record_feedback", "refresh_cells"}
    owners = {"pin_plan", "unpin_plan"}  # for service_role, with its own rights
    assert {row[0] for row in rows} == readers | writers | owners
    for name, volatility, definer, settings in rows:
        assert (volatility == "s") == (name in readers)
        assert definer == (name in writers)
        assert isinstance(settings, list)
        assert 'search_path=""' in settings
        assert any(setting.startswith("statement_timeout=") for setting in settings)


def test_a_writer_needs_no_right_but_to_the_table(db: Connection) -> None:
    db.execute("create role loader nologin")
    db.execute("grant insert on public.jobs to loader")
    db.execute("create policy loader_writes on public.jobs for insert to loader with check (true)")
    db.execute("set local role loader")
    db.execute(
        "insert into public.jobs"
        " (job_id, skills, location, actual_role, salary_min, salary_currency, salary_period)"
        " values ('a', 'Go', 'Berlin', 'Engineer', 1, 'EUR', 'yearly')"
    )
    db.execute("reset role")
    assert call(db, "get_job", job_id="a") is not None
