"""How many ways of asking the stand-in understands: those that its author saw, and those kept from the first one.

The author of the second edition has seen both; tests/integration holds questions of independent writers.
"""

import sys
from pathlib import Path

import pytest

from tests.unit.local.standin.scoring import Phrasing, is_right, load

FOLDER = Path(__file__).parent
SEEN = load(FOLDER / "phrasings_seen.jsonl")
HELD_OUT = FOLDER / "phrasings_held_out.jsonl"
# Somewhat below what was measured when it was last changed, so that a change for the worse is noticed.
HELD_OUT_FLOOR = 0.9


@pytest.mark.parametrize("phrasing", SEEN, ids=[phrasing.name for phrasing in SEEN])
def test_seen_phrasing_is_understood(phrasing: Phrasing) -> None:
    assert is_right(phrasing)


def test_held_out_phrasings_are_mostly_understood(capsys: pytest.CaptureFixture[str]) -> None:
    phrasings = load(HELD_OUT)
    right = sum(map(is_right, phrasings))
    with capsys.disabled():
        # stderr, since a worker of pytest-xdist talks to its controller on stdout.
        sys.stderr.write(f"\nheld-out accuracy: {right}/{len(phrasings)}\n")
    assert right / len(phrasings) >= HELD_OUT_FLOOR
