"""Counting the postings of one period, in all and in groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import NamedTuple

from evals.reference.filters import Test
from evals.reference.measures import Measure, Tally, Value
from evals.reference.periods import Shift, bucket_label
from evals.reference.postings import Posting
from joblab.jobs.catalogue import TIME

type Key = tuple[str, ...]
"""What makes postings one group: of each dimension one value."""


class Figure(NamedTuple):
    """Which figure it is: a group's, of pay in one currency."""

    group: Key
    currency: str | None


class Shown(NamedTuple):
    """A figure, and how its group is shown."""

    labels: tuple[str, ...]
    value: Value


@dataclass
class Group:
    """Postings that are one group; of several spellings the smallest is shown."""

    labels: tuple[str, ...]
    tally: Tally


class Counting:
    """The postings that pass, taken into account one by one."""

    def __init__(self, measure: Measure, group_by: Sequence[str], passes: Test, shift: Shift | None = None) -> None:
        self.all = Tally(measure)
        self.groups: dict[Key, Group] = {}
        self.missing = 0
        """Postings that are in no group."""
        self._measure = measure
        self._group_by = group_by
        self._passes = passes
        self._shift = shift

    def add(self, posting: Posting) -> None:
        """Look at one more posting."""
        if not self._passes(posting):
            return
        self.all.add(posting)
        is_placed = not self._group_by
        for chosen in self._chosen(posting):
            is_placed = True
            labels = tuple(label for _, label in chosen)
            group = self.groups.setdefault(tuple(key for key, _ in chosen), Group(labels, Tally(self._measure)))
            if group.labels != labels:
                group.labels = smallest(group.labels, labels)
            group.tally.add(posting)
        self.missing += not is_placed

    def _chosen(self, posting: Posting) -> Iterator[Sequence[tuple[str, str]]]:
        """The groups that a posting is in: a pair of key and label for each dimension."""
        if self._group_by:
            yield from product(*(self._labels(posting, name).items() for name in self._group_by))

    def figures(self) -> dict[Figure, Shown]:
        """What was counted; of pay a figure for each currency of a group."""
        if self._measure.is_pay:
            return {
                Figure(key, currency): Shown(group.labels, value)
                for key, group in self.groups.items()
                for currency, value in group.tally.pay_values().items()
            }
        return {
            Figure(key, None): Shown(group.labels, group.tally.value(self.all.postings))
            for key, group in self.groups.items()
        }

    def _labels(self, posting: Posting, dimension: str) -> Mapping[str, str]:
        labels = posting.labels(dimension)
        if self._shift is None or dimension not in TIME:
            return labels
        moved = [self._shift.forward(date.fromisoformat(key)) for key in labels]
        return {day.isoformat(): bucket_label(day, dimension) for day in moved if day}


def smallest(labels: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Of two ways to show the same group, in each place the smaller one."""
    return tuple(min(pair, key=str.encode) for pair in zip(labels, others, strict=True))
