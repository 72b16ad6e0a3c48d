"""What every expectation of the gold set has in common: data that is worked out from the postings."""

from abc import abstractmethod
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, JsonValue

from evals.claims import UNITS, Claim, Label
from evals.expected import Expected
from evals.periods import Days, readings
from evals.postings import Posting
from evals.reference import Measure, Measured, percent
from evals.world import World


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


def claim_of(what: Measure, measured: Measured, labels: frozenset[Label] = frozenset()) -> Claim:
    """A measured figure about what the labels name."""
    return Claim(measured.value, UNITS[what], labels, measured.currency)


def change_of(now: Measured, before: Measured) -> tuple[float | None, float | None]:
    """The difference, and in percent."""
    if now.value is None or before.value is None:
        return None, None
    return round(now.value - before.value, 2), percent(now.value - before.value, before.value)
