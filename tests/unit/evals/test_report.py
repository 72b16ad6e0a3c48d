"""Figures of a run, and a run against an earlier one."""

from pathlib import Path

import pytest

from evals.report import Baseline, Report, Result, compare
from evals.scoring import Verdict


def result(name: str, verdict: Verdict = "right", seconds: float = 1, unproven: int | None = None) -> Result:
    return Result(
        id=name, category=name[0], verdict=verdict, why="", seconds=seconds, unproven=unproven, tokens=100, cost_usd=0.5
    )


def report(**verdicts: Verdict) -> Report:
    return Report.of(result(name, verdict) for name, verdict in verdicts.items())


def test_figures_by_category_and_in_all() -> None:
    found = Report.of(
        [result("a1", seconds=1, unproven=0), result("a2", "wrong_tool", 3, 2), result("b1", "error", seconds=2)]
    )

    assert (found.total.right, found.total.accuracy, found.total.cost_usd) == (1, 33.33, 1.5)
    assert (found.total.p50_seconds, found.total.tokens) == (2, 100)
    assert found.total.failures == {"error": 1, "wrong_tool": 1}
    assert (found.total.grounded, found.total.rounds) == (50.0, None)
    assert found.categories["a"].accuracy == 50.0
    assert found.categories["b"].grounded is None


@pytest.mark.parametrize("what", ["report", "baseline"])
def test_a_run_is_compared_with_a_report_or_a_baseline(tmp_path: Path, what: str) -> None:
    earlier = report(a1="right", a2="error", a3="right")
    file = tmp_path / "earlier.json"
    file.write_text((earlier if what == "report" else earlier.baseline()).model_dump_json())

    comparison = compare(report(a1="wrong_tool", a2="right", a3="right"), Baseline.read(file))

    assert (comparison.better, comparison.worse) == (["a2"], ["a1"])
    assert (comparison.before, comparison.now) == (66.67, 66.67)
    assert not comparison.is_worse


def test_accuracy_that_falls_is_worse() -> None:
    assert compare(report(a1="right", a2="error"), report(a1="right", a2="right").baseline()).is_worse


def test_only_questions_of_both_runs_are_compared() -> None:
    comparison = compare(report(a1="right", a3="error"), report(a1="right", a2="right").baseline())

    assert (comparison.before, comparison.now, comparison.added) == (100, 100, 1)


def test_a_baseline_holds_nothing_of_the_day_or_the_machine() -> None:
    assert report(a1="right", b1="error").baseline().model_dump() == {
        "model": "unknown",
        "accuracy": {"total": 50.0, "a": 100.0, "b": 0.0},
        "verdicts": {"a1": "right", "b1": "error"},
    }
