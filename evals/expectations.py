"""What the gold set declares of a right answer, as data; `work_out` counts it from the postings."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from evals.claims import UNITS, Claim, Label, label
from evals.expected import CATALOGUE, COUNTING, STATS, Described, Expected, Listed, Refused, Stated, stated
from evals.periods import Days, readings
from evals.postings import Posting
from evals.reference import Key, Measure, Measured, groups, measure, percent, select
from evals.world import World

# Of rows that tie for the last place, any may be named.
MOST_ALTERNATIVES = 500
NOTHING = Measured(0)


class Expectation(BaseModel):
    """One kind of right answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @abstractmethod
    def work_out(self, world: World) -> Iterator[Expected]:
        """What is right; several where the question can be read in several ways."""


class Selecting(Expectation):
    """An expectation about selected postings."""

    where: dict[str, JsonValue] = {}
    period: str | None = None

    def periods(self, world: World) -> tuple[Days, ...]:
        """The readings of the period."""
        return readings(self.period, world.today)

    def selections(self, world: World) -> Iterator[list[Posting]]:
        """The postings for each reading of the period."""
        for days in self.periods(world):
            yield world.select(self.where, days)


class Total(Selecting):
    """One figure."""

    kind: Literal["count", "companies", "remote_share", "median_salary"]

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            yield stated([_claim(self.kind, measure(postings, self.kind))], COUNTING if self.kind == "count" else STATS)


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
                changes = {key: _change(now.get(key, NOTHING), before.get(key, NOTHING)) for key in {*now, *before}}
                ranks = {key: change[self.in_percent] for key, change in changes.items()}
                forms: Sequence[Mapping[Key, tuple[Claim, ...]]] = [
                    {key: (_claim(self.measure, Measured(by), self._labels(key)),) for key, (by, _) in changes.items()},
                    {key: (Claim(by, "percent", self._labels(key)),) for key, (_, by) in changes.items()},
                ]
            else:
                ranks = {key: measured.value for key, measured in now.items()}
                forms = [{key: (_claim(self.measure, figure, self._labels(key)),) for key, figure in now.items()}]
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


class Each(Selecting):
    """A figure for each of several values."""

    kind: Literal["each"]
    by: str
    values: list[str]
    measure: Measure = "count"

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            yield stated(
                _claim(
                    self.measure,
                    measure(select(postings, {self.by: value}), self.measure, of=len(postings)),
                    frozenset({label(self.by, value)}),
                )
                for value in self.values
            )


class Periods(Expectation):
    """A figure for each of several periods."""

    kind: Literal["periods"]
    where: dict[str, JsonValue] = {}
    periods: list[str]
    measure: Measure = "count"

    def work_out(self, world: World) -> Iterator[Expected]:
        for days in product(*(readings(period, world.today) for period in self.periods)):
            yield stated(
                (_claim(self.measure, measure(world.select(self.where, each), self.measure)) for each in days),
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
                difference, in_percent = _change(*figures)
                both = [_claim(self.measure, figure) for figure in figures]
                forms = [both, [_claim(self.measure, Measured(difference))], [Claim(in_percent, "percent")]]
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
                _claim(self.measure, figures[key], frozenset(map(label, self.by, key)))
                for key in largest
                if figures[key].value is not None
            ]
            yield Stated([claims], [claims], at_least=min(self.stated, len(claims)))


class Listing(Selecting):
    """Postings: as many as asked for, or as the tool shows."""

    kind: Literal["listing"]
    n: int | None = None
    order: Literal["posted_date", "salary"] = "posted_date"
    ascending: bool = False

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            found = {posting.id: self._rank(posting) for posting in postings}
            ranked = sorted((rank for rank in found.values() if rank is not None), reverse=not self.ascending)
            fewest = min(self.n or 3, len(found))
            yield Listed(frozenset(found), ranked, dict(found), fewest, self.n or 20)

    def _rank(self, posting: Posting) -> float | None:
        if self.order == "salary":
            return float(posting.yearly_pay) if posting.yearly_pay is not None else None
        return posting.day.toordinal() if posting.day else None


class Details(Expectation):
    """One posting; the text holds what these columns hold."""

    kind: Literal["posting"]
    job_id: str
    says: list[str]

    def work_out(self, world: World) -> Iterator[Expected]:
        row = next(posting.row for posting in world.postings if posting.id == self.job_id)
        yield Described(self.job_id, [str(row[column]) for column in self.says])


class Values(Expectation):
    """The n most frequent values of a dimension, named in any order, or some days of the data."""

    kind: Literal["values"]
    of: str
    n: int

    def work_out(self, world: World) -> Iterator[Expected]:
        figures = groups(world.postings, [self.of], "count")
        first = sorted(figures, key=lambda key: (-(figures[key].value or 0), key))[: self.n]
        yield stated((Claim(None, "name", frozenset({label(self.of, value)})) for (value,) in first), CATALOGUE)


class Coverage(Expectation):
    """First or last day of the data."""

    kind: Literal["oldest_day", "newest_day"]

    def work_out(self, world: World) -> Iterator[Expected]:
        days = [posting.day for posting in world.postings if posting.day]
        day = min(days) if self.kind == "oldest_day" else max(days)
        yield stated([Claim(None, "name", frozenset({label("posted_day", day.isoformat())}))], COUNTING)


class Refusal(Expectation):
    """Nothing to look up."""

    kind: Literal["decline", "clarification"]

    def work_out(self, world: World) -> Iterator[Expected]:  # noqa: ARG002 (whatever the postings)
        yield Refused(self.kind)


type AnyExpectation = Annotated[
    Total | Share | Top | Each | Periods | Change | Table | Listing | Details | Values | Coverage | Refusal,
    Field(discriminator="kind"),
]


def _claim(what: Measure, measured: Measured, labels: frozenset[Label] = frozenset()) -> Claim:
    return Claim(measured.value, UNITS[what], labels, measured.currency)


def _change(now: Measured, before: Measured) -> tuple[float | None, float | None]:
    """The difference, and in percent."""
    if now.value is None or before.value is None:
        return None, None
    return round(now.value - before.value, 2), percent(now.value - before.value, before.value)
