"""One question on its way to an answer: the messages so far, the calls made, the tokens spent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from joblab.bedrock.messages import ModelRequest, Reply
from joblab.bedrock.profiles import Usage
from joblab.chat.events import Failed, Finished, ResultType
from joblab.chat.prompt import DECLINE
from joblab.chat.toolbox import Toolbox
from joblab.errors import AppError
from joblab.proof import Grounding, prove

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.type_defs import MessageUnionTypeDef


@dataclass(frozen=True)
class Exchange:
    """An earlier question and its answer, as text."""

    question: str
    answer: str


@dataclass
class Turn:
    """Where a turn stands."""

    question: str
    messages: "list[MessageUnionTypeDef]"
    toolbox: Toolbox
    usage: Usage = field(default_factory=Usage)
    rounds: int = 0
    must_use_tool: bool = False
    corrected: bool = False
    """The model has been asked once to mend a reply that was no answer."""
    draft: str = ""
    """An answer that was sent back, once, because a figure of it has no source."""
    said: str = ""
    """What has been shown of the reply that is coming in."""

    @classmethod
    def start(cls, question: str, history: Sequence[Exchange], toolbox: Toolbox) -> "Turn":
        """A new turn at the end of a conversation."""
        turn = cls(question, [], toolbox)
        for exchange in history:
            turn.ask(exchange.question)
            turn.messages.append({"role": "assistant", "content": [{"text": exchange.answer}]})
        turn.ask(question)
        return turn

    def request(self, system: str) -> ModelRequest:
        """The next call of the model."""
        return ModelRequest(system, self.messages, self.toolbox.registry.specs, self.must_use_tool)

    def ask(self, text: str) -> None:
        """Put a sentence to the model; roles must alternate, so it may join the last user message."""
        if self.messages and self.messages[-1]["role"] == "user":
            self.messages[-1] = {"role": "user", "content": [*self.messages[-1]["content"], {"text": text}]}
        else:
            self.messages.append({"role": "user", "content": [{"text": text}]})

    def count(self, reply: Reply) -> None:
        """Add one model call to the account."""
        self.usage += reply.usage
        self.rounds += 1
        self.must_use_tool = False

    def tables(self) -> str:
        """What the tools returned, for when the model finds no words for it."""
        return "\n\n".join(f"```\n{call.result.for_model}\n```" for call in self.toolbox.results if call.result)

    def ground(self, text: str) -> Grounding | None:
        """Where the figures of an answer come from; None when nothing was looked up, for then it holds none."""
        return prove(text, self.question, self.toolbox.results) if self.toolbox.results else None

    def failed(self, error: AppError) -> Failed:
        """The end of the turn, without an answer."""
        return Failed(error, self.usage, self.rounds, tuple(self.toolbox.finished))

    def finished(
        self, answer: str, result_type: ResultType | None = None, grounding: Grounding | None = None
    ) -> Finished:
        """The end of the turn."""
        kind = result_type or self._kind(answer)
        tools = tuple(self.toolbox.finished)
        return Finished(answer, kind, self.usage, self.rounds, tools, grounding, sent_back=bool(self.draft))

    def _kind(self, answer: str) -> ResultType:
        if self.toolbox.results:
            return "answer"
        if answer.startswith(DECLINE):
            return "decline"
        return "clarification" if answer.endswith("?") else "answer"
