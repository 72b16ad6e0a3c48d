"""The HTTP contract of /ai/ask and /ai/feedback; an existing dashboard speaks it, so the names stay."""

from dataclasses import asdict
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from joblab.bedrock.profiles import ModelProfile, Usage
from joblab.chat.events import ResultType, ToolFinished
from joblab.jobs.schemas import JobCard

# Line breaks and tabs are writing; other control characters and lone surrogates are not.
PLAIN_TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

Prompt = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=PLAIN_TEXT)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
GateOutcome = Literal["ANSWER", "ASK_CLARIFICATION", "DECLINE", "HANDOFF"]

GATE_OUTCOMES: dict[ResultType, GateOutcome] = {
    "answer": "ANSWER",
    "clarification": "ASK_CLARIFICATION",
    "decline": "DECLINE",
    "error": "HANDOFF",
}


class AskRequest(BaseModel):
    """A question, and the conversation it continues."""

    model_config = ConfigDict(extra="forbid")

    prompt: Prompt
    conversation_id: Id | None = None


class UsageReport(BaseModel):
    """Tokens and US dollars of all model calls behind one answer."""

    input_tokens: int
    output_tokens: int
    total_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_usd: float

    @classmethod
    def of(cls, usage: Usage, profile: ModelProfile) -> Self:
        """The account of one turn, priced."""
        return cls(**asdict(usage), total_tokens=usage.total, cost_usd=profile.cost(usage))


class ToolCall(BaseModel):
    """One call behind the answer: its result, or what was wrong with it."""

    name: str
    input: dict[str, Any]
    result: dict[str, Any] | None = None
    error: str | None = None

    @classmethod
    def of(cls, call: ToolFinished) -> Self:
        """A call of the agent's, for the contract."""
        if call.result:
            return cls(name=call.name, input=call.input, result=call.result.for_page)
        return cls(name=call.name, input=call.input, error=call.error)


class AskResponse(BaseModel):
    """The answer and everything behind it."""

    answer: str
    model: str
    usage: UsageReport
    tool_calls: list[ToolCall] | None
    job_results: list[JobCard] | None
    result_type: ResultType
    gate_outcome: GateOutcome
    conversation_id: str
    turn_id: str
    trace_id: str


class FeedbackRequest(BaseModel):
    """What a visitor thought of one answer."""

    model_config = ConfigDict(extra="forbid")

    trace_id: Id | None = None
    conversation_id: Id | None = None
    turn_id: Id | None = None
    thumbs_up: bool
    comment: Annotated[str, Field(max_length=2000, pattern=PLAIN_TEXT)] | None = None

    @model_validator(mode="after")
    def _names_an_answer(self) -> Self:
        if not self.trace_id and not (self.conversation_id and self.turn_id):
            raise ValueError("name the answer by trace_id, or by conversation_id and turn_id")
        return self
