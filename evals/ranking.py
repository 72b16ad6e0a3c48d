"""The expectation of a ranking."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice
from typing import Literal

from evals.claims import UNITS, Claim, Label, label
from evals.expectation import Selecting, earlier_readings
from evals.expected import Expected, Stated
from evals.measuring import Key, Measuring, change_of, claim_of
from evals.periods import Days
from evals.text import Unit
from evals.world import World

# Of rows that tie for the last place, any may be named.
MOST_ALTERNATIVES = 500

type Ranks = Mapping[Key, Decimal | int | None]
type Forms = Sequence[Mapping[Key, Claim]]
"""In which ways the figures of the values may be stated."""


class Top(Selecting, Measuring):
    """The first n values of a dimension, by a measure, or by its change `against` an earlier period."""

    kind: Literal["top"]
    by: str
    n: int = 1
    ascending: bool = False
    against: str | None = None
    """`previous_year`, `previous_period` or any period."""
    in_percent: bool = False

    def work_out(self, world: World) -> Iterator[Expected]:
        for days in self.periods(world):
            if self.against is None:
                yield self._first(*self._figures(world, days))
            else:
                for before in earlier_readings(self.against, days, world):
                    yield self._first(*self._changes(world, days, before))

    def _figures(self, world: World, days: Days) -> tuple[Ranks, Forms]:
        postings = world.select(self.where, days)
        one = self.in_one_currency(postings)
        figures = one.groups(world, postings, [self.by], days)
        return {key: figure.value for key, figure in figures.items()}, [
            {key: one.claim(figure, self._labels(key)) for key, figure in figures.items()}
        ]

    def _changes(self, world: World, days: Days, earlier: Days) -> tuple[Ranks, Forms]:
        now, before = (world.select(self.where, each) for each in (days, earlier))
        one = self.in_one_currency(now or before)
        figures = one.groups(world, now, [self.by], days)
        others = one.groups(world, before, [self.by], earlier)
        changes = {
            key: change_of(
                figures.get(key) or one.nothing(world, len(now)), others.get(key) or one.nothing(world, len(before))
            )
            for key in figures | others
        }
        units: tuple[Unit, Unit] = (UNITS[self.measure], "percent")
        forms = [
            {key: claim_of(change[place], unit, self._labels(key)) for key, change in changes.items()}
            for place, unit in enumerate(units)
        ]
        return {key: change[self.in_percent] for key, change in changes.items()}, forms

    def _labels(self, key: Key) -> frozenset[Label]:
        return frozenset({label(self.by, key[0])})

    def _first(self, ranks: Ranks, forms: Forms) -> Stated:
        sign = 1 if self.ascending else -1
        ordered = sorted((sign * rank, key) for key, rank in ranks.items() if rank is not None)
        last = ordered[: self.n][-1][0]
        sure = [key for rank, key in ordered if rank < last]
        tied = [key for rank, key in ordered if rank == last]
        chosen = [
            (*sure, *some)
            for some in islice(combinations(tied, min(self.n, len(ordered)) - len(sure)), MOST_ALTERNATIVES)
        ]
        says = [[form[key] for key in keys] for form in forms for keys in chosen]
        return Stated(says, says)
