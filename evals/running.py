"""A run: every question asked, several at a time, and scored."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx

from evals.asking import ask
from evals.questions import Question
from evals.results import Result
from evals.scoring import score
from evals.world import World

# As many as the local system's two processors serve without waiting for one another.
WORKERS = 4


def run(
    api: httpx.Client, questions: Sequence[Question], world: World, repeat: int, on_result: Callable[[], None]
) -> list[Result]:
    """Ask all questions once; what is right is counted while the answers come in."""
    results = []
    with ThreadPoolExecutor(WORKERS) as pool:
        answers = pool.map(lambda question: ask(api, question), questions)
        for question in questions:
            expected = [each for expectation in question.expect for each in expectation.work_out(world)]
            asked = next(answers)
            results.append(Result.of(question, asked, score(question, expected, asked), repeat))
            on_result()
    return results
