"""joblab_api reads postings and calls the functions of the API, and nothing else; anon gets nothing."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from evals.reference import Posting
from local.supabase.embedded import Connection, database, migrate, running_server
from tests.integration.database.api import answer, call, store

POSTING = Posting(job_id="1", country="Germany", skills="Python")
API: dict[str, dict[str, object]] = {
    "job_stats": {"group_by": ["skills"], "filters": {"country": "Germny"}},
    "search_jobs": {"filters": {"location": "Berlin"}},
    "get_job": {"job_id": "1"},
    "describe_data": {},
    "jobs_overview": {},
    "read_publicly": {"name": "job_stats", "arguments": {"filters": {"location": "Berlin"}}},
    "begin_turn": {
        "turn_id": "t",
        "conversation_id": "c",
        "keys": ["pinned:x"],
        "reservation": {"visitor": "v", "usd": 1, "tokens": 1, "limits": {"day_usd": 2}},
    },
    "end_turn": {
        "turn_id": "t",
        "spent": {"usd": 0, "tokens": 0},
        "asked": {"trace_id": "t", "question": "How many?"},
        "conversation_id": "c",
        "turn": {"text": "hello"},
        "plan": {"key": "k", "plan": {}, "version": 1},
    },
    "record_feedback": {"trace_id": "t", "thumbs_up": True},
}
OWNER: dict[str, dict[str, object]] = {
    "list_questions": {},
    "get_question": {"question_id": 1},
    "pin_plan": {"key": "how many", "question": "How many?", "plan": {"calls": []}},
    "unpin_plan": {"key": "how many"},
    "list_pinned_plans": {},
    "usage_by_day": {},
}


@pytest.fixture(scope="module")
def like_supabase() -> Iterator[Connection]:
    """A migrated database with the roles that Supabase creates, as far as they matter here; one posting.

    On a server of its own: roles belong to the server, and the other tests do without.
    """
    with running_server() as server, database(server, "like_supabase") as connection:
        for role in (
            "anon nologin",
            "authenticated nologin",
            "authenticator noinherit login",
            "service_role nologin bypassrls",
        ):
            connection.execute(sql.SQL("create role {}").format(sql.SQL(role)))
        connection.execute("grant anon, authenticated, service_role to authenticator")
        connection.execute(
            "alter default privileges in schema public grant all on tables to anon, authenticated, service_role"
        )
        connection.execute(
            "alter default privileges in schema public grant execute on functions to anon, authenticated"
        )
        migrate(connection)
        store(connection, [POSTING])
        yield connection


@pytest.fixture
def become(like_supabase: Connection) -> Iterator[Connection]:
    """The same database as authenticator sees it before PostgREST sets the role; undone afterwards."""
    with like_supabase.transaction(force_rollback=True):
        like_supabase.execute("set local session authorization authenticator")
        yield like_supabase


@pytest.mark.parametrize("function", API)
def test_the_app_may_call_each_function(become: Connection, function: str) -> None:
    become.execute("set local role joblab_api")
    call(become, function, **API[function])


@pytest.mark.parametrize("function", OWNER)
def test_the_owner_alone_sees_what_was_asked(become: Connection, function: str) -> None:
    become.execute("set local role service_role")
    call(become, function, **OWNER[function])
    for role in ("joblab_api", "anon", "authenticated"):
        become.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
        with pytest.raises(psycopg.errors.InsufficientPrivilege), become.transaction():
            call(become, function, **OWNER[function])
        become.execute("set local role service_role")


def test_the_app_reads_postings(become: Connection) -> None:
    become.execute("set local role joblab_api")
    assert become.execute("select job_id, country from public.jobs").fetchall() == [("1", "Germany")]


REFUSED = [
    "insert into public.jobs (job_id) values ('2')",
    "update public.jobs set country = 'France'",
    "delete from public.jobs",
    "truncate public.jobs",
    "select from public.feedback",
    "select from public.conversation_turns",
    "select from public.value_aliases",
    "select from joblab.plans",
    "select from joblab.questions",
    "select from joblab.spending",
    "update joblab.spending set usd = 0",
    "delete from joblab.reservations",
    "select from joblab.visitors",
    "select joblab.settle('t', 0, 0)",
    "select joblab.forget()",
    "insert into joblab.plans (key, question, plan) values ('k', 'q', '{}')",
    "select public.list_questions()",
    "select public.get_question(1)",
    "select public.pin_plan('k', 'q', '{}')",
    "select public.usage_by_day()",
    "insert into public.feedback (trace_id, thumbs_up) values ('t', true)",
    "delete from public.conversation_turns",
    "insert into public.value_aliases values ('country', 'a', 'b')",
    "update joblab.postings set country = 'France'",
    "select from pg_authid",
    "select pg_read_file('/etc/passwd')",
    "select pg_ls_dir('.')",
    "copy public.jobs to program 'true'",
    "select public.owners_own()",
    "select joblab.rebuild_month('2026-01-01')",
    "select joblab.apply_catalogue()",
    "create table public.mine (id int)",
    "create table joblab.mine (id int)",
    "create function public.mine() returns int language sql return 1",
    "create schema mine",
    "create role mine",
    "alter table public.jobs disable row level security",
    "drop table public.jobs",
    "drop function public.job_stats",
    "set role postgres",
    "alter role joblab_api superuser",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_app_may_do_nothing_else(like_supabase: Connection, statement: str) -> None:
    with like_supabase.transaction(force_rollback=True):
        like_supabase.execute("create function public.owners_own() returns int language sql return 1")
        like_supabase.execute("revoke execute on function public.owners_own from public")
        like_supabase.execute("set local session authorization authenticator")
        like_supabase.execute("set local role joblab_api")
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)) as refused:
            like_supabase.execute(statement.encode())
        assert refused.value.sqlstate == "42501"


def test_the_app_may_execute_only_what_is_listed(like_supabase: Connection) -> None:
    rows = like_supabase.execute(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace"
        " and has_function_privilege('joblab_api', oid, 'execute')"
    ).fetchall()
    assert {row[0] for row in rows} == set(API)
    tables = like_supabase.execute(
        "select table_schema || '.' || table_name, privilege_type from information_schema.table_privileges"
        " where grantee = 'joblab_api'"
    ).fetchall()
    readable = {"public.jobs", "joblab.postings", "joblab.cells", "joblab.cell_months", "joblab.touched_months"}
    assert set(tables) == {(name, "SELECT") for name in readable}


@pytest.mark.parametrize("role", ["anon", "authenticated"])
@pytest.mark.parametrize("function", API)
def test_others_may_call_nothing(become: Connection, role: str, function: str) -> None:
    become.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        call(become, function, **API[function])


@pytest.mark.parametrize("role", ["anon", "authenticated"])
@pytest.mark.parametrize("table", ["jobs", "feedback", "conversation_turns", "value_aliases"])
def test_others_see_no_table(become: Connection, role: str, table: str) -> None:
    become.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        become.execute(sql.SQL("select from public.{}").format(sql.Identifier(table)))


def test_row_level_security_keeps_anon_out_even_with_grants(like_supabase: Connection) -> None:
    """As on @supabase/lite, which grants every table to anon when it starts."""
    with like_supabase.transaction(force_rollback=True):
        like_supabase.execute("grant all on all tables in schema public to anon")
        like_supabase.execute("set local role anon")
        for table in ("jobs", "feedback", "conversation_turns", "value_aliases"):
            assert like_supabase.execute(f"select * from public.{table}".encode()).fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            like_supabase.execute("insert into public.jobs (job_id) values ('2')")


def test_the_loader_upserts_as_service_role(become: Connection) -> None:
    become.execute("set local role service_role")
    become.execute(
        "insert into public.jobs (job_id, country) values ('1', 'France'), ('2', 'Spain')"
        " on conflict (job_id) do update set country = excluded.country"
    )
    described = answer(become, "describe_data", dimension="country")
    assert described["postings"] == 2


def test_service_role_reads_feedback(become: Connection) -> None:
    become.execute("set local role joblab_api")
    call(become, "end_turn", **API["end_turn"])
    call(become, "record_feedback", conversation_id="c", turn_id="t", thumbs_up=False, comment="Wrong year")
    become.execute("set local role service_role")
    rows = become.execute("select turn_id, thumbs_up, comment from public.feedback").fetchall()
    assert rows == [("t", False, "Wrong year")]
