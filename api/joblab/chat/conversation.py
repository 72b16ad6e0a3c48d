"""What is asked, and what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import uuid4

from joblab.chat.identity import Identity

# Bytes of earlier questions and answers, and how many of them: what costs more than it tells is left out.
LONGEST_HISTORY = 24_000
MOST_TURNS = 20


@dataclass(frozen=True)
class Exchange:
    """An earlier question and its answer, as text."""

    question: str
    answer: str


@dataclass(frozen=True)
class Question:
    """What is asked, and in which conversation.

    Attributes:
        history: what was said before, as the client tells it; None where the database knows.
    """

    text: str
    conversation_id: str
    turn_id: str
    history: tuple[Exchange, ...] | None

    @classmethod
    def of(
        cls, text: str, conversation_id: str | None, identity: Identity, history: tuple[Exchange, ...] | None = None
    ) -> Self:
        """The next question of a conversation; the first of a new one where the id is none that was issued."""
        if conversation_id is None or not identity.is_own(conversation_id):
            conversation_id, history = identity.new_conversation(), history or ()
        return cls(text, conversation_id, str(uuid4()), None if history is None else latest(history))


def latest(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """The last ones that fit; a single one that does not is cut."""
    kept: list[Exchange] = []
    room = LONGEST_HISTORY
    for exchange in reversed(exchanges[-MOST_TURNS:]):
        question = _cut(exchange.question, room)
        answer = _cut(exchange.answer, room - _size(question))
        if kept and (question, answer) != (exchange.question, exchange.answer):
            break
        kept.append(Exchange(question, answer))
        room -= _size(question) + _size(answer)
    return tuple(reversed(kept))


def _size(text: str) -> int:
    return len(text.encode(errors="replace"))


def _cut(text: str, size: int) -> str:
    return text.encode(errors="replace")[:size].decode(errors="ignore")
