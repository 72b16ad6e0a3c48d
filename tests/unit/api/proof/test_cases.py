"""Recall of planted errors and false alarms, over hand-written answers."""

import sys
from collections import Counter

import pytest

from tests.unit.api.proof.cases import read

FILES = ("first", "second", "third", "fourth", "fifth")
CASES = [case for name in FILES for case in read(f"cases_{name}.jsonl")]


def test_half_of_at_least_300_cases_hold_a_planted_error() -> None:
    planted = sum(1 for case in CASES if case.planted)
    assert len(CASES) >= 300
    assert 0.45 <= planted / len(CASES) <= 0.55
    assert all(bool(case.planted) == (case.kind != "true") for case in CASES)


def test_marked_figures_are_read_and_proven() -> None:
    assert [(case.answer, unread) for case in CASES if (unread := case.unread())] == []


def test_planted_errors_are_found_without_false_alarms(capsys: pytest.CaptureFixture[str]) -> None:
    planted, found, alarms, true, alarmed = 0, 0, 0, 0, 0
    missed: Counter[str] = Counter()
    for case in CASES:
        planted += len(case.planted)
        found += len(case.planted) - len(case.missed())
        missed[case.kind] += len(case.missed())
        alarms += len(case.false_alarms())
        true += case.true_figures()
        alarmed += bool(case.false_alarms())
    precision, recall = found / (found + alarms), found / planted
    with capsys.disabled():
        sys.stdout.write(
            f"\nproof over {len(CASES)} answers: precision {precision:.1%},"
            f" recall of {planted} planted errors {recall:.1%},"
            f" false alarms on {true} true figures {alarms / true:.2%}, on answers {alarmed / len(CASES):.2%}\n"
        )
    assert recall >= 0.99, dict(+missed)
    assert alarms / true <= 0.01
    assert alarmed / len(CASES) <= 0.01
