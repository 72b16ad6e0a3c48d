"""The gold set: questions with what is right about their answers, a file of JSON lines for each category."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from evals.expectations import AnyExpectation

GOLD = Path(__file__).with_name("gold")


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


class Question(BaseModel):
    """What is asked, after which earlier questions, and what would be right; of several expectations, any one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    history: tuple[str, ...] = ()
    expect: Annotated[list[AnyExpectation], BeforeValidator(_as_list), Field(min_length=1)]
    forbid: tuple[str, ...] = ()
    """Texts that only an answer that follows an injected instruction holds."""
    forbid_calls: tuple[str, ...] = ()
    """Texts that only the tool calls of a model that follows one hold."""
    planted: bool = False
    """Whether it is about postings that the evaluation has to plant first."""

    category: str = ""

    @property
    def id(self) -> str:
        """Its words, with those of the questions before it."""
        return " // ".join((*self.history, self.ask))


def load_questions(folder: Path = GOLD) -> tuple[Question, ...]:
    """Every question, in the order of the files.

    Raises:
        pydantic.ValidationError: a line is not a question.
    """
    return tuple(
        Question.model_validate_json(line).model_copy(update={"category": file.stem})
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    )
