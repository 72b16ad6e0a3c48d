"""Figures, targets and the tables made of them."""

from pathlib import Path

import pytest

from benchmarks.report import Comparison, Figure, Section, Target, write_between

OURS = Figure.of([300.0, 310.0, 320.0])
OTHER = Figure.of([1000.0])


def compared(target: Target | None) -> Comparison:
    return Comparison("cold start", "ms", OURS, "the usual", OTHER, target)


def test_a_figure_is_the_median_and_the_middle_half() -> None:
    assert Figure.of([9, 1, 5, 3, 7]) == Figure(5, 3, 7)


@pytest.mark.parametrize(
    ("target", "met"),
    [
        (Target("value", 310), True),
        (Target("value", 309), False),
        (Target("ratio", 0.31), True),
        (Target("ratio", 0.3), False),
        (Target("difference", -690), True),
        (Target("difference", -691), False),
        (None, None),
    ],
)
def test_a_target_is_held_against_the_medians(target: Target | None, met: bool | None) -> None:
    assert compared(target).met is met


def test_a_ratio_without_the_other_side_is_not_met() -> None:
    assert Comparison("growth", "ms", OURS, target=Target("ratio", 10)).met is False


def test_a_row_tells_both_sides_and_the_target() -> None:
    row = compared(Target("ratio", 0.3)).row()

    assert row == "| cold start | 310 ms (305-315) | the usual | 1,000 ms | 0.31x | at most 0.3x | **no** |"


def test_a_section_goes_into_its_place_and_nothing_else_changes(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    document.write_text("Before\n<!-- cold: begin -->\nstale\n<!-- cold: end -->\nAfter\n")
    section = Section("cold", [compared(None)], ["A note."])

    write_between(document, section.name, section.markdown())
    once = document.read_text()
    write_between(document, section.name, section.markdown())

    assert document.read_text() == once
    assert "stale" not in once
    assert once.startswith("Before\n<!-- cold: begin -->\n\n| what |")
    assert once.endswith("A note.\n\n<!-- cold: end -->\nAfter\n")


def test_a_section_without_a_place_is_refused(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    document.write_text("nothing here")

    with pytest.raises(ValueError, match="no place for cold"):
        write_between(document, "cold", "text")
