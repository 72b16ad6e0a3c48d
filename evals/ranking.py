"""The expectation of a ranking."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Literal

from evals.claims import Claim, Label, label
from evals.expectation import Selecting, change_of, claim_of
from evals.expected import Expected, Stated
from evals.reference import Key, Measure, Measured, groups
from evals.world import World

# Of rows that tie for the last place, any may be named.
MOST_ALTERNATIVES = 500
NOTHING = Measured(0)


class Top(Selecting):
    """The first n values of a dimension, by a measure, or by its change against an earlier period."""

    kind: Literal["top"]
    by: str
    n: int = 1
    measure: Measure = "count"
    ascending: bool = False
    change: Literal["previous_year", "previous_period"] | None = None
    in_percent: bool = False

    def work_out(self, world: World) -> Iterator[Expected]:
        for days in self.periods(world):
            now = groups(world.select(self.where, days), [self.by], self.measure)
            if self.change:
                before = groups(world.select(self.where, days.before(self.change)), [self.by], self.measure)
                changes = {key: change_of(now.get(key, NOTHING), before.get(key, NOTHING)) for key in {*now, *before}}
                ranks = {key: change[self.in_percent] for key, change in changes.items()}
                forms: Sequence[Mapping[Key, tuple[Claim, ...]]] = [
                    {
                        key: (claim_of(self.measure, Measured(by), self._labels(key)),)
                        for key, (by, _) in changes.items()
                    },
                    {key: (Claim(by, "percent", self._labels(key)),) for key, (_, by) in changes.items()},
                ]
            else:
                ranks = {key: measured.value for key, measured in now.items()}
                forms = [{key: (claim_of(self.measure, figure, self._labels(key)),) for key, figure in now.items()}]
            yield self._first(ranks, forms)

    def _labels(self, key: Key) -> frozenset[Label]:
        return frozenset({label(self.by, key[0])})

    def _first(self, ranks: Mapping[Key, float | None], forms: Sequence[Mapping[Key, tuple[Claim, ...]]]) -> Stated:
        sign = 1 if self.ascending else -1
        ordered = sorted((sign * rank, key) for key, rank in ranks.items() if rank is not None)
        last = ordered[: self.n][-1][0]
        sure = [key for rank, key in ordered if rank < last]
        tied = [key for rank, key in ordered if rank == last]
        chosen = [
            (*sure, *some)
            for some in islice(combinations(tied, min(self.n, len(ordered)) - len(sure)), MOST_ALTERNATIVES)
        ]
        says = [[claim for key in keys for claim in form[key]] for form in forms for keys in chosen]
        return Stated(says, says)
