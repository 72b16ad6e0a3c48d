"""`python -m local.bedrock` as a process."""

import signal
import socket
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.unit.local.bedrock.client import connect

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.type_defs import MessageTypeDef


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "local.bedrock", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    word, address = process.stdout.readline().split()
    assert word == "ready"
    return address


# What Linux waits before it acknowledges a packet (TCP_DELACK_MIN), and a sender for that acknowledgement.
DELAYED_ACK = 0.04


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_it_cleanly(number: signal.Signals) -> None:
    with start("--port", "0") as process:
        assert ready(process).startswith("http://127.0.0.1:")
        process.send_signal(number)
        output, errors = process.communicate(timeout=10)
    assert (process.returncode, output, errors) == (0, "", "")


def test_taken_port_is_named_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        finished = subprocess.run(
            [sys.executable, "-m", "local.bedrock", "--port", str(port)], capture_output=True, text=True, timeout=20
        )
    assert finished.returncode == 1
    assert finished.stderr == f"local.bedrock: port {port} on 127.0.0.1 cannot be used: Address already in use\n"


def test_latency_is_waited_for_and_reported() -> None:
    with start("--port", "0", "--latency-ms", "150", "160", "--delta-ms", "0") as process:
        client = connect(ready(process))
        begin = time.monotonic()
        answer = client.converse_stream(
            modelId="us.anthropic.claude-haiku-5-5", messages=[{"role": "user", "content": [{"text": "hello"}]}]
        )
        events = list(answer["stream"])
        took = (time.monotonic() - begin) * 1000
        client.close()
        process.terminate()
    latency = events[-1]["metadata"]["metrics"]["latencyMs"]
    assert 150 <= latency <= 160
    assert took >= latency


def test_the_pieces_of_a_reply_wait_for_no_acknowledgement() -> None:
    messages: list[MessageTypeDef] = [{"role": "user", "content": [{"text": "hello"}]}]
    seconds = []
    with start("--port", "0", "--delta-ms", "0") as process:
        client = connect(ready(process))
        for _ in range(15):
            begin = time.perf_counter()
            list(client.converse_stream(modelId="joblab.stand-in", messages=messages)["stream"])
            seconds.append(time.perf_counter() - begin)
        client.close()
        process.terminate()
    assert median(seconds) < DELAYED_ACK
