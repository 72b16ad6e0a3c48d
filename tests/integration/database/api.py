"""Calling the SQL functions as PostgREST does: named arguments in, one JSON value out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from evals.reference import Match, Posting, Question, Unknown
from local.supabase.embedded import Connection

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


def ask(connection: Connection, question: Question) -> dict[str, object]:
    """Ask job_stats, of its answer what can be compared with the reference's."""
    arguments = {**asdict(question), "group_by": list(question.group_by)}
    return comparable(answer(connection, "job_stats", **arguments))


def comparable(answered: Mapping[str, object]) -> dict[str, object]:
    """An answer of either side; of filters as applied, spellings and the order of values are left open."""
    shown = {name: _folded(answered[name]) for name in ("filters", "part") if name in answered}
    return {
        **answered,
        **shown,
        "unknown_values": {_unknown(each) for each in _rows(answered["unknown_values"])},
        "matched": {_match(each) for each in _rows(answered["matched"])},
    }


def _unknown(given: object) -> Unknown:
    if isinstance(given, Unknown):
        return given
    row = _object(given)
    return Unknown(str(row["filter"]), str(row["value"]), tuple(map(str, _rows(row["found_in"]))))


def _match(given: object) -> Match:
    if isinstance(given, Match):
        return given
    row = _object(given)
    return Match(str(row["filter"]), str(row["value"]), tuple(map(str, _rows(row["stored"]))), int(str(row["more"])))


def _folded(value: object) -> object:
    match value:
        case dict():
            return {name: _folded(each) for name, each in value.items()}
        case list():
            return sorted(map(_folded, value), key=str)
        case str():
            return value.casefold()
    return value


def _rows(value: object) -> Iterable[object]:
    assert isinstance(value, list | set)
    return value


def _object(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)
    return value


def refusal(connection: Connection, function: str, **arguments: object) -> str:
    """Return the sentence with which a function refuses its arguments; fails unless it can be repaired."""
    with pytest.raises(psycopg.errors.InvalidParameterValue) as refused, connection.transaction():
        call(connection, function, **arguments)
    return str(refused.value.diag.message_primary)
