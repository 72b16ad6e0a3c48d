"""A PostgreSQL per test worker, and a migrated database on it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count

import pytest

from tests.integration.database import postgres
from tests.integration.database.postgres import Connection
from tests.integration.database.reference import Alias

type NewDatabase = Callable[[], AbstractContextManager[Connection]]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """URI of a running server."""
    with postgres.running_server() as uri:
        yield uri


@pytest.fixture(scope="session")
def new_database(server: str) -> NewDatabase:
    """`with new_database() as connection:` an empty database of the test's own."""
    numbers = count(1)
    return lambda: postgres.database(server, f"test_{next(numbers)}")


@pytest.fixture(scope="session")
def migrated(server: str) -> Iterator[Connection]:
    """The owner's connection to a migrated database, shared: roll back what you write."""
    with postgres.database(server, "migrated") as connection:
        postgres.migrate(connection)
        yield connection


@pytest.fixture
def db(migrated: Connection) -> Iterator[Connection]:
    """A migrated database without postings; what the test writes is undone."""
    with migrated.transaction(force_rollback=True):
        yield migrated


@pytest.fixture(scope="session")
def aliases(migrated: Connection) -> list[Alias]:
    """The alias table, as the reference reads it."""
    rows = migrated.execute("select dimension, alias, canonical from public.value_aliases")
    return [Alias(str(dimension), str(alias), str(canonical)) for dimension, alias, canonical in rows]
