"""What docs/operations.md says of the database: what its role may call, and how to make room in a spent budget."""

import re
from pathlib import Path

from local.supabase.embedded import Connection

DOCUMENT = (Path(__file__).parents[3] / "docs" / "operations.md").read_text()
MAY_CALL = """
    select p.proname from pg_proc p
    where p.pronamespace = 'public'::regnamespace and has_function_privilege('joblab_api', p.oid, 'execute')"""
MAY_READ = """
    select c.relname from pg_class c
    where c.relkind in ('r', 'v') and c.relnamespace in ('public'::regnamespace, 'joblab'::regnamespace)
      and has_table_privilege('joblab_api', c.oid, 'select')"""


def named_in_row(start: str) -> set[str]:
    """The names in the rows of the role's table that begin so."""
    rows = re.findall(rf"^\| {start}[^|]*\|(.*)\|$", DOCUMENT, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(?:public\.)?(\w+)`", row)}


def test_the_role_may_do_what_is_told_and_nothing_else(db: Connection) -> None:
    assert named_in_row("call") == {str(name) for (name,) in db.execute(MAY_CALL.encode())}
    assert named_in_row("read") - {"joblab"} == {str(name) for (name,) in db.execute(MAY_READ.encode())}


def test_a_spent_day_gets_room_again(db: Connection) -> None:
    (statement,) = re.findall(r'--command="(update joblab\.spending [^"]*)"', DOCUMENT)
    db.execute(
        "insert into joblab.spending values (to_char(now() at time zone 'UTC', 'YYYY-MM-DD'), 5), ('2020-01-01', 4)"
    )
    limits = "jsonb_build_object('usd', 1, 'limits', jsonb_build_object('day_usd', 5))"
    refusal = f"select joblab.refusal({limits}, (now() at time zone 'UTC')::date) ->> 'limit'".encode()
    assert db.execute(refusal).fetchone() == ("day_usd",)

    db.execute(statement.encode())

    assert db.execute(refusal).fetchone() == (None,)
    assert db.execute("select usd from joblab.spending where period = '2020-01-01'").fetchone() == (4,)
