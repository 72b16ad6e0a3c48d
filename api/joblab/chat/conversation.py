"""A conversation's memory: kept in the database, since Lambda recycles its instances."""

from dataclasses import dataclass
from typing import Self
from uuid import uuid4

from joblab.chat.events import Finished
from joblab.chat.turn import Exchange
from joblab.deadline import Deadline
from joblab.errors import AppError
from joblab.jobs.repository import JobRepository, Json
from joblab.telemetry.logs import logger

# An answer is kept for the follow-up's sake; a listing's tail adds nothing to that.
KEPT_CHARACTERS = 2000
# Neither reading nor writing the memory may hold an answer up for long.
MEMORY_TIMEOUT = 2.0


@dataclass(frozen=True)
class Conversation:
    """One conversation, at the start of a turn."""

    id: str
    turn_id: str
    history: tuple[Exchange, ...]

    @classmethod
    def resume(cls, conversation_id: str | None, jobs: JobRepository) -> Self:
        """Continue a conversation, or begin one. Without its memory, a question still stands for itself."""
        if conversation_id is None:
            return cls(str(uuid4()), str(uuid4()), ())
        try:
            turns = jobs.recall_turns(conversation_id, Deadline.after(MEMORY_TIMEOUT))
        except AppError as error:
            logger.warning("conversation not recalled", extra={"code": error.code})
            turns = []
        history = tuple(Exchange(turn["question"], turn["answer"]) for turn in turns)
        return cls(conversation_id, str(uuid4()), history)

    @classmethod
    def of_client(cls, conversation_id: str, history: tuple[Exchange, ...]) -> Self:
        """Continue a chat whose history the page keeps."""
        return cls(conversation_id, str(uuid4()), history)

    def remember(self, question: str, finished: Finished, asked: Json, plan: Json | None, jobs: JobRepository) -> None:
        """Keep this turn, with what the owner sees of it; a failure costs the memory, not the answer."""
        turn = {
            "turn_id": self.turn_id,
            "question": question,
            "answer": finished.answer[:KEPT_CHARACTERS],
            "tool_calls": [{"name": call.name, "input": call.input} for call in finished.tools],
        }
        try:
            jobs.remember_turn(self.id, turn, asked, plan, Deadline.after(MEMORY_TIMEOUT))
        except AppError as error:
            logger.warning("turn not remembered", extra={"code": error.code})
