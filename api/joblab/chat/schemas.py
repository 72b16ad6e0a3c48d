"""The HTTP contract of /ai/ask and /ai/feedback; an existing dashboard speaks it, so the names stay."""

from dataclasses import asdict
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FailFast,
    Field,
    StringConstraints,
    TypeAdapter,
    model_validator,
)

from joblab.bedrock.profiles import ModelProfile, Usage
from joblab.chat.conversation import MOST_TURNS, Exchange
from joblab.chat.events import ResultType
from joblab.errors import MOST_FIELDS
from joblab.grounding import Grounding
from joblab.jobs.schemas import JobCard
from joblab.tools.result import ToolFinished

# Line breaks and tabs are writing; other control characters and lone surrogates are not.
PLAIN_TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

Prompt = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=PLAIN_TEXT)]
PROMPT: TypeAdapter[str] = TypeAdapter(Prompt)
Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
# Of a chat's end; what the server reads of it is far less, what a page has sent before it does not read at all.
MOST_MESSAGES = 4 * MOST_TURNS
# An answer has a part for each step, text, tool call, chart and list of sources.
MOST_PARTS = 500

GateOutcome = Literal["ANSWER", "ASK_CLARIFICATION", "DECLINE", "HANDOFF"]

GATE_OUTCOMES: dict[ResultType, GateOutcome] = {
    "answer": "ANSWER",
    "clarification": "ASK_CLARIFICATION",
    "decline": "DECLINE",
    "error": "HANDOFF",
}


class StrictBody(BaseModel):
    """A body that has the fields below and no others; of one with many more, nothing is looked at."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _has_few_fields(cls, body: object) -> object:
        if isinstance(body, dict) and len(body) > MOST_FIELDS:
            raise ValueError(f"has more than {MOST_FIELDS} fields")
        return body


class AskRequest(StrictBody):
    """A question, and the conversation it continues."""

    prompt: Prompt
    conversation_id: Id | None = None


class ChatPart(BaseModel):
    """A part of a message; only its text is read, so nothing a client claims of tools or files is believed."""

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """A message as `useChat` sends it."""

    role: Literal["user", "assistant", "system"]
    parts: Annotated[list[ChatPart], Field(max_length=MOST_PARTS), FailFast()]

    @property
    def text(self) -> str:
        """What the message says."""
        return "\n".join(part.text for part in self.parts if part.type == "text").strip()


def _end_of_chat(messages: object) -> object:
    return messages[-MOST_MESSAGES:] if isinstance(messages, list) else messages


class ChatRequest(BaseModel):
    """The whole chat, the question last. The client may send more; it is ignored, system messages included."""

    conversation_id: Id | None = None
    """As an answer in this chat has named it."""
    messages: Annotated[list[ChatMessage], Field(min_length=1), FailFast(), BeforeValidator(_end_of_chat)]

    @model_validator(mode="after")
    def _ends_with_a_question(self) -> Self:
        if self.messages[-1].role != "user":
            raise ValueError("the last message must be the user's")
        PROMPT.validate_python(self.messages[-1].text)
        return self

    @property
    def question(self) -> str:
        """The last message's text."""
        return PROMPT.validate_python(self.messages[-1].text)

    def history(self) -> tuple[Exchange, ...]:
        """Earlier questions that were answered, the last ones."""
        said = [message for message in self.messages[:-1] if message.role != "system" and message.text]
        exchanges = [
            Exchange(question.text, answer.text)
            for question, answer in pairwise(said)
            if (question.role, answer.role) == ("user", "assistant")
        ]
        return tuple(exchanges)


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

    id: str
    """What the grounding calls it."""
    name: str
    input: dict[str, Any]
    result: dict[str, Any] | None = None
    error: str | None = None

    @classmethod
    def of(cls, call: ToolFinished) -> Self:
        """A call of the agent's, for the contract."""
        if call.result:
            return cls(id=call.id, name=call.name, input=call.input, result=call.result.for_page)
        return cls(id=call.id, name=call.name, input=call.input, error=call.error)


class AskResponse(BaseModel):
    """The answer and everything behind it."""

    answer: str
    model: str | None
    """Null where a remembered plan answered, without a model."""
    from_plan: bool
    usage: UsageReport
    rounds: int
    """Calls of the model behind it."""
    grounding: Grounding | None
    """The source of each figure; null when nothing was looked up."""
    tool_calls: list[ToolCall] | None
    job_results: list[JobCard] | None
    result_type: ResultType
    gate_outcome: GateOutcome
    conversation_id: str
    turn_id: str
    trace_id: str


class FeedbackRequest(StrictBody):
    """What a visitor thought of one answer."""

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
