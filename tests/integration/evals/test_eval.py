"""`joblab eval` on a system of its own: against the committed baseline, on tape, and from tape."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.parts import ROOT

pytestmark = pytest.mark.slow

COMMAND = "import typer; from cli.eval.command import evaluate; typer.run(evaluate)"
BASELINE = ROOT / "evals" / "baseline.json"


def evaluate(output: Path, *options: str | Path) -> dict[str, Any]:
    """The report of a run that ends well; what it prints is shown when it does not."""
    command = [sys.executable, "-c", COMMAND, "--start", "--output", output, *options]
    environment = {name: value for name, value in os.environ.items() if name != "JOBLAB_MODEL"}
    process = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert process.returncode == 0, process.stdout + process.stderr
    report: dict[str, Any] = json.loads(output.read_text())
    return report


@pytest.fixture(scope="module")
def tape(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run over the whole gold set is recorded."""
    return tmp_path_factory.mktemp("eval") / "tape.jsonl"


@pytest.fixture(scope="module")
def report(tape: Path) -> dict[str, Any]:
    """That run; it fails when the stand-in is worse than its baseline."""
    return evaluate(tape.with_name("report.json"), "--baseline", BASELINE, "--record", tape)


def test_the_stand_in_is_no_worse_than_its_baseline(report: dict[str, Any]) -> None:
    assert report["total"]["questions"] >= 200
    assert set(report["categories"]) == set(json.loads(BASELINE.read_text())["accuracy"]) - {"total"}


def test_a_recorded_run_is_replayed_without_a_model(report: dict[str, Any], tape: Path) -> None:
    replayed = evaluate(tape.with_name("replayed.json"), "--sample", "12", "--replay", tape)

    recorded = {result["id"]: result["answer"] for result in report["results"]}
    assert len(replayed["results"]) == 12
    for result in replayed["results"]:
        assert result["answer"] == recorded[result["id"]]
    assert "authorization" not in tape.read_text().casefold()
