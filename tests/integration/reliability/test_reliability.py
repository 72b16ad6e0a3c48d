"""What holds for every fault, and docs/reliability.md as it was seen."""

import pytest

from tests.integration.reliability.document import PATH, written
from tests.integration.reliability.fault import Door, Fault
from tests.integration.reliability.faults import FAULTS
from tests.integration.reliability.invariants import violations
from tests.integration.reliability.run import Results, run
from tests.integration.reliability.scenes import SCENES

CASES = [
    pytest.param(fault, door, id=f"{fault.area}: {fault.name}, {door}") for fault in FAULTS for door in fault.doors
]


@pytest.fixture(scope="module")
def results() -> Results:
    """Every fault, played once."""
    return run()


@pytest.mark.parametrize(("fault", "door"), CASES)
def test_a_fault_breaks_nothing_that_holds_for_all(results: Results, fault: Fault, door: Door) -> None:
    (seen,) = (each for each in results.seen if each.case.fault is fault and each.case.door == door)

    assert violations(seen) == []


@pytest.mark.parametrize("name", SCENES)
def test_a_fault_of_the_platform_breaks_nothing_either(results: Results, name: str) -> None:
    results.scenes[name].result()


def test_the_document_is_what_was_seen(results: Results) -> None:
    command = "python -m tests.integration.reliability"
    assert written(results).splitlines() == PATH.read_text().splitlines(), f"`{command}` writes it anew"
