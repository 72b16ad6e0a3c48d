"""What every expectation of the gold set has in common: data that is worked out from the postings."""

from abc import abstractmethod
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, JsonValue

from evals.expected import Expected
from evals.periods import Days, readings
from evals.reference import Posting
from evals.world import World


class Expectation(BaseModel):
    """One kind of right answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @abstractmethod
    def work_out(self, world: World) -> Iterator[Expected]:
        """What is right; several where the question can be read in several ways."""


class Selecting(Expectation):
    """An expectation about selected postings; `where` is the contract's object of filters."""

    where: dict[str, JsonValue] = {}
    period: str | None = None

    def periods(self, world: World) -> tuple[Days, ...]:
        """The readings of the period."""
        return readings(self.period, world.today)

    def selections(self, world: World) -> Iterator[list[Posting]]:
        """The postings for each reading of the period."""
        for days in self.periods(world):
            yield world.select(self.where, days)


def earlier_readings(against: str, days: Days, world: World) -> tuple[Days, ...]:
    """What a period is compared with: `previous_year`, `previous_period`, or any period in the gold set's words."""
    if against in ("previous_year", "previous_period"):
        return (days.before(against),)
    return readings(against, world.today)
