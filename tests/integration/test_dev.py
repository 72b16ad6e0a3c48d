"""`joblab dev`, as a developer runs it: on the usual ports, ended with Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from cli.dev import PORTS, SECONDS_TO_START
from cli.parts import PartError, require_free_ports

JOBLAB = Path(sys.executable).with_name("joblab")


@pytest.fixture(autouse=True)
def _ports_are_free() -> None:
    try:
        require_free_ports(PORTS)
    except PartError as error:
        if "JOBLAB_REQUIRE_ALL" in os.environ:
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture
def mark() -> Iterator[dict[str, str]]:
    """An environment by which every process of the test is known, and ended if need be."""
    marked = {"JOBLAB_TEST_MARK": str(uuid4())}
    yield os.environ | marked
    for pid in processes_with(marked["JOBLAB_TEST_MARK"]):
        os.kill(pid, signal.SIGKILL)


def processes_with(mark: str) -> list[int]:
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in environ.read_bytes():
                found.append(int(environ.parent.name))
        except OSError:  # it has just ended, or is somebody else's
            continue
    return found


def wait_until_ready(log: Path, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + SECONDS_TO_START + 60  # the page is built first
    while "JobLab is ready" not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < give_up, log.read_text()
        time.sleep(0.1)


def test_dev_serves_everything_and_ctrl_c_leaves_nothing_behind(mark: dict[str, str], tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("w") as output:
        process = subprocess.Popen([JOBLAB, "dev"], env=mark, stdout=output, stderr=subprocess.STDOUT)
    wait_until_ready(log, process)

    for path in (":8000/health", ":8001/health", ":3000", ":3000/explore"):
        assert httpx.get(f"http://localhost{path}", timeout=10).status_code == 200
    answer = httpx.post("http://localhost:8000/ai/ask", json={"prompt": "How many jobs in January 2026?"}, timeout=35)
    assert answer.json()["result_type"] == "answer"

    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert processes_with(mark["JOBLAB_TEST_MARK"]) == []


def test_dev_names_a_taken_port_in_one_line(mark: dict[str, str]) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 8001))
        squatter.listen()

        run = subprocess.run([JOBLAB, "dev"], env=mark, capture_output=True, text=True, timeout=30, check=False)

    assert run.returncode == 1
    assert run.stdout.strip() == "Port 8001, which the door needs, is taken. Stop what listens there."
    assert processes_with(mark["JOBLAB_TEST_MARK"]) == []
