"""What a run found, for people and for later runs."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean, quantiles
from typing import Self

from pydantic import BaseModel, ConfigDict, JsonValue

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
    verdict: Verdict
    why: str
    seconds: float
    answer: str = ""
    model: str = ""
    calls: list[Made] = []
    tokens: int = 0
    cost_usd: float = 0
    rounds: int | None = None
    unproven: int | None = None

    @classmethod
    def of(cls, question: Question, asked: Asked, score: Score) -> Self:
        """Put a question, its answer and the verdict together."""
        head = cls(
            id=question.id,
            category=question.category,
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
                "model": answer.model,
                "calls": [Made(name=call.name, input=call.input) for call in answer.calls],
                "tokens": answer.usage.total_tokens,
                "cost_usd": answer.usage.cost_usd,
                "rounds": answer.rounds,
                "unproven": answer.grounding.unproven if answer.grounding else None,
            }
        )


class Figures(BaseModel):
    """The figures of some questions; None where the API does not tell."""

    questions: int
    right: int
    accuracy: float
    """Percent of the questions."""
    failures: dict[Verdict, int]
    grounded: float | None
    """Percent of the answers without an unproven figure."""
    rounds: float | None
    tool_calls: float
    tokens: float
    """These three: a question's mean."""
    cost_usd: float
    """Of all questions."""
    p50_seconds: float
    p95_seconds: float

    @classmethod
    def of(cls, results: Sequence[Result]) -> Self:
        """Add up at least one result."""
        right = sum(result.verdict == "right" for result in results)
        unproven = [result.unproven for result in results if result.unproven is not None]
        rounds = [result.rounds for result in results if result.rounds is not None]
        wrong = sorted(result.verdict for result in results if result.verdict != "right")
        seconds = [result.seconds for result in results]
        percentiles = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else seconds * 19
        return cls(
            questions=len(results),
            right=right,
            accuracy=round(100 * right / len(results), 2),
            failures={verdict: wrong.count(verdict) for verdict in dict.fromkeys(wrong)},
            grounded=round(100 * unproven.count(0) / len(unproven), 2) if unproven else None,
            rounds=round(mean(rounds), 2) if rounds else None,
            tool_calls=round(mean(len(result.calls) for result in results), 2),
            tokens=round(mean(result.tokens for result in results)),
            cost_usd=round(sum(result.cost_usd for result in results), 6),
            p50_seconds=round(percentiles[9], 3),
            p95_seconds=round(percentiles[18], 3),
        )


class Report(BaseModel):
    """A whole run: `--output` writes it, `--baseline` reads it."""

    model: str
    total: Figures
    categories: dict[str, Figures]
    results: list[Result]

    @classmethod
    def of(cls, results: Iterable[Result]) -> Self:
        """Sum results up."""
        results = list(results)
        categories = dict.fromkeys(result.category for result in results)
        return cls(
            model=next((result.model for result in results if result.model), "unknown"),
            total=Figures.of(results),
            categories={
                name: Figures.of([result for result in results if result.category == name]) for name in categories
            },
            results=results,
        )

    def baseline(self) -> "Baseline":
        """What a later run is held against: nothing in it depends on the day or on the machine."""
        return Baseline(
            model=self.model,
            accuracy={name: figures.accuracy for name, figures in {"total": self.total, **self.categories}.items()},
            verdicts={result.id: result.verdict for result in self.results},
        )


class Baseline(BaseModel):
    """How an earlier run went."""

    model_config = ConfigDict(frozen=True)

    model: str
    accuracy: Mapping[str, float]
    """Percent, by category and in `total`."""
    verdicts: Mapping[str, Verdict]

    @staticmethod
    def read(file: Path) -> "Baseline":
        """Read a baseline, or the report of an earlier run.

        Raises:
            OSError: it cannot be read.
            pydantic.ValidationError: it is neither.
        """
        text = file.read_text(encoding="utf-8")
        return (
            Report.model_validate_json(text).baseline() if '"results"' in text else Baseline.model_validate_json(text)
        )


class Comparison(BaseModel):
    """A run against an earlier one, over the questions of both."""

    before: float
    now: float
    """Accuracy over the questions that both runs asked, in percent."""
    better: list[str]
    worse: list[str]
    added: int
    """Questions that only the later run asked."""

    @property
    def is_worse(self) -> bool:
        """Whether accuracy fell."""
        return self.now < self.before


def compare(report: Report, baseline: Baseline) -> Comparison:
    """Tell what got better and what got worse."""
    now = {result.id: result.verdict for result in report.results}
    shared = [question for question in now if question in baseline.verdicts]
    was_right = {question for question in shared if baseline.verdicts[question] == "right"}
    is_right = {question for question in shared if now[question] == "right"}
    share = 100 / max(len(shared), 1)
    return Comparison(
        before=round(share * len(was_right), 2),
        now=round(share * len(is_right), 2),
        better=[question for question in shared if question in is_right - was_right],
        worse=[question for question in shared if question in was_right - is_right],
        added=len(now) - len(shared),
    )
