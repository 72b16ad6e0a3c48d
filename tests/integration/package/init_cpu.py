"""What a cold start costs: processor time from the start of the process to its first poll for work."""

import os
import signal
import socket
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

FIRST_POLL = b"GET /2018-06-01/runtime/invocation/next "


def init_seconds(python: Sequence[str], code: Path, environment: Mapping[str, str]) -> float:
    """User and system time of one init of the function in the folder `code`, under awslambdaric."""
    with socket.create_server(("127.0.0.1", 0)) as runtime_api, ExitStack() as connections:
        runtime_api.settimeout(60)
        address = f"127.0.0.1:{runtime_api.getsockname()[1]}"
        process = subprocess.Popen(
            [*python, "-m", "awslambdaric", "lambda_handler.lambda_handler"],
            cwd=code,
            env={**environment, "AWS_LAMBDA_RUNTIME_API": address},
        )
        try:
            connection = connections.enter_context(runtime_api.accept()[0])
            request = connection.recv(len(FIRST_POLL), socket.MSG_WAITALL)
        finally:
            os.kill(process.pid, signal.SIGKILL)  # not process.kill(), which may wait for it and lose the usage
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
    assert request == FIRST_POLL  # else the import failed, and this is the report of that
    return usage.ru_utime + usage.ru_stime


def init_ratio(
    python: Sequence[str], ours: Path, other: Path, environment: Mapping[str, str], rounds: int = 5
) -> float:
    """How many times the init of `ours` takes that of `other`: the median over pairs.

    The two of a pair run one after the other, so what else the machine does slows both alike.
    """
    return statistics.median(
        init_seconds(python, ours, environment) / init_seconds(python, other, environment) for _ in range(rounds)
    )
