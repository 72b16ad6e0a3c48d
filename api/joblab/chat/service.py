"""A turn from question to memory: what both ways of answering share."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from joblab.bedrock.client import BedrockModel
from joblab.chat import memory
from joblab.chat.agent import MAX_ROUNDS, Agent
from joblab.chat.budget import Budget, LimitError
from joblab.chat.conversation import Question
from joblab.chat.events import AgentEvent, Begun, Failed, Finished
from joblab.chat.identity import Identity
from joblab.chat.memory import Remembered
from joblab.chat.plans import LONGEST_QUESTION, Keys, normalized
from joblab.chat.prompt import VERSION
from joblab.chat.schemas import UsageReport
from joblab.chat.turn import Turn
from joblab.deadline import Deadline
from joblab.errors import UNEXPECTED, AppError
from joblab.jobs.repository import JobRepository, Json

# An answer is kept for the follow-up's sake; a listing's tail adds nothing to that.
KEPT_CHARACTERS = 2000


@dataclass(frozen=True)
class Answering:
    """The parts that answer a question, and the line in which the log tells of it.

    Attributes:
        address: where the visitor asks from.
    """

    agent: Agent
    model: BedrockModel
    jobs: JobRepository
    identity: Identity
    budget: Budget
    address: str
    deadline: Deadline
    trace_id: str
    log: dict[str, Any]

    def run(self, question: Question) -> Generator[AgentEvent]:
        """Begun, then what the agent tells; what it cost is accounted for and settled however it ends.

        Raises:
            AppError: there is no room for it, or nobody can tell; at the first step alone.
        """
        started = time.monotonic()
        remembered = self._begin(question, self._keys(question).all if self._may_have_plan(question) else [])
        fence = self.identity.fence(question.text)
        turn = self.agent.start(question.text, remembered.history, fence, self.budget.turn_tokens)
        has_ended = False

        def end(how: Finished | Failed | None) -> None:
            nonlocal has_ended
            if not has_ended:
                has_ended = True
                self._end(question, remembered, turn, how, time.monotonic() - started)

        try:
            yield Begun()
            for event in self._events(turn, question, remembered):
                if isinstance(event, Finished | Failed):
                    end(event)
                yield event
        except GeneratorExit:
            end(None)
            raise
        except Exception:
            end(turn.failed(AppError(UNEXPECTED)))
            raise

    def usage(self, turn: Turn | Finished | Failed) -> UsageReport:
        """Tokens and cost of the turn."""
        return UsageReport.of(turn.usage, self.model.profile)

    def _may_have_plan(self, question: Question) -> bool:
        return not question.history and len(question.text) <= LONGEST_QUESTION

    def _keys(self, question: Question) -> Keys:
        return Keys(question.text, self.agent.version, self.agent.days_told[0])

    def _begin(self, question: Question, keys: list[str]) -> Remembered:
        visitor = self.identity.visitor(self.address, datetime.now(UTC).date())
        reservation = self.budget.reservation(visitor, self.model.profile, MAX_ROUNDS * self.model.max_tokens)
        try:
            return memory.begin(self.jobs, question, keys, reservation)
        except LimitError as error:
            self.log["refused"] = error.code
            raise
        except AppError:
            self.log["failed"] = True
            raise

    def _events(self, turn: Turn, question: Question, remembered: Remembered) -> Generator[AgentEvent]:
        if remembered.plan and (events := self.agent.replay(turn, remembered.plan, self.deadline)):
            yield from events
            return
        if remembered.key:  # its plan did not do, so the model is asked after all
            try:
                self._begin(question, [])
            except AppError as error:
                yield turn.failed(error)
                return
        yield from self.agent.run(turn, self.deadline)

    def _end(
        self, question: Question, remembered: Remembered, turn: Turn, end: Finished | Failed | None, seconds: float
    ) -> None:
        """Account for a turn that has ended, or that nobody waits for any more."""
        self._account(turn, end)
        usage = self.usage(turn)
        asked: Json = {
            "trace_id": self.trace_id,
            "question": question.text,
            "key": normalized(question.text)[:LONGEST_QUESTION],
            "follow_up": bool(remembered.history),
            "outcome": _outcome(end),
            "calls": [{"name": call.name, "input": call.input, "error": call.error} for call in turn.toolbox.finished],
            "rounds": turn.rounds,
            "tokens": usage.total_tokens,
            "cost_usd": usage.cost_usd,
            "seconds": round(seconds, 3),
        }
        spent = {"usd": usage.cost_usd, "tokens": usage.total_tokens}
        if not isinstance(end, Finished):
            asked |= {"error": end.error.code} if end else {}
            memory.end(self.jobs, question, spent=spent, asked=asked)
            return
        kept = self._kept(question, end, remembered)
        asked |= {
            "answer": end.answer,
            "from_plan": end.from_plan,
            "sent_back": end.sent_back,
            "unproven": end.grounding.unproven if end.grounding else 0,
            "plan_key": remembered.key if end.from_plan else kept and kept["key"],
        }
        said = {
            "question": question.text,
            "answer": end.answer[:KEPT_CHARACTERS],
            "tool_calls": [{"name": call.name, "input": call.input} for call in end.tools],
        }
        memory.end(
            self.jobs,
            question,
            spent=spent,
            asked=asked,
            conversation_id=question.conversation_id,
            turn={"turn_id": question.turn_id, **said},
            plan=kept,
        )

    def _kept(self, question: Question, end: Finished, remembered: Remembered) -> Json | None:
        """The plan to keep, under its key and, where its words rest on what was found, for this version of the data."""
        if remembered.history or not self._may_have_plan(question) or not end.plan:
            return None
        needs_same_data = end.plan.own is None
        if needs_same_data and remembered.version is None:
            return None
        keys = self._keys(question)
        return {
            "key": keys.dated if end.plan.depends_on_day(question.text, self.agent.days_told) else keys.timeless,
            "plan": end.plan.model_dump(mode="json"),
            "version": remembered.version if needs_same_data else None,
        }

    def _account(self, turn: Turn, end: Finished | Failed | None) -> None:
        calls = turn.toolbox.finished
        self.log.update(
            model=self.model.model_id,
            prompt=VERSION,
            answered=isinstance(end, Finished),
            failed=isinstance(end, Failed) and _is_ours(end.error),
            stopped=end is None,
            from_plan=isinstance(end, Finished) and end.from_plan,
            rounds=turn.rounds,
            **self.usage(turn).model_dump(),
            tools=[f"{call.name}: {'ok' if call.result else 'error'}" for call in calls],
            tool_calls=len(calls),
            tool_errors=sum(call.result is None for call in calls),
        )
        if isinstance(end, Failed):
            self.log["error"] = end.error.code
            if end.error.__cause__:
                self.log["cause"] = type(end.error.__cause__).__name__
        elif end and end.grounding:
            self.log.update(
                figures=len(end.grounding.figures),
                unproven_figures=end.grounding.unproven,
                sent_back=int(end.sent_back),
            )


def _outcome(end: Finished | Failed | None) -> str:
    if end is None:
        return "stopped"
    return end.result_type if isinstance(end, Finished) else "failed"


def _is_ours(error: AppError) -> bool:
    return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(error, LimitError)
