"""One question on its way to an answer: the messages so far, the calls made, the tokens spent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from joblab.answers.check import Answer, check
from joblab.answers.filler import Filler
from joblab.bedrock.messages import ModelRequest, Reply, tokens_at_most
from joblab.bedrock.profiles import Usage
from joblab.chat.call import Call
from joblab.chat.conversation import Exchange
from joblab.chat.events import Failed, Finished, ResultType
from joblab.chat.fit import misfit
from joblab.chat.plans import Plan
from joblab.chat.toolbox import Toolbox
from joblab.errors import AppError
from joblab.fence import fenced
from joblab.tools.sheet import Scope

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.type_defs import MessageUnionTypeDef

KINDS: dict[str, ResultType] = {"ask": "clarification", "decline": "decline", "": "answer"}
# Told as data, also what the model is to have said: a client tells it, and may tell anything.
EARLIER = "Earlier in this conversation, as the reader's page tells it:\n{said}"


@dataclass
class Turn:
    """Where a turn stands."""

    questions: str
    """What people have asked in this conversation, this question included."""
    toolbox: Toolbox
    days: Sequence[date]
    """Those that the prompt tells of."""
    most_tokens: int
    """What the model may read and write in this turn."""
    messages: "list[MessageUnionTypeDef]" = field(default_factory=list)
    settled: Usage = field(default_factory=Usage)
    open: Usage = field(default_factory=Usage)
    """Of the call that goes on or broke off: never less than what it costs."""
    rounds: int = 0
    must_use_tool: bool = False
    """A figure came from memory: until a tool is called, no reply is an answer."""
    corrected: bool = False
    """The model has been asked once to mend a reply that was no answer."""
    draft: Answer | None = None
    """An answer that was sent back, once, because a figure of it has no source."""
    filler: Filler = field(default_factory=lambda: Filler(Scope({})))
    """The reply that is coming in."""

    @classmethod
    def start(
        cls, question: str, history: Sequence[Exchange], toolbox: Toolbox, days: Sequence[date], most_tokens: int
    ) -> "Turn":
        """A new turn at the end of a conversation."""
        questions = "\n".join([*(exchange.question for exchange in history), question])
        turn = cls(questions, toolbox, days, most_tokens)
        if history:
            said = "\n".join(f"Reader: {exchange.question}\nYou: {exchange.answer}" for exchange in history)
            turn.ask(EARLIER.format(said=fenced(said, toolbox.fence)))
        turn.ask(question)
        return turn

    @property
    def usage(self) -> Usage:
        """Tokens of all calls of the model, the one that goes on included."""
        return self.settled + self.open

    def request(self, system: str) -> ModelRequest:
        """The next call of the model."""
        return ModelRequest(system, self.messages, self.toolbox.registry.specs, self.must_use_tool)

    def has_room(self, calls: int, request: ModelRequest, most_written: int) -> bool:
        """Whether so many calls like this one stay below what the turn may use; the first one does."""
        return not self.rounds or self.usage.total + calls * (request.most_tokens + most_written) <= self.most_tokens

    def call(self, request: ModelRequest) -> None:
        """A call of the model begins: a place for its text, and what it reads on the account."""
        self.filler = Filler(Scope(self.toolbox.sheets), self.toolbox.language)
        self.open = Usage(input_tokens=request.most_tokens)

    def read(self, text: str) -> None:
        """The model has written more."""
        self.open += Usage(output_tokens=max(1, tokens_at_most(text)))

    def refuse(self) -> None:
        """The call was refused before it began, so it costs nothing."""
        self.open = Usage()

    def ask(self, text: str) -> None:
        """Put a sentence to the model; roles must alternate, so it may join the last user message."""
        if self.messages and self.messages[-1]["role"] == "user":
            self.messages[-1] = {"role": "user", "content": [*self.messages[-1]["content"], {"text": text}]}
        else:
            self.messages.append({"role": "user", "content": [{"text": text}]})

    def count(self, reply: Reply) -> None:
        """Put the call that has ended on the account."""
        self.settled += reply.usage or self.open
        self.open = Usage()
        self.rounds += 1
        self.must_use_tool = self.must_use_tool and not reply.tool_uses

    def tables(self) -> str:
        """What the tools returned, for when the model finds no words for it."""
        return "\n\n".join(f"```\n{sheet.for_model()}\n```" for sheet in self.toolbox.sheets.values())

    def checked(self) -> Answer:
        """The reply as it stands, with the source of its figures."""
        return check(self.filler, self.questions, self.days)

    def planned(self, calls: Sequence[Call]) -> tuple[Call, Answer, str] | None:
        """The call that an answer came with, the answer, and why it does not fit the results; None where none came."""
        if not (planned := self.toolbox.planned(calls)):
            return None
        call, own = planned
        filler = self.toolbox.fill(call.telling["answer"], own)
        return (call, *self._fitted(filler, calls)) if filler.shown.strip() else None

    def replanned(self, plan: Plan, calls: Sequence[Call]) -> Answer | None:
        """The text of a remembered plan whose calls have run; None where it does not fit what they found."""
        found = self.toolbox.results_of(calls)
        if len(found) < len(calls):
            return None
        filler = self.toolbox.fill(plan.text, None if plan.own is None else found[plan.own])
        answer, reason = self._fitted(filler, calls)
        is_told = plan.own is None  # what was written after the results may say that there is nothing, or a tie
        return None if answer.findings or (reason and not is_told) else answer

    def _fitted(self, filler: Filler, calls: Sequence[Call]) -> tuple[Answer, str]:
        answer = check(filler, self.questions, self.days)
        return answer, "; ".join(answer.findings) or misfit(filler, self.toolbox.results_of(calls))

    def plan(self, text: str, own: str = "") -> Plan | None:
        """What the model contributed to the answer with this text."""
        return Plan.of(self.toolbox.finished, self.toolbox.words, text, own, self.toolbox.language)

    def failed(self, error: AppError) -> Failed:
        """The end of the turn, without an answer."""
        return Failed(error, self.usage, self.rounds, tuple(self.toolbox.finished))

    def finished(
        self,
        text: str,
        answer: Answer | None = None,
        kind: ResultType = "error",
        *,
        plan: Plan | None = None,
        from_plan: bool = False,
    ) -> Finished:
        """The end of the turn: with an answer, or with a sentence instead of one."""
        grounding = answer.grounding if answer and self.toolbox.sheets else None
        kind = KINDS[answer.mark] if answer else kind
        tools, sent_back = tuple(self.toolbox.finished), bool(self.draft)
        return Finished(text, kind, self.usage, self.rounds, tools, grounding, sent_back, plan, from_plan)
