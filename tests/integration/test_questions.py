"""`joblab questions` and `joblab usage` on a real project, from what the app writes down to what its owner sees."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from cli.main import app
from joblab.chat.plans import Keys, normalized
from local.supabase.project import Project
from tests.integration.conftest import RunSupabase

type Call = Callable[..., Any]
type Run = Callable[..., str]

PLAN = {"calls": [{"name": "job_stats", "input": {"posted_start": "{year}-01-01"}}], "own": 0, "text": "{total} jobs."}


@pytest.fixture
def project(run_supabase: RunSupabase, migrated_folder: Path) -> Iterator[Project]:
    """A project of the test's own: what was asked cannot be taken back."""
    with run_supabase(migrated_folder, "--no-demo") as running:
        yield running


@pytest.fixture
def call(project: Project) -> Call:
    """What an SQL function returns."""

    def post(function: str, **arguments: object) -> Any:
        url, headers = f"{project.url}/rest/v1/rpc/{function}", {"apikey": project.secret_key}
        response = httpx.post(url, json=arguments, headers=headers, timeout=30).raise_for_status()
        return response.json() if response.content else None

    return post


@pytest.fixture
def joblab(project: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    """What `joblab` prints with these arguments; it has to end well."""
    monkeypatch.setenv("SUPABASE_URL", project.url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", project.secret_key)

    def run(*arguments: object) -> str:
        result = CliRunner().invoke(app, [str(each) for each in arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


def asked(turn: str, question: str, **more: object) -> dict[str, object]:
    """As joblab/chat/service.py writes it down."""
    return {
        "trace_id": f"trace-{turn}",
        "question": question,
        "key": normalized(question),
        "follow_up": False,
        "outcome": "answer",
        "calls": [{"name": "job_stats", "input": {"country": "Germany"}, "error": None}],
        "rounds": 1,
        "tokens": 1500,
        "cost_usd": 0.00005,
        "seconds": 1.25,
        "answer": "**12** jobs.",
        "from_plan": False,
        "sent_back": False,
        "unproven": 0,
    } | more


def test_what_was_asked_is_what_its_owner_sees(call: Call, joblab: Run) -> None:
    at_once = {"from_plan": True, "tokens": 0, "cost_usd": 0, "rounds": 0, "seconds": 0.05}
    failed = {"outcome": "failed", "error": "upstream-busy"}
    costly = {"unproven": 2, "tokens": 2000, "cost_usd": 0.25, "seconds": 9}
    for turn, question, more in (
        ("a", "How many jobs?", {}),
        ("b", "how many  JOBS", at_once),
        ("c", "Jobs in Köln?", failed),
        ("d", "Median salary?", costly),
    ):
        call("end_turn", turn_id=turn, asked=asked(turn, question, **more))
    call("record_feedback", turn_id="d", conversation_id="x", thumbs_up=False, comment="I meant seniors")

    listed = json.loads(joblab("questions", "--json"))
    assert [(each["question"], each["times"], each["at_once"]) for each in listed] == [
        ("Median salary?", 1, 0),
        ("Jobs in Köln?", 1, 0),
        ("how many  JOBS", 2, 1),
    ]
    kinds = {"thumbs-down": "d", "unproven": "d", "expensive": "d", "slow": "d", "failed": "c", "at-once": "b"}
    by_turn = {"b": "how many JOBS", "c": "Jobs in Köln?", "d": "Median salary?"}
    for kind, turn in kinds.items():
        (row,) = csv.DictReader(joblab("questions", "list", "--kind", kind, "--csv").splitlines())
        assert (kind, row["question"]) == (kind, by_turn[turn])
    assert "was asked in the last 7 days" in joblab("questions", "--kind", "declined")

    table = joblab("questions")
    assert f"{datetime.now(UTC):%Y-%m-%d}" in table
    assert ["0.250000", "9.00", "Median", "salary?"] in [line.split()[-4:] for line in table.splitlines()]

    whole = joblab("questions", "show", listed[0]["id"])
    for part in ("**12** jobs.", 'job_stats {"country": "Germany"}', "2 figures unproven", "down: I meant seniors"):
        assert part in whole

    (day,) = json.loads(joblab("usage", "--json"))
    assert (day["questions"], day["at_once"], day["failed"], day["tokens"]) == (4, 1, 1, 5000)
    assert "25%" in joblab("usage")


def test_a_pinned_plan_is_what_the_app_recalls(call: Call, joblab: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(PLAN))
    before = json.loads(joblab("questions", "pinned", "--json"))
    keys = Keys("Wie viele JOBS gibt es …", "any version", datetime.now(UTC).date()).all

    joblab("questions", "pin", "Wie viele Jobs  gibt es?", file)
    joblab("questions", "pin", "wie viele jobs gibt es", file)  # the same question: replaced

    assert call("begin_turn", turn_id="t", keys=keys)["plan"]["text"] == "{total} jobs."
    pinned = json.loads(joblab("questions", "pinned", "--json"))
    assert {each["question"] for each in pinned} - {each["question"] for each in before} == {"wie viele jobs gibt es"}
    assert 'job_stats {"posted_start": "{year}-01-01"}' in joblab("questions", "pinned")

    joblab("questions", "unpin", "WIE VIELE JOBS GIBT ES")
    assert call("begin_turn", turn_id="t", keys=keys)["plan"] is None
    assert json.loads(joblab("questions", "pinned", "--json")) == before
