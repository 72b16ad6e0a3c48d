"""True answers of another language model that cited its sources, rewritten by program into placeholders."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from joblab.answers.check import check
from joblab.answers.filler import Filler
from joblab.tools.sheet import Scope
from tests.unit.api.answers.real import DAYS
from tests.unit.api.answers.sheets import sheets_of

ANSWERS = Path(__file__).parents[5] / "shared" / "data" / "model_answers.jsonl"
# A figure with its unit, then its source in brackets: "42.8 % [A2/A1]", "42 companies** [A1..A42]".
CITED = re.compile(
    r"(?P<figure>[-+$€£]{0,2}(?:\d[\d,.]*[–-])?(?:\d[\d,.]*\d|\d))(?P<unit>\s?%| percentage points| (?:USD|EUR|GBP)\b)?"
    r"(?P<words>(?:\*\*|[^\d\[\].]){0,60}?)\s?\[(?P<source>[^\]]+)\]"
)


@pytest.mark.skipif(not ANSWERS.exists(), reason="the shared data is not here")
def test_no_true_answer_is_called_unproven() -> None:
    lines = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]
    checked = [(line["question"], *_check(line)) for line in lines]

    alarms = [(question, findings) for question, _, findings in checked if findings]
    assert len(checked) > 50
    assert sum(figures for _, figures, _ in checked) > 150
    assert alarms == []


def _check(line: dict[str, Any]) -> tuple[int, tuple[str, ...]]:
    filler = Filler(Scope(sheets_of(line["calls"])))
    filler.feed(CITED.sub(_placeholder, line["answer"]))
    filler.finish()
    answer = check(filler, line["question"], DAYS)
    return len(answer.grounding.figures), answer.findings


def _placeholder(match: re.Match[str]) -> str:
    source = match["source"].replace("].[", ".").replace(".distinct", ".groups")
    if ".." in source:
        source = f"count({source.replace('..', ':')})"
    is_share = match["unit"] == " %" and "/" in source
    return f"{{{source}{' %' if is_share else ''}}}{match['words']}"
