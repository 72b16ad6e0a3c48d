"""A PostgreSQL per test worker, and a migrated database on it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count

import pytest

from evals.reference import Alias, Member, Names
from local.supabase import embedded
from local.supabase.embedded import Connection

type NewDatabase = Callable[[], AbstractContextManager[Connection]]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """URI of a running server."""
    with embedded.running_server() as uri:
        yield uri


@pytest.fixture(scope="session")
def new_database(server: str) -> NewDatabase:
    """`with new_database() as connection:` an empty database of the test's own."""
    numbers = count(1)
    return lambda: embedded.database(server, f"test_{next(numbers)}")


@pytest.fixture(scope="session")
def migrated(server: str) -> Iterator[Connection]:
    """The owner's connection to a migrated database, shared: roll back what you write."""
    with embedded.database(server, "migrated") as connection:
        embedded.migrate(connection)
        yield connection


@pytest.fixture
def db(migrated: Connection) -> Iterator[Connection]:
    """A migrated database without postings; what the test writes is undone."""
    with migrated.transaction(force_rollback=True):
        yield migrated


@pytest.fixture(scope="session")
def names(migrated: Connection) -> Names:
    """The aliases and the groups, as the reference reads them."""
    aliases = migrated.execute("select dimension, alias, canonical from public.value_aliases").fetchall()
    members = migrated.execute("select dimension, name, member from public.value_groups").fetchall()
    return Names([Alias(*map(str, row)) for row in aliases], [Member(*map(str, row)) for row in members])
