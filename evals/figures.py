"""Expectations of figures."""

from collections.abc import Iterator
from itertools import product
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from evals.claims import UNITS, Claim, label
from evals.expectation import Expectation, Selecting, earlier_readings
from evals.expected import CATALOGUE, COUNTING, STATS, Expected, Stated, stated
from evals.measuring import Measuring, change_of, claim_of
from evals.periods import readings
from evals.reference import Test, percent
from evals.world import World
from joblab.jobs.catalogue import KINDS


class Total(Selecting):
    """One figure; the kind is the measure."""

    kind: Literal["count", "companies", "remote_share", "median_salary", "mean_salary", "p25_salary", "p75_salary"]
    currency: str | None = None

    def work_out(self, world: World) -> Iterator[Expected]:
        measuring = Measuring(measure=self.kind, currency=self.currency)
        for postings in self.selections(world):
            figure = measuring.measured(world, postings)
            yield stated([measuring.claim(figure)], COUNTING if self.kind == "count" else STATS)


class Share(Selecting):
    """How many percent of the postings pass `part` too; its two counts in the tools' results prove it as well."""

    kind: Literal["share"]
    part: dict[str, JsonValue]

    def work_out(self, world: World) -> Iterator[Expected]:
        passes = world.passes(self.part)
        for postings in self.selections(world):
            part = sum(map(passes, postings))
            share = claim_of(percent(part, len(postings)), "percent")
            counts = [Claim(part, "postings"), Claim(len(postings), "postings")]
            yield Stated([[share], counts], [[share]], COUNTING)


class Groups(Selecting):
    """How many different values of a dimension there are, with at least so many postings."""

    kind: Literal["groups"]
    by: str
    min_postings: int = 1

    def work_out(self, world: World) -> Iterator[Expected]:
        counting = Measuring()
        for days in self.periods(world):
            counts = counting.groups(world, world.select(self.where, days), [self.by], days).values()
            number = sum((figure.value or 0) >= self.min_postings for figure in counts)
            proofs = [[Claim(number, "groups")]]
            if self.by == "company_name" and self.min_postings == 1:
                proofs.append([Claim(number, "companies")])
            yield Stated(proofs, proofs[:1], CATALOGUE)


class Each(Selecting, Measuring):
    """A figure for each of several values."""

    kind: Literal["each"]
    by: str
    values: list[str]

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            yield stated(
                self.claim(
                    self.measured(world, list(filter(self._has(value, world), postings)), len(postings)),
                    frozenset({label(self.by, value)}),
                )
                for value in self.values
            )

    def _has(self, value: str, world: World) -> Test:
        return world.passes({self.by: value == "true" if KINDS[self.by] == "boolean" else value})


class Periods(Expectation, Measuring):
    """A figure for each of several periods."""

    kind: Literal["periods"]
    where: dict[str, JsonValue] = Field(default_factory=dict)
    periods: list[str]

    def work_out(self, world: World) -> Iterator[Expected]:
        for days in product(*(readings(period, world.today) for period in self.periods)):
            selections = [world.select(self.where, each) for each in days]
            yield stated((self.claim(self.measured(world, postings)) for postings in selections), COUNTING)


class Change(Selecting, Measuring):
    """A figure, an earlier one and what lies between: the difference, the percent change or both figures are stated.

    `against` is `previous_year`, `previous_period` or any period.
    """

    kind: Literal["change"]
    against: str

    def work_out(self, world: World) -> Iterator[Expected]:
        for days in self.periods(world):
            for before in earlier_readings(self.against, days, world):
                now, then = (world.select(self.where, each) for each in (days, before))
                one = self.in_one_currency(now or then)
                figures = [one.measured(world, postings, len(postings)) for postings in (now, then)]
                difference, in_percent = change_of(*figures)
                both = [one.claim(figure) for figure in figures]
                by, by_percent = claim_of(difference, UNITS[self.measure]), claim_of(in_percent, "percent")
                yield Stated([both, [by]], [both, [by], [by_percent]], COUNTING)


class Table(Selecting, Measuring):
    """A figure for every combination of values, or the n largest; the text states some of them."""

    kind: Literal["table"]
    by: Annotated[list[str], Field(min_length=1, max_length=2)]
    n: int | None = None
    stated: int = 3

    def work_out(self, world: World) -> Iterator[Expected]:
        for days in self.periods(world):
            figures = self.groups(world, world.select(self.where, days), self.by, days)
            largest = sorted(figures, key=lambda key: -(figures[key].value or 0))[: self.n]
            claims = [
                self.claim(figures[key], frozenset(map(label, self.by, key)))
                for key in largest
                if figures[key].value is not None
            ]
            yield Stated([claims], [claims], at_least=min(self.stated, len(claims)))
