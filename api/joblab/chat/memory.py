"""A turn in the database: what it begins with, and what is kept of it. A failure costs the memory, not the answer."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from joblab.chat.budget import Refusal
from joblab.chat.conversation import Exchange, Question, latest
from joblab.chat.plans import Plan
from joblab.deadline import Deadline
from joblab.errors import AppError
from joblab.jobs.repository import JobRepository, Json, unreadable
from joblab.telemetry.logs import logger

# Neither end of a turn may hold its answer up for long; but where it is to be reserved, there is no answer without.
MEMORY_TIMEOUT = 2.0
RESERVING_TIMEOUT = 6.0
EXCHANGES: TypeAdapter[list[Exchange]] = TypeAdapter(list[Exchange])
PLAN: TypeAdapter[Plan | None] = TypeAdapter(Plan | None)
REFUSAL: TypeAdapter[Refusal] = TypeAdapter(Refusal)


@dataclass(frozen=True)
class Remembered:
    """What the database knows when a turn begins.

    Attributes:
        key: under what the plan is kept. A turn with one has reserved nothing, since it may need no model.
        version: of the data just now; None where nothing is known.
    """

    history: tuple[Exchange, ...] = ()
    plan: Plan | None = None
    key: str | None = None
    version: int | None = None


def begin(jobs: JobRepository, question: Question, keys: list[str], reservation: Json | None) -> Remembered:
    """Recall, and reserve what the turn may cost unless a plan may answer it.

    Raises:
        LimitError: there is no room for it.
        AppError: it is to be reserved, and the database did not.
    """
    recalled = question.conversation_id if question.history is None else None
    deadline = Deadline.after(RESERVING_TIMEOUT if reservation else MEMORY_TIMEOUT)
    try:
        found = jobs.begin_turn(question.turn_id, recalled, keys, reservation, deadline)
    except AppError as error:
        if reservation:
            raise
        logger.warning("turn not recalled", extra={"code": error.code})
        return Remembered(question.history or ())
    if reservation and found["refused"]:
        refusal = _valid(REFUSAL, found["refused"])
        raise refusal.error() if refusal else unreadable()
    history = question.history
    if history is None:
        known = _valid(EXCHANGES, found["history"])
        history = latest(known or ())
    return Remembered(history, _valid(PLAN, found["plan"]), found["key"], found["version"])


def end(jobs: JobRepository, question: Question, **what: object) -> None:
    """Settle what was reserved, and write the turn down."""
    try:
        jobs.end_turn(question.turn_id, Deadline.after(MEMORY_TIMEOUT), **what)
    except AppError as error:
        logger.warning("turn not written down", extra={"code": error.code})


def _valid[Kept](kind: TypeAdapter[Kept], value: object) -> Kept | None:
    try:
        return kind.validate_python(value)
    except ValidationError:
        logger.warning("memory not understood")
        return None
