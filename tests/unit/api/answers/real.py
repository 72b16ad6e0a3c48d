"""Answers of a language model, recorded (see docs/evaluation.md): what it wrote, and what its calls had returned."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from joblab.answers.check import Answer, check
from joblab.answers.filler import Filler
from joblab.tools.sheet import Scope, Sheet
from tests.unit.api.answers.sheets import sheets_of

DAYS = (date(2026, 11, 27), date(2025, 1, 1), date(2026, 11, 26))


class Recorded(NamedTuple):
    """One answer: `text` as the model wrote it, `answer` as it was shown; `questions` of the conversation so far."""

    questions: str
    language: str
    text: str
    answer: str
    sheets: dict[str, Sheet]
    own: Sheet | None

    def check(self, text: str) -> Answer:
        """A text in the place of the one that the model wrote."""
        filler = Filler(Scope(self.sheets, self.own), self.language)
        filler.feed(text)
        filler.finish()
        return check(filler, self.questions, DAYS)


def recorded() -> Sequence[Recorded]:
    """All of them."""
    lines = Path(__file__).with_name("real_answers.jsonl").read_text(encoding="utf-8").splitlines()
    return [_read(json.loads(line)) for line in lines]


def _read(line: dict[str, Any]) -> Recorded:
    sheets = sheets_of(line["calls"])
    own = next((sheet for sheet in sheets.values() if sheet.call_id == line["own"]), None)
    return Recorded(line["question"], line["language"], line["text"], line["answer"], sheets, own)
