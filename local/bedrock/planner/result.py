"""A query together with what was found for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from local.bedrock.planner.decision import Lookup
from local.bedrock.planner.query import Query
from local.bedrock.planner.tables import Row, Table, number, parse_table
from local.bedrock.planner.wording import figure, group_label, jobs_phrase, period_phrase


@dataclass(frozen=True)
class Result:
    query: Query
    lookup: Lookup

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

    def value(self, row: Row) -> float | None:
        return number(row.get("value", ""))

    def value_text(self, row: Row) -> str:
        return figure(self.value(row), self.query.measure, row.get("currency", ""))

    def label(self, row: Row) -> str:
        return ", ".join(group_label(name, row.get(name, "")) for name in self.query.group_by)


def match_results(queries: Sequence[Query], rounds: Sequence[Sequence[Lookup]]) -> list[Result]:
    """Pair queries with the lookups of the first round, and failed ones with their repetition in the second."""
    again = list(rounds[1]) if len(rounds) > 1 else []
    results: list[Result] = []
    for query, lookup in zip(queries, rounds[0], strict=False):
        mended = again.pop(0) if lookup.failed and again else lookup
        results.append(Result(query, mended))
    return results
