"""What questions may cost: a turn in tokens, a visitor's day in questions and tokens, a day and a month in dollars."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Literal

from pydantic import AwareDatetime, BaseModel

from joblab.bedrock.profiles import ModelProfile
from joblab.errors import AppError
from joblab.jobs.repository import Json


class LimitError(AppError):
    """A limit is reached until a moment; what needs no model goes on."""

    def __init__(self, said: str, until: datetime) -> None:
        seconds = max(1, round((until - datetime.now(UTC)).total_seconds()))
        super().__init__(f"{said} It opens again on {until:%Y-%m-%d at %H:%M} UTC.")
        self.headers = {"retry-after": str(seconds)}


class VisitorLimitError(LimitError):
    """This visitor has asked enough for a day; others go on."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "visitor-limit"


class BudgetExhaustedError(LimitError):
    """The money of the day or of the month is spent."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "budget-exhausted"


@dataclass(frozen=True)
class Budget:
    """Limits by their names in the database; one that is off is missing."""

    turn_tokens: int
    """What the model may read and write in one turn, over all of its calls."""
    limits: Mapping[str, float]

    def reservation(self, visitor: str, profile: ModelProfile, most_written: int) -> Json | None:
        """What a turn can cost at most, of `most_written` output tokens; None where no limit is on."""
        if not self.limits:
            return None
        usd = profile.cost_at_most(self.turn_tokens, most_written)
        return {"visitor": visitor, "tokens": self.turn_tokens, "usd": usd, "limits": dict(self.limits)}


class Refusal(BaseModel):
    """What the database says of a turn that has no room: which limit, and when it opens again."""

    limit: Literal["day_usd", "month_usd", "visitor_questions", "visitor_tokens"]
    until: AwareDatetime

    def error(self) -> LimitError:
        """What the visitor is told."""
        if self.limit.startswith("visitor"):
            return VisitorLimitError("You have asked as much as one visitor may ask in a day.", self.until)
        span = "month" if self.limit == "month_usd" else "day"
        return BudgetExhaustedError(f"What questions may cost in a {span} is spent.", self.until)
