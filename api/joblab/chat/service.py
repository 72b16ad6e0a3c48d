"""A turn from question to memory: what both ways of answering share."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from joblab.bedrock.client import BedrockModel
from joblab.chat.agent import Agent
from joblab.chat.conversation import Conversation
from joblab.chat.events import AgentEvent, Failed, Finished
from joblab.chat.prompt import VERSION
from joblab.chat.schemas import UsageReport
from joblab.deadline import Deadline
from joblab.jobs.repository import JobRepository


@dataclass(frozen=True)
class Answering:
    """The parts that answer a question, and the line in which the log tells of it."""

    agent: Agent
    model: BedrockModel
    jobs: JobRepository
    deadline: Deadline
    log: dict[str, Any]

    def run(self, question: str, conversation: Conversation) -> Generator[AgentEvent]:
        """The agent's events; the last one is accounted for and, when it is an answer, remembered."""
        for event in self.agent.run(question, conversation.history, self.deadline):
            if isinstance(event, Finished | Failed):
                self._account(event)
            if isinstance(event, Finished):
                conversation.remember(question, event, self.jobs)
            yield event

    def usage(self, end: Finished | Failed) -> UsageReport:
        """Tokens and cost of the turn."""
        return UsageReport.of(end.usage, self.model.profile)

    def _account(self, end: Finished | Failed) -> None:
        self.log.update(
            model=self.model.model_id,
            prompt=VERSION,
            answered=isinstance(end, Finished),
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
