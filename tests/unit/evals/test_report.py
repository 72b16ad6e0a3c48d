"""Figures of a run, how its repeats agree, and a run against an earlier one."""

from pathlib import Path

import pytest

from evals.asking import Asked
from evals.questions import Question
from evals.report import Baseline, Report, compare
from evals.results import Result
from evals.scoring import RIGHT, Verdict
from tests.unit.evals.rows import said


def result(
    name: str,
    verdict: Verdict = "right",
    seconds: float = 1,
    unproven: int | None = None,
    model: str = "m",
    repeat: int = 1,
) -> Result:
    return Result(
        id=name,
        category=name[0],
        repeat=repeat,
        verdict=verdict,
        why="",
        seconds=seconds,
        model=model,
        unproven=unproven,
        tokens=100,
        cost_usd=0.5,
    )


def report(**verdicts: Verdict) -> Report:
    return Report.of(result(name, verdict) for name, verdict in verdicts.items())


def repeated(**verdicts: list[Verdict]) -> Report:
    """A question a name, with its verdicts in order of the repeats."""
    repeats = zip(*verdicts.values(), strict=True)
    return Report.of(
        result(name, verdict, repeat=repeat)
        for repeat, its in enumerate(repeats, start=1)
        for name, verdict in zip(verdicts, its, strict=True)
    )


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
        "models": ["m"],
        "accuracy": {"total": 50.0, "a": 100.0, "b": 0.0},
        "verdicts": {"a1": "right", "b1": "error"},
    }


def test_every_model_that_answered_is_named_and_each_result_has_its_own() -> None:
    question = Question.model_validate({"ask": "How many?", "expect": {"kind": "decline"}})
    told, remembered = said("No."), said("No.")
    assert told.answer
    told = Asked(told.answer.model_copy(update={"model": "small"}), 1)
    assert remembered.answer
    remembered = Asked(remembered.answer.model_copy(update={"from_plan": True}), 1)

    results = [Result.of(question, asked, RIGHT) for asked in (told, remembered, Asked(None, 1, "500"))]
    found = Report.of([*results, result("a1", model="large")])

    assert found.models == ["large", "small"]
    assert [(each.model, each.remembered) for each in results] == [("small", False), ("", True), ("", False)]


def test_a_run_whose_answers_were_all_remembered_names_no_model() -> None:
    assert Report.of([result("a1", model="")]).models == []


def test_a_comparison_knows_both_models() -> None:
    earlier = Report.of([result("a1", model="small")]).baseline()

    comparison = compare(Report.of([result("a1", "error", model="large")]), earlier)

    assert (comparison.models_before, comparison.models_now, comparison.is_worse) == (["small"], ["large"], True)


def test_repeats_tell_how_stable_the_answers_are() -> None:
    found = repeated(
        a1=["right", "right", "right"],
        a2=["right", "wrong_tool", "right"],
        b1=["wrong_tool", "wrong_argument", "wrong_tool"],
        b2=["error", "error", "error"],
    )

    assert (found.total.questions, found.total.accuracy) == (12, 41.67)  # the mean of 50, 25 and 50
    assert found.stability
    assert (found.stability.repeats, found.stability.lowest, found.stability.highest) == (3, 25, 50)
    assert found.stability.agreeing == 50
    assert found.stability.right == {"a1": 3, "a2": 2, "b1": 0, "b2": 0}
    assert found.stability.flips == {
        "a2": ["right", "wrong_tool", "right"],
        "b1": ["wrong_tool", "wrong_argument", "wrong_tool"],
    }


def test_what_was_asked_once_tells_nothing_about_stability() -> None:
    assert report(a1="right").stability is None


def test_a_repeated_run_is_compared_by_the_usual_verdict_and_of_a_tie_by_the_worse() -> None:
    found = repeated(a1=["right", "error", "right", "right"], a2=["right", "wrong_tool", "wrong_tool", "right"])

    comparison = compare(found, report(a1="right", a2="right").baseline())

    assert found.baseline().verdicts == {"a1": "right", "a2": "wrong_tool"}
    assert (comparison.now, comparison.worse) == (50, ["a2"])
