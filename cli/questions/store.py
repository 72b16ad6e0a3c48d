"""What was asked, and the pinned plans, as the functions of the database give them to its owner."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, NotRequired, Self, TypedDict, cast, get_args

from cli.project import RestClient, Target
from joblab.chat.plans import Plan, normalized

type Kind = Literal["failed", "declined", "unproven", "thumbs-down", "expensive", "slow", "not-understood", "at-once"]
KINDS: tuple[str, ...] = get_args(Kind.__value__)
# Somebody waits: two retries, not the four of a load.
PAUSES = (0.5, 1.0)
# The database keeps what was asked for so long.
MOST_DAYS = 30


class Group(TypedDict):
    """Questions that differ only in what does not matter; its id, words and outcome are the newest's."""

    id: int
    question: str
    outcome: str | None
    times: int
    last_asked: str
    at_once: int
    thumbs_down: int
    unproven: int | None
    cost_usd: float | None
    seconds: float | None


class AskedCall(TypedDict):
    """A call of a tool."""

    name: str
    input: dict[str, object]
    error: str | None


class Asked(TypedDict):
    """A question whole; the database asks for its words alone, and some of the rest needs an answer."""

    id: int
    trace_id: str
    asked_at: str
    question: str
    thumbs_up: bool | None
    comment: str | None
    follow_up: NotRequired[bool]
    outcome: NotRequired[str]
    calls: NotRequired[list[AskedCall]]
    rounds: NotRequired[int]
    tokens: NotRequired[int]
    cost_usd: NotRequired[float]
    seconds: NotRequired[float]
    answer: NotRequired[str]
    from_plan: NotRequired[bool]
    sent_back: NotRequired[bool]
    unproven: NotRequired[int]
    error: NotRequired[str]


class PinnedCall(TypedDict):
    """A call of a pinned plan."""

    name: str
    input: dict[str, object]


class PinnedPlan(TypedDict):
    """What a pinned plan does and says."""

    calls: list[PinnedCall]
    text: str


class Pinned(TypedDict):
    """A question with its plan."""

    question: str
    plan: PinnedPlan


class Day(TypedDict):
    """One day's use (UTC)."""

    day: str
    questions: int
    at_once: int
    failed: int
    tokens: int
    cost_usd: float


class Questions:
    """The owner's view of a project. Every method raises ProjectError when the project is unreachable or refuses."""

    def __init__(self, target: Target) -> None:
        self._rest = RestClient(target, PAUSES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rest.__exit__()

    def asked(self, days: int, kind: Kind | None, limit: int) -> Sequence[Group]:
        """What was asked in the last days, newest first."""
        since = datetime.now(UTC) - timedelta(days=days)
        arguments = {"since": since.isoformat(), "kind": kind, "row_limit": limit}
        return cast("list[Group]", self._rest.call("list_questions", arguments))

    def one(self, question_id: int) -> Asked | None:
        """One question whole."""
        return cast("Asked | None", self._rest.call("get_question", {"question_id": question_id}))

    def pin(self, question: str, plan: Plan) -> None:
        """Write a plan for a question, or another one."""
        its = plan.model_dump(mode="json")
        self._rest.call("pin_plan", {"key": normalized(question), "question": question, "plan": its})

    def unpin(self, question: str) -> bool:
        """Whether there was one."""
        return self._rest.call("unpin_plan", {"key": normalized(question)}) is True

    def pinned(self) -> Sequence[Pinned]:
        """Every pinned plan, by question."""
        return cast("list[Pinned]", self._rest.call("list_pinned_plans", {}))

    def usage(self, days: int) -> Sequence[Day]:
        """Days on which something was asked, newest first."""
        return cast("list[Day]", self._rest.call("usage_by_day", {"days": days}))
