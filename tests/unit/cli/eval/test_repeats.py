"""`joblab eval --repeat`, asking a scripted JobLab that remembers what it has answered."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from cli.eval import command
from joblab.chat.schemas import GATE_OUTCOMES, AskResponse, UsageReport
from local.listener import HOST, serving_http
from local.supabase.project import Project

# A category whose questions are right when they are asked back.
OPTIONS = ("--category", "ambiguous", "--sample", "3")
SPENT = {"input_tokens": 90, "output_tokens": 10, "total_tokens": 100, "cache_read_tokens": 0, "cache_write_tokens": 0}

type Evaluate = Callable[..., Result]


def answer(model: str | None, *, right: bool) -> str:
    """A question back, or a refusal, as /ai/ask gives it."""
    kind: Any = "clarification" if right else "decline"
    return AskResponse(
        answer="Which one do you mean?",
        model=model,
        from_plan=model is None,
        usage=UsageReport(**SPENT, cost_usd=0.001),
        rounds=1,
        grounding=None,
        tool_calls=None,
        job_results=None,
        result_type=kind,
        gate_outcome=GATE_OUTCOMES[kind],
        conversation_id="c-1",
        turn_id="t-1",
        trace_id="r-1",
    ).model_dump_json()


@dataclass
class Joblab:
    """Answers with its models in turn; the first question asked gets a wrong answer every other time."""

    models: tuple[str, ...] = ("small",)
    starts: int = 0
    asked: dict[str, int] = field(default_factory=dict)
    memory: set[str] = field(default_factory=set)

    def ask(self, prompt: str) -> str:
        """What it says; the same question again is answered from memory, until the next start."""
        if prompt in self.memory:
            return answer(None, right=True)
        self.memory.add(prompt)
        times = self.asked[prompt] = self.asked.get(prompt, 0) + 1
        is_first = prompt == next(iter(self.asked))
        return answer(self.models[times % len(self.models)], right=not is_first or times % 2 == 1)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Its address; an empty database is there too."""
        joblab = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.say("[]")

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                self.say(joblab.ask(body["prompt"]))

            def say(self, text: str) -> None:
                self.send_response(200)
                self.send_header("content-length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *args: object) -> None:
                pass

        with serving_http(ThreadingHTTPServer((HOST, 0), Handler)) as url:
            yield url

    @contextmanager
    def started(self, *_: object) -> Iterator[tuple[str, Project]]:
        """In place of a system of the run's own, whose memory is empty."""
        self.starts += 1
        self.memory.clear()
        with self.serving() as url:
            yield url, Project(url, "p", "s", "j", "a")


@pytest.fixture
def joblab(monkeypatch: pytest.MonkeyPatch) -> Joblab:
    joblab = Joblab()
    monkeypatch.setattr(command, "own_system", joblab.started)
    return joblab


@pytest.fixture
def evaluate() -> Evaluate:
    app = typer.Typer()
    app.command()(command.evaluate)
    return lambda *arguments: CliRunner(env={"COLUMNS": "200"}).invoke(app, [*OPTIONS, *map(str, arguments)])


def test_a_system_of_its_own_never_repeats_from_memory(evaluate: Evaluate, joblab: Joblab, tmp_path: Path) -> None:
    shown = evaluate("--start", "--repeat", 4, "--output", tmp_path / "run.json")

    report = json.loads((tmp_path / "run.json").read_text())
    assert (joblab.starts, set(joblab.asked.values())) == (4, {4})
    assert [result["repeat"] for result in report["results"]] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert not any(result["remembered"] for result in report["results"])
    flipping = next(iter(joblab.asked))
    assert report["stability"]["flips"] == {flipping: ["right", "wrong_refusal", "right", "wrong_refusal"]}
    assert sorted(report["stability"]["right"].values()) == [2, 4, 4]
    assert report["total"]["accuracy"] == 83.33
    assert (
        "In 4 repeats 66.7 to 100.0 % right; 66.7 % of the questions with the same verdict each time." in shown.output
    )
    assert f"2 of 4 right {flipping}\n  right, wrong_refusal, right, wrong_refusal" in shown.output
    assert "remembered" not in shown.output


def test_a_running_system_may_remember_and_the_report_says_how_often(
    evaluate: Evaluate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    joblab = Joblab()
    with joblab.serving() as url:
        monkeypatch.setenv("SUPABASE_URL", url)
        monkeypatch.setenv("SUPABASE_SECRET_KEY", "s")
        shown = evaluate("--url", url, "--repeat", 3, "--output", tmp_path / "run.json")

    report = json.loads((tmp_path / "run.json").read_text())
    assert [result["remembered"] for result in report["results"]] == [False] * 3 + [True] * 6
    assert "6 of 9 answers were remembered" in shown.output


def test_all_models_that_answered_are_named_on_the_terminal_and_in_the_files(
    evaluate: Evaluate, joblab: Joblab, tmp_path: Path
) -> None:
    joblab.models = ("small", "large")
    report, baseline = tmp_path / "run.json", tmp_path / "baseline.json"

    shown = evaluate("--start", "--repeat", 2, "--output", report, "--save-baseline", baseline)

    assert "large, small: 83.3 % right" in shown.output
    assert json.loads(report.read_text())["models"] == json.loads(baseline.read_text())["models"] == ["large", "small"]
    assert {result["model"] for result in json.loads(report.read_text())["results"]} == {"large", "small"}


def test_a_baseline_of_another_model_is_compared_with_and_named(
    evaluate: Evaluate, joblab: Joblab, tmp_path: Path
) -> None:
    baseline = tmp_path / "baseline.json"
    evaluate("--start", "--save-baseline", baseline)
    joblab.models = ("large",)

    same, other = evaluate("--start", "--baseline", baseline), evaluate("--start", "--baseline", baseline)

    assert "The baseline is another model's: small before, large now.\n" in same.output
    assert (same.exit_code, other.exit_code) == (1, 0)  # every other answer is wrong: worse, then as before
