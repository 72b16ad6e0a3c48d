"""Expectations of figures."""

from collections.abc import Iterator
from itertools import product
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from evals.claims import Claim, label
from evals.expectation import Expectation, Selecting, change_of, claim_of
from evals.expected import COUNTING, STATS, Expected, Stated, stated
from evals.periods import Days, readings
from evals.reference import Measure, Measured, groups, measure, percent, select
from evals.world import World


class Total(Selecting):
    """One figure."""

    kind: Literal["count", "companies", "remote_share", "median_salary"]

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            yield stated(
                [claim_of(self.kind, measure(postings, self.kind))], COUNTING if self.kind == "count" else STATS
            )


class Share(Selecting):
    """How many percent of the postings pass `part` too; its two counts in the tools' results prove it as well."""

    kind: Literal["share"]
    part: dict[str, JsonValue]

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            part = select(postings, self.part)
            share = Claim(percent(len(part), len(postings)), "percent")
            counts = [Claim(len(part), "postings"), Claim(len(postings), "postings")]
            yield Stated([[share], counts], [[share]], COUNTING)


class Each(Selecting):
    """A figure for each of several values."""

    kind: Literal["each"]
    by: str
    values: list[str]
    measure: Measure = "count"

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            yield stated(
                claim_of(
                    self.measure,
                    measure(select(postings, {self.by: value}), self.measure, of=len(postings)),
                    frozenset({label(self.by, value)}),
                )
                for value in self.values
            )


class Periods(Expectation):
    """A figure for each of several periods."""

    kind: Literal["periods"]
    where: dict[str, JsonValue] = Field(default_factory=dict)
    periods: list[str]
    measure: Measure = "count"

    def work_out(self, world: World) -> Iterator[Expected]:
        for days in product(*(readings(period, world.today) for period in self.periods)):
            yield stated(
                (claim_of(self.measure, measure(world.select(self.where, each), self.measure)) for each in days),
                COUNTING,
            )


class Change(Selecting):
    """A figure, an earlier one and what lies between: the difference, the percent change or both figures are stated."""

    kind: Literal["change"]
    against: str
    measure: Measure = "count"

    def work_out(self, world: World) -> Iterator[Expected]:
        for days in self.periods(world):
            for earlier in self._earlier(days, world):
                figures = [measure(world.select(self.where, each), self.measure) for each in (days, earlier)]
                difference, in_percent = change_of(*figures)
                both = [claim_of(self.measure, figure) for figure in figures]
                forms = [both, [claim_of(self.measure, Measured(difference))], [Claim(in_percent, "percent")]]
                yield Stated(forms[:2], forms, COUNTING)

    def _earlier(self, days: Days, world: World) -> tuple[Days, ...]:
        if self.against in ("previous_year", "previous_period"):
            return (days.before(self.against),)
        return readings(self.against, world.today)


class Table(Selecting):
    """A figure for every combination of values, or the n largest; the text states some of them."""

    kind: Literal["table"]
    by: Annotated[list[str], Field(min_length=1, max_length=2)]
    n: int | None = None
    measure: Measure = "count"
    stated: int = 3

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            figures = groups(postings, self.by, self.measure)
            largest = sorted(figures, key=lambda key: -(figures[key].value or 0))[: self.n]
            claims = [
                claim_of(self.measure, figures[key], frozenset(map(label, self.by, key)))
                for key in largest
                if figures[key].value is not None
            ]
            yield Stated([claims], [claims], at_least=min(self.stated, len(claims)))
