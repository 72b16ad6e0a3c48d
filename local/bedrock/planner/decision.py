"""What goes into the planner and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import JsonValue

from local.bedrock.planner.periods import ALWAYS, Period

ReplyKind = Literal["answer", "greeting", "decline", "clarify"]


@dataclass(frozen=True)
class ToolCall:
    name: str
    input: Mapping[str, JsonValue]


@dataclass(frozen=True)
class Lookup:
    """A tool call and what came back, as text for the model."""

    call: ToolCall
    text: str
    failed: bool = False


@dataclass(frozen=True)
class Conversation:
    """What has been said.

    Attributes:
        questions: the user's texts, oldest first; the last one is to be answered. Never empty.
        rounds: the lookups made for the last question, one tuple for each of the model's turns.
        tools: the names of the tools that may be called.
        must_call: the caller requires a tool call.
        forced_tool: the one tool that it requires, if it names one.
        covered: the days of the data, as far as they are known beforehand.
    """

    today: date
    questions: tuple[str, ...]
    rounds: tuple[tuple[Lookup, ...], ...] = ()
    tools: frozenset[str] = frozenset({"job_stats", "search_jobs", "get_job", "describe_data"})
    must_call: bool = False
    forced_tool: str | None = None
    covered: Period = ALWAYS


@dataclass(frozen=True)
class CallTools:
    """Look these up; several at once where the question needs several.

    Attributes:
        answer: the text to show if what is found fits it; empty where its words depend on that.
    """

    calls: tuple[ToolCall, ...]
    answer: str = ""


@dataclass(frozen=True)
class Say:
    """Say this to the user; `kind` tells an answer from the ways of not answering."""

    kind: ReplyKind
    text: str


type Decision = CallTools | Say
