"""A question that somebody asked, as a line of the gold set."""

import json
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from cli.questions.errors import QuestionsError, problems
from evals.expectation import Selecting
from evals.postings import Data
from evals.questions import Question, load_questions
from evals.world import World


def categories(folder: Path) -> list[str]:
    """Of the gold set: the names of its files."""
    return sorted(file.stem for file in folder.glob("*.jsonl"))


def gold_line(question: str, expect: str) -> str:
    """The line, with an expectation, or a list of them, as JSON.

    Raises:
        QuestionsError: it is none.
    """
    try:
        line = {"ask": question, "expect": json.loads(expect)}
        expected = Question.model_validate(line).expect
    except json.JSONDecodeError as error:
        raise QuestionsError(f"not JSON: {error}") from error
    except ValidationError as error:
        raise QuestionsError(f"not an expectation: {problems(error)}") from error
    world = World(Data(), datetime.now(UTC).date())
    try:
        for expectation in expected:
            if isinstance(expectation, Selecting):
                expectation.periods(world)
    except ValueError as error:
        raise QuestionsError(f"not a period: {error}") from error
    return json.dumps(line, ensure_ascii=False)


def check_new(question: str, folder: Path) -> None:
    """Whether the gold set lacks it.

    Raises:
        QuestionsError: it is there, under a name that the message tells.
    """
    for known in load_questions(folder):
        if known.id == question:
            raise QuestionsError(f"the gold set has this question already, in {known.category}")


def append(line: str, category: str, folder: Path) -> Path:
    """Add the line to a category's file."""
    file = folder / f"{category}.jsonl"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}{'' if text.endswith('\n') or not text else '\n'}{line}\n", encoding="utf-8")
    return file
