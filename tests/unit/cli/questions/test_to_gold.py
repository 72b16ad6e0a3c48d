"""`joblab questions to-gold`, into a gold set of the test's own."""

import json
from pathlib import Path

import pytest

from cli.questions import commands
from evals.questions import load_questions
from local.wire import answer
from tests.unit.api.wire import WireServer
from tests.unit.cli.questions.conftest import Run
from tests.unit.cli.questions.test_questions import ASKED

COUNT = '{"kind": "count", "where": {"country": "Germany"}}'


@pytest.fixture
def gold(rest: WireServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two categories; the project holds one question."""
    folder = tmp_path / "evals" / "gold"
    folder.mkdir(parents=True)
    (folder / "rankings.jsonl").write_text('{"ask": "Top cities?", "expect": {"kind": "top", "by": "location"}}')
    (folder / "typos.jsonl").write_text("")
    monkeypatch.setattr(commands, "GOLD", folder)
    rest.script = [answer(ASKED | {"question": "Wie viele\nJobs für Ärzte?"})]
    return folder


def test_the_line_is_asked_for_until_it_is_right(joblab: Run, gold: Path) -> None:
    typed = "\n".join(["{", '{"kind": "counts"}', '{"kind": "count", "period": "2026-13"}', COUNT, "jokes", "rankings"])

    result = joblab("questions", "to-gold", 7, typed=f"{typed}\n")

    assert result.exit_code == 0, result.output
    assert "**€92,500** a year." in result.output
    for line in ("not JSON: ", "not an expectation: expect.0: ", "not a period: ", "There is no category jokes."):
        assert line in result.stderr
    old, new = load_questions(gold)
    assert (old.ask, new.ask) == ("Top cities?", "Wie viele Jobs für Ärzte?")
    assert (gold / "rankings.jsonl").read_text().splitlines()[1] == (
        f'{{"ask": "Wie viele Jobs für Ärzte?", "expect": {COUNT}}}'
    )
    assert result.stdout.splitlines()[-1].endswith(
        f'evals/gold/rankings.jsonl: {{"ask": "Wie viele Jobs für Ärzte?", "expect": {COUNT}}}'
    )


def test_a_script_gives_all_of_it(joblab: Run, gold: Path) -> None:
    several = f'[{COUNT}, {{"kind": "clarification"}}]'

    result = joblab("questions", "to-gold", 7, "--expect", several, "--category", "typos")

    assert result.exit_code == 0, result.output
    assert json.loads((gold / "typos.jsonl").read_text())["expect"] == json.loads(several)


@pytest.mark.parametrize(
    ("expect", "category", "says"),
    [
        ("{", "typos", "questions: not JSON: "),
        ("[]", "typos", "questions: not an expectation: expect: Value should have at least 1 item"),
        ('{"kind": "count", "period": "soon"}', "typos", "questions: not a period: "),
        (COUNT, "jokes", "questions: there is no category jokes; there are rankings, typos"),
    ],
)
def test_what_a_script_gets_wrong_is_one_line(joblab: Run, gold: Path, expect: str, category: str, says: str) -> None:
    before = {file: file.read_text() for file in gold.iterdir()}

    result = joblab("questions", "to-gold", 7, "--expect", expect, "--category", category)

    assert result.exit_code == 1
    assert result.stderr.startswith(says)
    assert result.stderr.count("\n") == 1
    assert {file: file.read_text() for file in gold.iterdir()} == before


def test_a_follow_up_is_refused(joblab: Run, gold: Path, rest: WireServer) -> None:
    rest.script = [answer(ASKED | {"follow_up": True})]

    result = joblab("questions", "to-gold", 7)

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "7 is a follow-up" in result.stderr


def test_a_question_is_added_once(joblab: Run, gold: Path, rest: WireServer) -> None:
    rest.script = [answer(ASKED | {"question": "Top cities?"})]

    result = joblab("questions", "to-gold", 7)

    assert result.stderr == "questions: the gold set has this question already, in rankings\n"


def test_who_stops_changes_nothing(joblab: Run, gold: Path) -> None:
    before = {file: file.read_text() for file in gold.iterdir()}

    result = joblab("questions", "to-gold", 7, typed="")

    assert result.exit_code == 1
    assert {file: file.read_text() for file in gold.iterdir()} == before
