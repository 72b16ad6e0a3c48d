"""What came of each question of a run."""

from typing import Self

from pydantic import BaseModel, JsonValue

from evals.asking import Asked
from evals.questions import Question
from evals.scoring import Score, Verdict


class Made(BaseModel):
    """A tool call."""

    name: str
    input: dict[str, JsonValue]


class Result(BaseModel):
    """One question's outcome."""

    id: str
    category: str
    repeat: int = 1
    """1 for the first time that the run asked it."""
    verdict: Verdict
    why: str
    seconds: float
    answer: str = ""
    model: str = ""
    """Which model answered; none where the answer was remembered, or did not come."""
    remembered: bool = False
    calls: list[Made] = []
    tokens: int = 0
    cost_usd: float = 0
    rounds: int | None = None
    unproven: int | None = None

    @classmethod
    def of(cls, question: Question, asked: Asked, score: Score, repeat: int = 1) -> Self:
        """Put a question, its answer and the verdict together."""
        head = cls(
            id=question.id,
            category=question.category,
            repeat=repeat,
            verdict=score.verdict,
            why=score.why,
            seconds=round(asked.seconds, 3),
        )
        answer = asked.answer
        if answer is None:
            return head
        return head.model_copy(
            update={
                "answer": answer.answer,
                "model": answer.model or "",
                "remembered": answer.from_plan,
                "calls": [Made(name=call.name, input=call.input) for call in answer.calls],
                "tokens": answer.usage.total_tokens,
                "cost_usd": answer.usage.cost_usd,
                "rounds": answer.rounds,
                "unproven": answer.grounding.unproven if answer.grounding else None,
            }
        )
