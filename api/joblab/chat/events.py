"""What happens in a turn, in order: the one stream that every way of answering reads."""

from dataclasses import dataclass
from typing import Literal

from joblab.bedrock.profiles import Usage
from joblab.chat.plans import Plan
from joblab.errors import AppError
from joblab.grounding import Grounding
from joblab.tools.result import ToolFinished
from joblab.waiting import Pulse

ResultType = Literal["answer", "clarification", "decline", "error"]


@dataclass(frozen=True)
class Begun:
    """There is room for the turn."""


@dataclass(frozen=True)
class TextDelta:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True)
class TextHeld:
    """A piece of a reply that is not shown before it has been checked; whoever reads may stop the turn here."""


@dataclass(frozen=True)
class TextDiscarded:
    """The text since the last tool result was no answer; another follows."""


@dataclass(frozen=True)
class ToolStarted:
    """A tool call, before it runs; `input` is as the model wrote it."""

    id: str
    name: str
    input: dict[str, object]


@dataclass(frozen=True)
class RoundEnded:
    """All calls of one reply are answered; the model is asked again."""


@dataclass(frozen=True)
class Finished:
    """The turn ended with an answer."""

    answer: str
    result_type: ResultType
    usage: Usage
    rounds: int
    tools: tuple[ToolFinished, ...]
    grounding: Grounding | None
    """Where its figures come from; None when it rests on no tool result."""
    sent_back: bool
    """Whether an earlier draft held a figure without a source."""
    plan: Plan | None = None
    """What the model contributed, where it can be remembered."""
    from_plan: bool = False
    """Whether a remembered plan answered, without a model."""


@dataclass(frozen=True)
class Failed:
    """The turn ended without one."""

    error: AppError
    usage: Usage
    rounds: int
    tools: tuple[ToolFinished, ...]


type AgentEvent = (
    Begun | Pulse | TextDelta | TextHeld | TextDiscarded | ToolStarted | ToolFinished | RoundEnded | Finished | Failed
)
