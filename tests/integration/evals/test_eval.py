"""`joblab eval` on a system of its own: against the committed baseline, on tape, and from tape."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from cli.parts import ROOT

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


def test_the_stand_in_is_no_worse_than_its_baseline(tmp_path: Path) -> None:
    report = evaluate(tmp_path / "report.json", "--baseline", BASELINE)

    assert report["total"]["questions"] >= 200
    assert set(report["categories"]) == set(json.loads(BASELINE.read_text())["accuracy"]) - {"total"}


def test_a_recorded_run_is_replayed_without_a_model(tmp_path: Path) -> None:
    tape = tmp_path / "tape.jsonl"

    recorded = evaluate(tmp_path / "recorded.json", "--sample", "20", "--record", tape)
    replayed = evaluate(tmp_path / "replayed.json", "--sample", "20", "--replay", tape)

    assert [result["answer"] for result in replayed["results"]] == [result["answer"] for result in recorded["results"]]
    assert len(recorded["results"]) == 20
    assert recorded["total"]["right"] == replayed["total"]["right"] > 10
    assert "authorization" not in tape.read_text().casefold()
