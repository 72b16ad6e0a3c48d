"""What limits cost: the benchmark's own measurement, cut short."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.database_http import Api
from benchmarks.life import Function
from benchmarks.packages import API, environment_on
from benchmarks.refusals import (
    ANSWERED,
    AT_THE_LIMIT,
    REFUSED,
    WITHOUT_LIMITS,
    calls_of_refusals,
    cpu_of_asks,
    limited_database,
    on_database,
)
from benchmarks.reservations import Turns, in_database, over, ratio_of, turns
from benchmarks.upstreams import UPSTREAMS
from cli.parts import running
from local.supabase.embedded import Connection

# 0.29 times on the machine of docs/benchmarks.md, whose target is 5 ms.
LARGEST_SHARE = 0.5
# 2.3 and 1.2 times there in PostgreSQL, 1.3 and 1.2 times over HTTP; the targets are milliseconds.
RESERVES, SETTLES = 5.0, 3.0
ASKS = 20

type Limited = tuple[Connection, Api]


@pytest.fixture(scope="module")
def limited() -> Iterator[Limited]:
    """A database whose disk, which differs most between machines, is not waited for."""
    with limited_database(waits_for_disk=False) as database:
        yield database


def test_a_refusal_costs_one_call_of_the_database_and_little_cpu(limited: Limited, tmp_path: Path) -> None:
    code = shutil.copytree(API, tmp_path / "api", ignore=shutil.ignore_patterns("__pycache__"))
    with running(UPSTREAMS) as upstreams:
        environment = {**environment_on(upstreams), "PATH": os.environ["PATH"], "LOG_LEVEL": "ERROR"}
        function = Function(code, Path(sys.executable), environment)
        refusing = on_database(function, limited[1], AT_THE_LIMIT)
        answered = cpu_of_asks(on_database(function, limited[1], WITHOUT_LIMITS), ANSWERED, 1, ASKS)
        refused = cpu_of_asks(refusing, REFUSED, 1, ASKS)
        calls = calls_of_refusals(refusing, ASKS)

    assert calls == {"/rest/v1/rpc/begin_turn": ASKS}
    assert refused.median <= LARGEST_SHARE * answered.median


def test_a_reservation_costs_little_beside_the_turn_it_is_in(limited: Limited) -> None:
    taken = [turns(in_database(limited[0]), 40), turns(over(limited[1]), 40)]

    assert [each for each in map(ratios, taken) if each[0] > RESERVES or each[1] > SETTLES] == []


def ratios(taken: Turns) -> tuple[float, float]:
    """With a reservation and its settlement to without."""
    return ratio_of(taken.begin), ratio_of(taken.end)
