"""How stable the answers are when each question is asked several times."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from pydantic import BaseModel

from evals.results import Result
from evals.scoring import PROGRESS, Verdict


class Stability(BaseModel):
    """What the repeats of a run have in common."""

    repeats: int
    agreeing: float
    """Percent of the questions with the same verdict in all repeats."""
    lowest: float
    highest: float
    """Percent right in the worst and in the best repeat."""
    right: Mapping[str, int]
    """In how many repeats each question was answered right."""
    flips: Mapping[str, Sequence[Verdict]]
    """The questions without one verdict in all repeats, with theirs in order."""

    @classmethod
    def of(cls, results: Sequence[Result]) -> Self:
        """Compare the repeats, which all asked the same questions."""
        by_question = verdicts_of(results)
        repeats = sorted({result.repeat for result in results})
        right = [sum(result.verdict == "right" for result in results if result.repeat == repeat) for repeat in repeats]
        flips = {question: verdicts for question, verdicts in by_question.items() if len(set(verdicts)) > 1}
        percent = 100 / len(by_question)
        return cls(
            repeats=len(repeats),
            agreeing=round(percent * (len(by_question) - len(flips)), 2),
            lowest=round(percent * min(right), 2),
            highest=round(percent * max(right), 2),
            right={question: verdicts.count("right") for question, verdicts in by_question.items()},
            flips=flips,
        )


def verdicts_of(results: Iterable[Result]) -> dict[str, list[Verdict]]:
    """The verdicts by question, in the order of the repeats."""
    found: dict[str, list[Verdict]] = {}
    for result in results:
        found.setdefault(result.id, []).append(result.verdict)
    return found


def usual(verdicts: Sequence[Verdict]) -> Verdict:
    """The most frequent verdict; of several, the worst."""
    return max(PROGRESS, key=verdicts.count)
