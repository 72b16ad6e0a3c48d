"""`joblab questions` and `joblab usage`: what they ask the database for, and what they make of its answer."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.questions.show import plain
from local.wire import Json, answer
from tests.unit.api.wire import WireServer
from tests.unit.cli.questions.conftest import Run

GROUP: Json = {
    "id": 6,
    "question": "How many remote jobs?",
    "outcome": "answer",
    "times": 3,
    "last_asked": "2026-11-27T04:33:47.798+02:00",
    "at_once": 2,
    "thumbs_down": 0,
    "unproven": None,
    "cost_usd": 5.2e-05,
    "seconds": 0.1,
}
ASKED: Json = {
    "id": 7,
    "asked_at": "2026-11-27T04:33:47+00:00",
    "question": "Median salary?",
    "follow_up": False,
    "outcome": "answer",
    "calls": [
        {"name": "job_stats", "input": {"country": "Germny"}, "error": "no such country"},
        {"name": "job_stats", "input": {"country": "Germany"}, "error": None},
    ],
    "rounds": 2,
    "tokens": 1592,
    "cost_usd": 4.8e-05,
    "seconds": 0.04,
    "answer": "**€92,500** a year.\n\nOf 15 postings.",
    "from_plan": False,
    "sent_back": True,
    "unproven": 1,
    "trace_id": "0af7651916cd43dd8448eb211c80319c",
    "thumbs_up": False,
    "comment": "I meant seniors",
}
FAILED = {key: ASKED[key] for key in ASKED if key not in {"answer", "from_plan", "sent_back", "unproven"}} | {
    "outcome": "failed",
    "calls": [],
    "error": "upstream-busy",
    "trace_id": "b7ad6b7169203331b7ad6b7169203331",
    "thumbs_up": None,
    "comment": None,
}
PLAN: Json = {"calls": [{"name": "job_stats", "input": {"posted_start": "{year}-01-01"}}], "own": 0, "text": "{total}"}


def words(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


@pytest.mark.parametrize("command", [("questions", "list"), ("questions",)])
def test_list_shows_each_question_on_a_line(joblab: Run, rest: WireServer, command: tuple[str, ...]) -> None:
    rest.script = [answer([GROUP])]

    result = joblab(*command)

    assert result.exit_code == 0, result.output
    line = "6 2026-11-27 02:33 3 2 answer 0.000052 0.10 How many remote jobs?"
    assert line.split() in words(result.output)
    (sent,) = rest.requests
    assert sent["path"] == "/rest/v1/rpc/list_questions"
    assert sent["headers"]["apikey"] == "sb_secret_x"
    assert "authorization" not in {name.lower() for name in sent["headers"]}  # the new keys are no JWTs
    assert (sent["body"]["kind"], sent["body"]["row_limit"]) == (None, 50)
    since = datetime.now(UTC) - datetime.fromisoformat(sent["body"]["since"])
    assert timedelta(days=7) <= since < timedelta(days=7, minutes=1)


def test_a_key_that_is_a_jwt_is_the_bearer_token_too(
    joblab: Run, rest: WireServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPABASE_SECRET_KEY", "a.b.c")
    rest.script = [answer([])]

    assert "Nothing was asked in the last 7 days." in joblab("questions").output
    headers = {name.lower(): value for name, value in rest.requests[0]["headers"].items()}
    assert (headers["apikey"], headers["authorization"]) == ("a.b.c", "Bearer a.b.c")


def test_list_passes_its_options_on(joblab: Run, rest: WireServer) -> None:
    rest.script = [answer([])]

    result = joblab("questions", "--kind", "thumbs-down", "--days", "2", "--limit", "5")

    assert "Nothing of the kind thumbs-down was asked in the last 2 days." in result.output
    (sent,) = rest.bodies()
    assert (sent["kind"], sent["row_limit"]) == ("thumbs-down", 5)
    assert joblab("questions", "--kind", "odd").exit_code == 2
    assert joblab("questions", "--json", "--csv").exit_code == 2


def test_list_as_json_is_what_the_database_said(joblab: Run, rest: WireServer) -> None:
    rest.script = [answer([GROUP | {"question": "wie viele\x9b2J Jobs für \x1b[31mÄrzte?"}])]

    output = joblab("questions", "--json").output

    assert json.loads(output)[0]["question"] == "wie viele\x9b2J Jobs für \x1b[31mÄrzte?"
    assert "Ärzte" in output
    assert not {"\x9b", "\x1b"} & set(output)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ('Jobs in "Berlin", please', 'Jobs in "Berlin", please'),
        ("=1+1", "'=1+1"),
        (" @sum", "'@sum"),
        ("-2 jobs\n+3", "'-2 jobs +3"),
    ],
)
def test_list_as_csv_holds_no_formula(joblab: Run, rest: WireServer, question: str, cell: str) -> None:
    rest.script = [answer([GROUP | {"question": question}])]

    (row,) = csv.DictReader(joblab("questions", "--csv").output.splitlines())

    assert row["question"] == cell
    assert (row["id"], row["times"], row["unproven"], row["cost_usd"]) == ("6", "3", "", "5.2e-05")


def test_show_tells_the_whole_question(joblab: Run, rest: WireServer) -> None:
    rest.script = [answer(ASKED)]

    assert joblab("questions", "show", 7).output == (
        "7  2026-11-27 04:33 UTC\n"
        "Median salary?\n\n"
        "**€92,500** a year.\n\nOf 15 postings.\n\n"
        'job_stats {"country": "Germny"} → no such country\n'
        'job_stats {"country": "Germany"}\n'
        "answer, sent back once, 1 figures unproven\n"
        "2 rounds, 1592 tokens, $0.000048, 0.04 s, trace 0af7651916cd43dd8448eb211c80319c\n"
        "thumbs down: I meant seniors\n"
    )
    assert rest.bodies("/rpc/get_question") == [{"question_id": 7}]


def test_show_tells_why_there_was_no_answer(joblab: Run, rest: WireServer) -> None:
    rest.script = [answer(FAILED)]

    assert "failed, upstream-busy" in joblab("questions", "show", 7).output


def test_show_as_json_and_without_such_a_question(joblab: Run, rest: WireServer) -> None:
    rest.script = [answer(ASKED), answer(None)]

    assert json.loads(joblab("questions", "show", 7, "--json").output) == ASKED
    missing = joblab("questions", "show", 8)
    assert (missing.exit_code, missing.stderr) == (
        1,
        "questions: there is no question 8; they are kept for 30 days\n",
    )


def test_a_question_of_which_little_is_known_is_shown(joblab: Run, rest: WireServer) -> None:
    group = GROUP | {"outcome": None, "cost_usd": None, "seconds": None}
    known = {key: ASKED[key] for key in ("id", "trace_id", "asked_at", "question")}
    asked = known | {"thumbs_up": None, "comment": None}
    rest.script = [answer([group]), answer(asked)]

    line = "6 2026-11-27 02:33 3 2 How many remote jobs?"
    assert line.split() in words(joblab("questions").output)
    assert joblab("questions", "show", 7).output.startswith("7  2026-11-27 04:33 UTC\nMedian salary?\n")


@given(st.text())
def test_a_strangers_text_steers_no_terminal(text: str) -> None:
    assert all(character.isprintable() for character in plain(text))
    assert plain(plain(text)) == plain(text)


def test_what_a_stranger_wrote_is_no_markup(joblab: Run, rest: WireServer) -> None:
    rest.script = [answer([GROUP | {"question": "[red]jobs[/red] \x1b]0;x\x07"}]), answer(ASKED | {"answer": "[b]x"})]

    assert "[red]jobs[/red] ]0;x" in joblab("questions").output
    assert "[b]x" in joblab("questions", "show", 7).output


def test_pin_sends_the_plan_under_the_questions_key(joblab: Run, rest: WireServer, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(PLAN))
    rest.script = [answer(None)]

    result = joblab("questions", "pin", "  How many   JOBS?", file)

    assert result.exit_code == 0, result.output
    assert result.output == "Pinned: How many JOBS?\n"
    call = {"name": "job_stats", "input": {"posted_start": "{year}-01-01"}, "word": ""}
    assert rest.bodies("/rpc/pin_plan") == [
        {
            "key": "how many jobs",
            "question": "  How many   JOBS?",
            "plan": {"calls": [call], "text": "{total}", "own": 0, "language": "en"},
        }
    ]


@pytest.mark.parametrize(
    ("question", "plan", "says"),
    [
        ("How many?", "{", "is not a plan: it: Invalid JSON"),
        ("How many?", PLAN | {"calls": []}, "calls: Tuple should have at least 1 item"),
        ("How many?", PLAN | {"txt": "x"}, "txt: Extra inputs are not permitted"),
        ("How many?", PLAN | {"own": 1}, "own is 1, and there are 1 calls, counted from 0"),
        ("How many?", PLAN | {"calls": [{"name": "sql", "input": {}}]}, "there is no tool sql; there are job_stats, "),
        ("How many?", PLAN | {"calls": [{"name": "job_stats", "input": {"odd": 1}}]}, "job_stats: odd: Extra inputs"),
        ("How many?", None, "cannot read"),
        (" ?", PLAN, "the question is blank"),
        ("x" * 301, PLAN, "the question has more than 300 characters"),
    ],
)
def test_what_cannot_be_pinned_is_one_line(
    joblab: Run, rest: WireServer, tmp_path: Path, question: str, plan: Json | str | None, says: str
) -> None:
    file = tmp_path / "plan.json"
    if plan is not None:
        file.write_text(plan if isinstance(plan, str) else json.dumps(plan))

    result = joblab("questions", "pin", question, file)

    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert not rest.requests


def test_unpin_says_whether_there_was_one(joblab: Run, rest: WireServer) -> None:
    rest.script = [answer(True), answer(False)]

    assert joblab("questions", "unpin", "How many?").output == "No longer pinned: How many?\n"
    missing = joblab("questions", "unpin", "How many?")
    assert (missing.exit_code, missing.stderr) == (1, "questions: no plan is pinned for: How many?\n")
    assert rest.bodies("/rpc/unpin_plan") == [{"key": "how many"}] * 2


def test_pinned_shows_questions_with_their_plans(joblab: Run, rest: WireServer) -> None:
    rest.script = [answer([{"question": "How many?", "plan": PLAN}])] * 2

    assert joblab("questions", "pinned").output == (
        'How many?\n  job_stats {"posted_start": "{year}-01-01"}\n  {total}\n'
    )
    assert json.loads(joblab("questions", "pinned", "--json").output)[0]["plan"] == PLAN


def test_usage_sums_the_days(joblab: Run, rest: WireServer) -> None:
    day = {"day": "2026-11-27", "questions": 1300, "at_once": 600, "failed": 1, "tokens": 12_938, "cost_usd": 0.5}
    rest.script = [answer([day, day | {"day": "2026-11-25", "questions": 700, "at_once": 0}]), answer([])]

    result = joblab("usage", "--days", "3")

    assert ["2026-11-27", "1,300", "600", "46%", "1", "12,938", "0.5000"] in words(result.output)
    assert ["all", "2,000", "600", "30%", "2", "25,876", "1.0000"] in words(result.output)
    assert rest.bodies("/rpc/usage_by_day") == [{"days": 3}]
    assert "Nothing was asked in the last 30 days." in joblab("usage").output


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (404, {"code": "PGRST202"}, "has no function public.list_questions: apply the migrations first"),
        (403, {"code": "42501"}, "refuses the key: set SUPABASE_SECRET_KEY"),
        (400, {"message": "There is no kind odd."}, "answers 400: There is no kind odd."),
    ],
)
def test_a_project_that_refuses_is_one_line(joblab: Run, rest: WireServer, status: int, body: Json, says: str) -> None:
    rest.script = [answer(body, status)]

    result = joblab("questions")

    assert result.exit_code == 1
    assert result.stderr.startswith("questions: ")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_half_a_project_is_named(joblab: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUPABASE_SECRET_KEY")

    result = joblab("usage")

    assert (result.exit_code, result.stderr) == (1, "usage: SUPABASE_SECRET_KEY is not set\n")
