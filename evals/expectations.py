"""Everything that the gold set may declare of a right answer."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from evals.claims import Claim, label
from evals.expectation import Expectation, Selecting
from evals.expected import CATALOGUE, COUNTING, Described, Expected, Listed, Refused, stated
from evals.figures import Change, Each, Groups, Periods, Share, Table, Total
from evals.ranking import Top
from evals.reference import Posting, top_values
from evals.world import World


class Listing(Selecting):
    """Postings: as many as asked for, or as the tool shows."""

    kind: Literal["listing"]
    n: int | None = None
    order: Literal["posted_date", "salary"] = "posted_date"
    ascending: bool = False

    def work_out(self, world: World) -> Iterator[Expected]:
        for postings in self.selections(world):
            found = {posting.job_id: self._rank(posting) for posting in postings}
            ranked = sorted((rank for rank in found.values() if rank is not None), reverse=not self.ascending)
            fewest = min(self.n or 3, len(found))
            yield Listed(frozenset(found), ranked, dict(found), fewest, self.n or 20)

    def _rank(self, posting: Posting) -> float | None:
        if self.order == "salary":
            return float(posting.yearly_pay) if posting.yearly_pay is not None else None
        return posting.posted_date.toordinal() if posting.posted_date else None


class Details(Expectation):
    """One posting; the text holds what these columns hold."""

    kind: Literal["posting"]
    job_id: str
    says: list[str]

    def work_out(self, world: World) -> Iterator[Expected]:
        posting = next(posting for posting in world.postings if posting.job_id == self.job_id)
        yield Described(self.job_id, [str(getattr(posting, column)) for column in self.says])


class Values(Expectation):
    """The n most frequent values of a dimension, named in any order, or some days of the data."""

    kind: Literal["values"]
    of: str
    n: int

    def work_out(self, world: World) -> Iterator[Expected]:
        values = [str(bar["value"]) for bar in top_values(world.postings, self.of, self.n)]
        yield stated((Claim(None, "name", frozenset({label(self.of, value)})) for value in values), CATALOGUE)


class Coverage(Expectation):
    """First or last day of the data."""

    kind: Literal["oldest_day", "newest_day"]

    def work_out(self, world: World) -> Iterator[Expected]:
        day = world.days.start if self.kind == "oldest_day" else world.days.end
        yield stated([Claim(None, "name", frozenset({label("posted_day", str(day))}))], COUNTING)


class Refusal(Expectation):
    """Nothing to look up."""

    kind: Literal["decline", "clarification"]

    def work_out(self, world: World) -> Iterator[Expected]:  # noqa: ARG002 (whatever the postings)
        yield Refused(self.kind)


type AnyExpectation = Annotated[
    Total | Share | Groups | Top | Each | Periods | Change | Table | Listing | Details | Values | Coverage | Refusal,
    Field(discriminator="kind"),
]
