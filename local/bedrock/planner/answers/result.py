"""A query together with what was found for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pydantic import JsonValue

from local.bedrock.planner.answers.tables import Row, Table, number, parse_table
from local.bedrock.planner.answers.wording import MEASURED, figure, group_label, jobs_phrase, period_phrase
from local.bedrock.planner.decision import Lookup
from local.bedrock.planner.periods import Period
from local.bedrock.planner.query import Query
from local.bedrock.planner.reading import FilterValue


@dataclass(frozen=True)
class Result:
    """What was found.

    Attributes:
        asked: the query as it was planned, when the lookup had to be repaired to be made at all.
    """

    query: Query
    lookup: Lookup
    asked: Query | None = None

    @property
    def failed(self) -> bool:
        return self.lookup.failed

    @cached_property
    def table(self) -> Table:
        return parse_table(self.lookup.text)

    @property
    def total(self) -> float | None:
        return self.table.number("total")

    @property
    def total_text(self) -> str:
        return figure(self.total, self.query.measure, self.table.head.get("currency", ""))

    @property
    def jobs(self) -> str:
        return jobs_phrase(self.query.filters)

    @property
    def when(self) -> str:
        """The period, with a space before it; empty when there is none."""
        phrase = period_phrase(self.query.period)
        return f" {phrase}" if phrase else ""

    @property
    def in_time(self) -> bool:
        """Whether the rows are told in order of time."""
        return any(name.startswith("posted_") for name in self.query.group_by) and not self.by_change

    @property
    def by_change(self) -> bool:
        """Whether the rows are told in order of their change against an earlier period."""
        return self.query.order_by.startswith("change")

    @property
    def measured(self) -> str:
        """What was measured, of which postings, and when: "Median salary of remote jobs in 2026"."""
        return f"{MEASURED[self.query.measure]} {self.jobs}{self.when}"

    def value(self, row: Row) -> float | None:
        return number(row.get("value", ""))

    def value_text(self, row: Row) -> str:
        return figure(self.value(row), self.query.measure, row.get("currency", ""))

    def label(self, row: Row) -> str:
        return ", ".join(group_label(name, row.get(name, "")) for name in self.query.group_by)


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
        if mended is lookup:
            results.append(Result(query, lookup))
        else:
            results.append(Result(as_made(query, mended.call.input), mended, asked=query))
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
