"""The options of `joblab eval`, and what it says when it cannot run."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from cli.eval.command import evaluate
from cli.eval.tables import print_comparison, print_report
from evals.report import Comparison, Report
from evals.results import Result as Outcome

type Evaluate = Callable[..., Result]


@pytest.fixture
def joblab_eval(monkeypatch: pytest.MonkeyPatch) -> Evaluate:
    app = typer.Typer()
    app.command()(evaluate)
    for name in ("SUPABASE_URL", "SUPABASE_SECRET_KEY", "JOBLAB_URL"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: CliRunner(env={"COLUMNS": "200"}).invoke(app, list(map(str, arguments)))


@pytest.mark.parametrize("option", ["--record", "--replay"])
def test_what_a_recording_says_tells_nothing_about_repeats(joblab_eval: Evaluate, option: str) -> None:
    result = joblab_eval("--start", option, "x", "--repeat", "2")

    assert result.exit_code == 2
    assert "a recording always says the same" in result.output


@pytest.mark.parametrize(
    "options", [("--record", "x"), ("--replay", "x"), ("--start", "--record", "x", "--replay", "y")]
)
def test_a_cassette_needs_a_system_of_its_own(joblab_eval: Evaluate, options: tuple[str, ...]) -> None:
    result = joblab_eval(*options)

    assert result.exit_code == 2
    assert "goes with --start" in result.output


def test_a_baseline_that_is_none_is_named_before_anything_starts(joblab_eval: Evaluate, tmp_path: Path) -> None:
    result = joblab_eval("--start", "--baseline", tmp_path / "missing.json")

    assert result.exit_code == 1
    assert "missing.json" in result.output


def test_rows_that_cannot_be_read_are_one_line(joblab_eval: Evaluate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPABASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("SUPABASE_SECRET_KEY", "sb_secret_x")

    result = joblab_eval()

    assert result.exit_code == 1
    assert "The evaluation cannot run" in result.output
    assert "Traceback" not in result.output


def test_an_unknown_category_names_those_there_are(joblab_eval: Evaluate) -> None:
    result = joblab_eval("--start", "--category", "jokes")

    assert result.exit_code == 2
    assert "single_facts" in result.output


def test_the_table_shows_every_category_and_why_answers_are_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    right = Outcome(id="How many?", category="single_facts", verdict="right", why="", seconds=0.5)
    wrong = Outcome(id="Where?", category="rankings", verdict="wrong_tool", why="no [x] call", seconds=1.5, unproven=1)
    console = Console(width=200)

    print_report(Report.of([right, wrong]), console)
    print_comparison(
        Comparison(
            models_before=["small"],
            models_now=["large", "small"],
            before=50,
            now=50,
            better=["How many?"],
            worse=["Where?"],
            added=0,
        ),
        console,
    )

    shown = capsys.readouterr().out
    assert all(
        text in shown
        for text in ("single facts", "wrong_tool", "no [x] call", "1 wrong tool", "50.0 % right", "Better How many?")
    )
    assert "The baseline is another model's: small before, large, small now.\n" in shown
