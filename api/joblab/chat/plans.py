"""Remembered plans: what a model contributed to an answer, which holds no figure and is run anew each time.

A plan whose text came with its calls is good for ever; one whose words depend on what was found, for the same data.
"""

import calendar
import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from joblab.chat.call import Call
from joblab.tools.result import ToolFinished

LONGEST_QUESTION = 300  # characters; what is longer is nobody else's question
LONGEST_TEXT, MOST_CALLS = 8000, 20
# Tools that show the model what somebody wrote into a posting: what it says after that is not remembered.
READS_POSTINGS = {"get_job", "search_jobs"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class PlannedCall(BaseModel):
    """One call of a tool: its input as it is reported, and the word that names its result."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    input: dict[str, Any]
    word: str = ""


class Plan(BaseModel):
    """Calls, and a text with placeholders.

    Attributes:
        own: the place of the call whose result needs no name in the text; None where the text came after the results.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    calls: Annotated[tuple[PlannedCall, ...], Field(min_length=1, max_length=MOST_CALLS)]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    own: int | None = None
    language: str = "en"

    @classmethod
    def of(
        cls, calls: Sequence[ToolFinished], words: dict[str, str], text: str, own: str, language: str
    ) -> Self | None:
        """The plan of an answer from the calls that found something out; `own` is the id of one of them, or empty.

        None where the model had read a posting before it wrote the text, since that may have told it what to say, and
        where there is too much to keep.
        """
        found = [call for call in calls if call.result]
        is_told = not own and any(call.name in READS_POSTINGS for call in found)
        if is_told or not 0 < len(found) <= MOST_CALLS or len(text) > LONGEST_TEXT:
            return None
        planned = tuple(PlannedCall(name=call.name, input=call.input, word=words.get(call.id, "")) for call in found)
        place = next((place for place, call in enumerate(found) if call.id == own), None)
        return cls(calls=planned, text=text, own=place, language=language)

    def run(self, today: date) -> list[Call]:
        """The calls; in their input an owner may write `{today}`, `{year}` and `{month}` (2026-11) for days."""
        text = json.dumps([call.input for call in self.calls])
        for word, value in (("{today}", str(today)), ("{year}", str(today.year)), ("{month}", f"{today:%Y-%m}")):
            text = text.replace(word, value)
        return [
            Call(f"plan-{place}", call.name, its, {"as": call.word, "language": self.language})
            for place, (call, its) in enumerate(zip(self.calls, json.loads(text), strict=True))
        ]

    def depends_on_day(self, question: str, told: Sequence[date]) -> bool:
        """Whether the same question may need other calls or words on another day; `told` are today and the newest day.

        So does a date that is no bound of a month in a year that the question names, or close to a day told; and so
        do digits that the model typed and the question does not hold.
        """
        days = DAY.findall(json.dumps([call.input for call in self.calls]))
        typed = re.findall(r"\d+", re.sub(r"\{[^{}]*\}", "", self.text))
        return any(not _is_fixed(day, question, told) for day in days) or any(word not in question for word in typed)


def _is_fixed(day: str, question: str, told: Sequence[date]) -> bool:
    if day in question:
        return True
    its = date.fromisoformat(day)
    is_bound = its.day == 1 or its.day == calendar.monthrange(its.year, its.month)[1]
    return is_bound and day[:4] in question and all(abs(its - other) > timedelta(days=2) for other in told)


class Keys:
    """Under what the plans of a question are kept: an owner's own, one good on any day, one good today."""

    def __init__(self, question: str, version: str, today: date) -> None:
        self.question = normalized(question)
        self.pinned = f"pinned:{_digest(self.question)}"
        self.timeless = f"plan:{_digest(version, self.question)}"
        self.dated = f"plan:{_digest(version, self.question, str(today))}"

    @property
    def all(self) -> list[str]:
        """In the order in which they win."""
        return [self.pinned, self.timeless, self.dated]


def normalized(question: str) -> str:
    """A question without what does not matter: case, white space, the form of its characters, the mark at its end."""
    return " ".join(unicodedata.normalize("NFKC", question).casefold().split()).rstrip(" .?!…。？！")


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
