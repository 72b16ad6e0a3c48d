"""A turn from question to memory: what both ways of answering share."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from joblab.bedrock.client import BedrockModel
from joblab.chat.agent import Agent
from joblab.chat.conversation import MEMORY_TIMEOUT, Conversation
from joblab.chat.events import AgentEvent, Failed, Finished
from joblab.chat.plans import LONGEST_QUESTION, Keys, Plan, normalized
from joblab.chat.prompt import VERSION
from joblab.chat.schemas import UsageReport
from joblab.deadline import Deadline
from joblab.errors import AppError
from joblab.jobs.repository import JobRepository, Json
from joblab.telemetry.logs import logger


@dataclass(frozen=True)
class Remembered:
    """What is kept under the keys of a first question: a plan, its key, and the version of the data just now."""

    keys: Keys
    plan: Plan | None = None
    key: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Answering:
    """The parts that answer a question, and the line in which the log tells of it."""

    agent: Agent
    model: BedrockModel
    jobs: JobRepository
    deadline: Deadline
    trace_id: str
    log: dict[str, Any]

    def run(self, question: str, conversation: Conversation) -> Generator[AgentEvent]:
        """The agent's events; the last one is accounted for, remembered and written down for the owner."""
        started = time.monotonic()
        remembered = None if conversation.history or len(question) > LONGEST_QUESTION else self._recall(question)
        plan = remembered.plan if remembered else None
        for event in self.agent.run(question, conversation.history, self.deadline, plan):
            if isinstance(event, Finished | Failed):
                self._account(event)
                self._write_down(question, conversation, event, remembered, time.monotonic() - started)
            yield event

    def usage(self, end: Finished | Failed) -> UsageReport:
        """Tokens and cost of the turn."""
        return UsageReport.of(end.usage, self.model.profile)

    def _recall(self, question: str) -> Remembered:
        """What is remembered of the question; without the memory, the model is asked as usual."""
        keys = Keys(question, self.agent.version, self.agent.days_told[0])
        try:
            found = self.jobs.recall_plan(keys.all, Deadline.after(MEMORY_TIMEOUT))
            plan = Plan.model_validate(found["plan"]) if found["plan"] else None
        except (AppError, ValidationError) as error:
            logger.warning("plan not recalled", extra={"reason": type(error).__name__})
            return Remembered(keys)
        return Remembered(keys, plan, found["key"] or "", found["version"])

    def _write_down(
        self,
        question: str,
        conversation: Conversation,
        end: Finished | Failed,
        remembered: Remembered | None,
        seconds: float,
    ) -> None:
        asked: Json = {
            "turn_id": conversation.turn_id,
            "trace_id": self.trace_id,
            "question": question,
            "key": normalized(question)[:LONGEST_QUESTION],
            "follow_up": bool(conversation.history),
            "outcome": end.result_type if isinstance(end, Finished) else "failed",
            "calls": [{"name": call.name, "input": call.input, "error": call.error} for call in end.tools],
            "rounds": end.rounds,
            "tokens": end.usage.total,
            "cost_usd": self.usage(end).cost_usd,
            "seconds": round(seconds, 3),
        }
        if isinstance(end, Failed):
            try:
                self.jobs.record_question(asked | {"error": end.error.code}, Deadline.after(MEMORY_TIMEOUT))
            except AppError as error:
                logger.warning("question not written down", extra={"code": error.code})
            return
        kept = self._kept(question, end, remembered)
        key = remembered.key if end.from_plan and remembered else kept and kept["key"]
        asked |= {
            "answer": end.answer,
            "from_plan": end.from_plan,
            "sent_back": end.sent_back,
            "unproven": end.grounding.unproven if end.grounding else 0,
            "plan_key": key,
        }
        conversation.remember(question, end, asked, kept, self.jobs)

    def _kept(self, question: str, end: Finished, remembered: Remembered | None) -> Json | None:
        """The plan to keep, under its key and, where its words rest on what was found, for this version of the data."""
        if not (remembered and end.plan):
            return None
        needs_same_data = end.plan.own is None
        if needs_same_data and remembered.version is None:
            return None
        keys, told = remembered.keys, self.agent.days_told
        key = keys.dated if end.plan.depends_on_day(question, told) else keys.timeless
        return {
            "key": key,
            "plan": end.plan.model_dump(mode="json"),
            "version": remembered.version if needs_same_data else None,
        }

    def _account(self, end: Finished | Failed) -> None:
        from_plan = isinstance(end, Finished) and end.from_plan
        self.log.update(
            model=self.model.model_id,
            prompt=VERSION,
            answered=isinstance(end, Finished),
            from_plan=from_plan,
            rounds=end.rounds,
            **self.usage(end).model_dump(),
            tools=[f"{call.name}: {'ok' if call.result else 'error'}" for call in end.tools],
            tool_calls=len(end.tools),
            tool_errors=sum(call.result is None for call in end.tools),
        )
        if isinstance(end, Finished) and end.grounding:
            self.log.update(
                figures=len(end.grounding.figures),
                unproven_figures=end.grounding.unproven,
                sent_back=int(end.sent_back),
            )
