"""What the loop adds to a question: the benchmark's own measurement, cut short."""

import os
import shutil
import sys
from pathlib import Path

from benchmarks.life import Function
from benchmarks.packages import API, environment_on, with_second_route
from benchmarks.upstreams import UPSTREAMS
from benchmarks.warm import CALLS, LOOP, warm_milliseconds
from cli.parts import running

# The target is 6 ms more, some 1.3 times as much on the machine of docs/benchmarks.md.
LARGEST_RATIO = 1.8


def test_the_loop_costs_less_than_the_calls_in_it(tmp_path: Path) -> None:
    code = shutil.copytree(API, tmp_path / "api", ignore=shutil.ignore_patterns("__pycache__"))
    with running(UPSTREAMS) as upstreams:
        environment = {**environment_on(upstreams), "PATH": os.environ["PATH"], "LOG_LEVEL": "ERROR"}
        function = with_second_route(Function(code, Path(sys.executable), environment))
        loop, calls = warm_milliseconds(function, (LOOP, CALLS), runs=1, short=2, long=32)

    assert loop.median <= LARGEST_RATIO * calls.median
