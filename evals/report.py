"""What a run found, for people and for later runs."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean, quantiles
from typing import Self

from pydantic import BaseModel, ConfigDict

from evals.results import Result
from evals.scoring import Verdict
from evals.stability import Stability, usual, verdicts_of


class Figures(BaseModel):
    """The figures of some questions; None where the API does not tell."""

    questions: int
    """Each as often as it was asked."""
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

    models: list[str]
    """All that answered; none where every answer was remembered."""
    total: Figures
    categories: dict[str, Figures]
    stability: Stability | None
    """None where each question was asked once."""
    results: list[Result]

    @classmethod
    def of(cls, results: Iterable[Result]) -> Self:
        """Sum results up."""
        results = list(results)
        categories = dict.fromkeys(result.category for result in results)
        return cls(
            models=sorted({result.model for result in results} - {""}),
            total=Figures.of(results),
            categories={
                name: Figures.of([result for result in results if result.category == name]) for name in categories
            },
            stability=Stability.of(results) if any(result.repeat > 1 for result in results) else None,
            results=results,
        )

    def baseline(self) -> "Baseline":
        """What a later run is held against: nothing in it depends on the day or on the machine."""
        return Baseline(
            models=self.models,
            accuracy={name: figures.accuracy for name, figures in {"total": self.total, **self.categories}.items()},
            verdicts=self.verdicts(),
        )

    def verdicts(self) -> dict[str, Verdict]:
        """The verdict by question; where it was asked several times, the usual one."""
        return {question: usual(verdicts) for question, verdicts in verdicts_of(self.results).items()}


class Baseline(BaseModel):
    """How an earlier run went."""

    model_config = ConfigDict(frozen=True)

    models: Sequence[str]
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

    models_before: Sequence[str]
    models_now: Sequence[str]
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
    now = report.verdicts()
    shared = [question for question in now if question in baseline.verdicts]
    was_right = {question for question in shared if baseline.verdicts[question] == "right"}
    is_right = {question for question in shared if now[question] == "right"}
    share = 100 / max(len(shared), 1)
    return Comparison(
        models_before=baseline.models,
        models_now=report.models,
        before=round(share * len(was_right), 2),
        now=round(share * len(is_right), 2),
        better=[question for question in shared if question in is_right - was_right],
        worse=[question for question in shared if question in was_right - is_right],
        added=len(now) - len(shared),
    )
