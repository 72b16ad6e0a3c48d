"""What expectations measure, by the reference's rules: the figures that tools return."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, JsonValue

from evals.claims import UNITS, Claim, Label
from evals.periods import Days
from evals.reference import (
    Counting,
    Measure,
    Posting,
    Tally,
    bucket_label,
    buckets,
    by_number,
    most_frequent_pay,
    percent,
    tally,
)
from evals.text import Unit
from evals.world import World
from joblab.jobs.catalogue import TIME

type MeasureName = Literal[
    "count", "companies", "share", "remote_share", "median_salary", "mean_salary", "p25_salary", "p75_salary"
]
type Key = tuple[str, ...]
"""One value for each dimension."""
PAY: Mapping[str, str] = {"median_salary": "value", "mean_salary": "mean", "p25_salary": "p25", "p75_salary": "p75"}


@dataclass(frozen=True)
class Measured:
    """A figure; None where it is undefined, as a median of nothing is."""

    value: Decimal | int | None
    currency: str | None = None


class Measuring(BaseModel):
    """How postings are measured."""

    measure: MeasureName = "count"
    part: dict[str, JsonValue] = {}
    """Of a share: the filters that a group's postings pass too. Without it, it is of all postings."""
    currency: str | None = None
    """Of pay: the one that most of the postings state, unless given."""

    def measured(self, world: World, postings: Sequence[Posting], whole: int = 0) -> Measured:
        """The figure of some postings; `whole` is how many postings a share without part is of."""
        return self._read(tally(self._measure(world), postings), whole)

    def nothing(self, world: World, whole: int = 0) -> Measured:
        """The figure of no postings."""
        return self._read(Tally(self._measure(world)), whole)

    def groups(self, world: World, postings: Sequence[Posting], by: Sequence[str], days: Days) -> dict[Key, Measured]:
        """The figure of every combination of values that occurs; by time alone, of every bucket within the data."""
        counting = Counting(self._measure(world), by, lambda _: True)
        for posting in postings:
            counting.add(posting)
        found = {group.labels: self._read(group.tally, len(postings)) for group in counting.groups.values()}
        if len(by) == 1 and by[0] in TIME:
            empty = self.nothing(world, len(postings))
            found = {(label,): empty for label in _bucket_labels(by[0], days, world.days)} | found
        return found

    def in_one_currency(self, postings: Sequence[Posting]) -> Self:
        """The same; of pay in the currency that most of these postings state, so that figures can be ranked."""
        if self.measure not in PAY or self.currency:
            return self
        return self.model_copy(update={"currency": most_frequent_pay(postings).currency})

    def claim(self, figure: Measured, labels: frozenset[Label] = frozenset()) -> Claim:
        """A figure about what the labels name."""
        return claim_of(figure.value, UNITS[self.measure], labels, figure.currency)

    def _measure(self, world: World) -> Measure:
        name = "median_salary" if self.measure in PAY else self.measure
        return Measure(name, world.passes(self.part) if self.part else None)

    def _read(self, total: Tally, whole: int) -> Measured:
        if self.measure not in PAY:
            return Measured(total.value(whole).value)
        paid = total.pay_values()
        currency = self.currency or next(iter(by_number({name: each.postings for name, each in paid.items()})), "")
        return Measured(getattr(paid[currency], PAY[self.measure]), currency) if currency in paid else Measured(None)


def claim_of(
    value: Decimal | int | None, unit: Unit, labels: frozenset[Label] = frozenset(), currency: str | None = None
) -> Claim:
    """A figure as it has to be stated."""
    return Claim(None if value is None else float(value), unit, labels, currency)


def change_of(now: Measured, before: Measured) -> tuple[Decimal | None, Decimal | None]:
    """The difference, and in percent."""
    if now.value is None or before.value is None:
        return None, None
    difference = Decimal(now.value) - before.value
    return difference, percent(difference, before.value)


def _bucket_labels(dimension: str, days: Days, data: Days) -> Iterator[str]:
    """Of the buckets of a period, as far as there are data."""
    if data.start and data.end:
        first, last = max(days.start or data.start, data.start), min(days.end or data.end, data.end)
        yield from (bucket_label(day, dimension) for day in buckets(first, last, dimension) if first <= last)
