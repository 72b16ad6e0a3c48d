"""A query together with what was found for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import JsonValue

from local.bedrock.planner.answers.subject import Subject
from local.bedrock.planner.answers.tables import Row, Table, number, parse_table
from local.bedrock.planner.decision import Lookup
from local.bedrock.planner.periods import Period
from local.bedrock.planner.query import Query
from local.bedrock.planner.reading import FilterValue


@dataclass(frozen=True)
class Result(Subject):
    """What was found.

    Attributes:
        asked: the query as it was planned, when the lookup had to be repaired to be made at all.
    """

    lookup: Lookup
    table: Table
    asked: Query | None = None

    @property
    def total(self) -> float | None:
        return number(self.table.total.get("value", ""))

    @property
    def postings(self) -> float:
        """How many postings were measured."""
        total = self.table.total
        return number(total.get("postings", total.get("value", ""))) or 0.0


def value(row: Row) -> float | None:
    return number(row.get("value", ""))


def is_group(dimension: str, printed: str, wanted: str) -> bool:
    """Whether a row's key is the value asked about; a place also by one part of its name ("Berlin, Germany")."""
    parts = [printed, *printed.split(", ")] if dimension == "location" else [printed]
    return wanted.casefold() in (part.casefold() for part in parts)


def match_results(queries: Sequence[Query], rounds: Sequence[Sequence[Lookup]]) -> list[Result]:
    """Pair queries with the lookups of the first round, and failed ones with their repetition in the second."""
    again = list(rounds[1]) if len(rounds) > 1 else []
    results: list[Result] = []
    for query, lookup in zip(queries, rounds[0], strict=False):
        mended = again.pop(0) if lookup.failed and again else lookup
        table = parse_table(mended.text)
        if mended is lookup:
            results.append(Result(query, table.name, lookup, table))
        else:
            results.append(Result(as_made(query, mended.call.input), table.name, mended, table, asked=query))
    return results


def as_made(query: Query, tool_input: Mapping[str, JsonValue]) -> Query:
    """The query as it was looked up in the end: without what the repair left out, with what it replaced."""
    filters = {name: _made(value, tool_input[name]) for name, value in query.filters.items() if name in tool_input}
    start = query.period.start if "posted_start" in tool_input else None
    end = query.period.end if "posted_end" in tool_input else None
    return replace(
        query,
        filters=filters,
        period=Period(start, end),
        compare=query.compare if "compare" in tool_input else None,
        group_by=query.group_by if "group_by" in tool_input else (),
    )


def _made(value: FilterValue, made: JsonValue) -> FilterValue:
    return (made,) if isinstance(made, str) and isinstance(value, tuple) else value
