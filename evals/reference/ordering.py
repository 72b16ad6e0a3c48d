"""Which rows of an answer are shown, in which order."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from evals.reference.counting import Figure
from evals.reference.measures import by_number
from evals.reference.question import Question
from evals.reference.rows import Row


@dataclass(frozen=True)
class Table:
    """The rows with enough postings, the others, and of the former those that are shown, in order."""

    every: Sequence[Row] = ()
    small: Sequence[Row] = ()
    kept: Sequence[Row] = ()

    @property
    def cut(self) -> list[Row]:
        """The rows that the limit left out."""
        shown = {row.figure for row in self.kept}
        return [row for row in self.every if row.figure not in shown]


def ordered(question: Question, rows: Sequence[Row]) -> Table:
    """Put rows in order, and leave out what is too small or too much."""
    least = question.min_postings or 0
    enough = [row for row in rows if row.value.postings >= least]
    return Table(enough, [row for row in rows if row.value.postings < least], _Ordering(question, enough).kept())


class _Ordering:
    def __init__(self, question: Question, rows: Sequence[Row]) -> None:
        self._question = question
        self._rows = sorted(rows, key=_ties)
        self._time = question.group_by.index(question.time_dimension) if question.time_dimension else 0
        postings: Counter[str] = Counter()
        for row in rows:
            postings[row.figure.currency or ""] += row.value.postings
        self._currencies = by_number(postings)

    def kept(self) -> list[Row]:
        """The rows that the limit has room for."""
        limit = self._question.row_limit
        match self._question.order:
            case "time":
                newest = self._newest_first(self._largest_series())[:limit]
                return sorted(newest, key=self._bucket) if self._question.is_ascending else newest
            case "postings":
                return self._ranked()[:limit]
        return sorted(self._ranked(), key=self._currency)[:limit]

    def _ranked(self) -> list[Row]:
        return _nulls_last(self._rows, self._question.order, 1 if self._question.is_ascending else -1)

    def _newest_first(self, rows: Sequence[Row]) -> list[Row]:
        """In a bucket by currency, and then the largest first."""
        by_rank = _nulls_last(sorted(rows, key=_ties), "value", -1)
        return sorted(sorted(by_rank, key=self._currency), key=self._bucket, reverse=True)

    def _largest_series(self) -> Sequence[Row]:
        """Whole series: as many as the limit has room for, at least one."""
        if len(self._question.group_by) == 1 and len(self._currencies) <= 1:
            return self._rows
        series: defaultdict[Figure, list[Row]] = defaultdict(list)
        for row in self._rows:
            series[self._series(row)].append(row)
        buckets = len({self._bucket(row) for row in self._rows})
        room = max(1, self._question.row_limit // max(1, buckets))
        return [row for rows in sorted(series.values(), key=self._series_order)[:room] for row in rows]

    def _series_order(self, rows: Sequence[Row]) -> tuple[int, Sequence[bytes], bytes]:
        others = [label.encode() for place, label in enumerate(rows[0].labels) if place != self._time]
        return -sum(row.value.postings for row in rows), others, (rows[0].figure.currency or "").encode()

    def _series(self, row: Row) -> Figure:
        keys = tuple(key for place, key in enumerate(row.figure.group) if place != self._time)
        return Figure(keys, row.figure.currency)

    def _bucket(self, row: Row) -> str:
        return row.figure.group[self._time]

    def _currency(self, row: Row) -> int:
        return self._currencies.index(row.figure.currency or "")


def _nulls_last(rows: Sequence[Row], order: str, sign: int) -> list[Row]:
    known = [row for row in rows if row.rank(order) is not None]
    known.sort(key=lambda row: sign * (row.rank(order) or 0))
    return known + [row for row in rows if row.rank(order) is None]


def _ties(row: Row) -> tuple[Sequence[bytes], bytes]:
    return [label.encode() for label in row.labels], (row.figure.currency or "").encode()
