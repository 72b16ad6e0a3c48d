"""Calling the SQL functions as PostgREST does: named arguments in, one JSON value out."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.integration.database.postgres import Connection
from tests.integration.database.reference import Posting

COLUMNS = [field.name for field in fields(Posting)]


def store(connection: Connection, postings: Sequence[Posting], into: str = "public.jobs") -> None:
    """Insert postings into a table like public.jobs, in one statement."""
    names = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
    rows = json.dumps([asdict(posting) for posting in postings], default=str)
    statement = sql.SQL(
        "insert into {into} ({names}) select {names} from jsonb_populate_recordset(null::public.jobs, %s)"
    )
    connection.execute(statement.format(into=sql.Identifier(*into.split(".")), names=names), [rows])


def call(connection: Connection, function: str, **arguments: object) -> object:
    """Call a function of the API; an argument that is a dict goes as jsonb."""
    named = sql.SQL(", ").join(
        sql.SQL("{} => {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in arguments
    )
    statement = sql.SQL("select public.{}({})").format(sql.Identifier(function), named)
    values = {name: Jsonb(value) if isinstance(value, dict) else value for name, value in arguments.items()}
    row = connection.execute(statement, values).fetchone()
    assert row is not None
    return row[0]


def answer(connection: Connection, function: str, **arguments: object) -> dict[str, object]:
    """Call a function that answers with a JSON object."""
    value = call(connection, function, **arguments)
    assert isinstance(value, dict)
    return value


def refusal(connection: Connection, function: str, **arguments: object) -> str:
    """Return the sentence with which a function refuses its arguments; fails unless it can be repaired."""
    with pytest.raises(psycopg.errors.InvalidParameterValue) as refused, connection.transaction():
        call(connection, function, **arguments)
    return str(refused.value.diag.message_primary)
