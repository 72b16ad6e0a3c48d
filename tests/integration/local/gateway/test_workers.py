"""The life of the workers, and what their failures look like."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from local.gateway.counters import Counters
from local.gateway.function import LambdaFunction
from local.gateway.function_config import FunctionConfig
from local.gateway.runtime_api import Failure

if TYPE_CHECKING:
    from tests.integration.local.gateway.conftest import Gateway, StartGateway

FUNCTION = Path(__file__).parent / "function"
INTERNAL_SERVER_ERROR = (500, {"message": "Internal Server Error"})
SERVICE_UNAVAILABLE = (503, {"message": "Service Unavailable"})


def answer(response: httpx.Response) -> tuple[int, object]:
    return response.status_code, response.json()


def logged(gateway: Gateway, text: str) -> bool:
    return any(text in line for line in gateway.lines)


def in_parallel(gateway: Gateway, path: str, times: int) -> list[httpx.Response]:
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(gateway.get, [path] * times))


def test_worker_is_reused_and_its_cold_start_counted_once(start_gateway: StartGateway) -> None:
    gateway = start_gateway()
    assert len({gateway.get("/").json()["pid"] for _ in range(5)}) == 1
    assert gateway.metrics() == {"requests": 5, "cold_starts": 1, "throttles": 0, "errors": 0, "workers": 1}
    gateway.stop()
    reports = [line for line in gateway.lines if line.startswith("REPORT")]
    assert ["Init Duration" in line for line in reports] == [True, False, False, False, False]


def test_parallel_requests_use_several_workers_one_at_a_time_each(start_gateway: StartGateway) -> None:
    gateway = start_gateway("--concurrency", "3")
    first = [response.json() for response in in_parallel(gateway, "/?seconds=0.6", 3)]
    assert len({seen["pid"] for seen in first}) == 3
    second = [response.json() for response in in_parallel(gateway, "/?seconds=0.1", 3)]
    assert gateway.metrics()["cold_starts"] == gateway.metrics()["workers"] == 3
    for pid in {seen["pid"] for seen in first}:
        spans = sorted((seen["started"], seen["ended"]) for seen in first + second if seen["pid"] == pid)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))


def test_requests_over_the_concurrency_limit_are_unavailable(start_gateway: StartGateway) -> None:
    gateway = start_gateway("--concurrency", "1")
    responses = in_parallel(gateway, "/?seconds=0.5", 2)
    assert sorted(response.status_code for response in responses) == [200, 503]
    assert SERVICE_UNAVAILABLE in [answer(response) for response in responses if response.is_error]
    assert gateway.metrics() == {"requests": 2, "cold_starts": 1, "throttles": 1, "errors": 0, "workers": 1}


def test_requests_over_the_burst_are_throttled(start_gateway: StartGateway) -> None:
    gateway = start_gateway("--rate", "0.001", "--burst", "2")
    assert [gateway.get("/").status_code for _ in range(3)] == [200, 200, 429]
    assert answer(gateway.get("/")) == (429, {"message": "Too Many Requests"})
    assert gateway.metrics()["throttles"] == 2


def test_idle_worker_is_stopped_and_replaced_on_demand(
    start_gateway: StartGateway, wait_until: Callable[..., None], is_running: Callable[[int], bool]
) -> None:
    gateway = start_gateway("--idle-seconds", "0.3")
    pid = gateway.get("/").json()["pid"]
    wait_until(lambda: gateway.metrics()["workers"] == 0)
    assert not is_running(pid)
    assert gateway.get("/").json()["pid"] != pid
    assert gateway.metrics()["cold_starts"] == 2


def test_crash_fails_its_own_request_and_no_other(gateway: Gateway, wait_until: Callable[..., None]) -> None:
    errors = gateway.metrics()["errors"]
    with ThreadPoolExecutor() as pool:
        other = pool.submit(gateway.get, "/?seconds=0.6")
        assert answer(gateway.get("/crash")) == INTERNAL_SERVER_ERROR
        assert other.result().status_code == 200
    assert gateway.get("/").status_code == 200
    assert gateway.metrics()["errors"] == errors + 1
    wait_until(lambda: logged(gateway, "Error: Runtime exited with error: exit status 3"))
    assert logged(gateway, "Status: error\tError Type: Runtime.ExitError")


def test_raising_handler_keeps_its_worker(gateway: Gateway, wait_until: Callable[..., None]) -> None:
    pid = gateway.get("/").json()["pid"]
    assert answer(gateway.get("/raise")) == INTERNAL_SERVER_ERROR
    assert gateway.get("/").json()["pid"] == pid
    wait_until(lambda: logged(gateway, "[ERROR] ValueError: the handler does not like it"))


def test_answer_over_six_megabytes_is_an_error(gateway: Gateway, wait_until: Callable[..., None]) -> None:
    assert answer(gateway.get("/big")) == INTERNAL_SERVER_ERROR
    assert gateway.get("/").status_code == 200
    wait_until(lambda: logged(gateway, "Error Type: Function.ResponseSizeTooLarge"))


def test_answer_that_is_not_http_is_an_error(gateway: Gateway) -> None:
    assert answer(gateway.get("/nonsense")) == INTERNAL_SERVER_ERROR


def test_handler_that_cannot_be_imported_fails_every_request(start_gateway: StartGateway) -> None:
    gateway = start_gateway("--handler", "missing.handler")
    assert [answer(gateway.get("/")) for _ in range(2)] == [INTERNAL_SERVER_ERROR] * 2
    gateway.stop()
    assert logged(gateway, "Error Type: Runtime.ImportModuleError")


def test_function_over_its_time_limit_is_killed(start_gateway: StartGateway, is_running: Callable[[int], bool]) -> None:
    gateway = start_gateway("--timeout", "1")
    pid = gateway.get("/").json()["pid"]
    response = gateway.get("/?seconds=20")
    assert answer(response) == INTERNAL_SERVER_ERROR
    assert 1 <= response.elapsed.total_seconds() < 10
    assert gateway.get("/").json()["pid"] != pid
    assert not is_running(pid)
    gateway.stop()
    assert logged(gateway, "Error: Task timed out after 1.00 seconds")


def test_function_goes_on_when_the_api_or_the_client_has_given_up(
    start_gateway: StartGateway, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    gateway = start_gateway("--integration-timeout", "0.8")
    gateway.get("/")
    api, client = tmp_path / "api", tmp_path / "client"
    assert answer(gateway.get(f"/?seconds=1.2&touch={api}")) == SERVICE_UNAVAILABLE
    with pytest.raises(httpx.ReadTimeout):
        gateway.get(f"/?seconds=0.6&touch={client}", timeout=0.2)
    assert not api.exists()
    assert not client.exists()
    wait_until(lambda: api.exists() and client.exists())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stop_leaves_no_process(
    start_gateway: StartGateway,
    wait_until: Callable[..., None],
    is_running: Callable[[int], bool],
    number: signal.Signals,
) -> None:
    gateway = start_gateway()
    pids = [gateway.get("/").json()["pid"], gateway.get("/child").json()["child"]]
    with ThreadPoolExecutor() as pool:
        busy = pool.submit(httpx.get, f"{gateway.url}/?seconds=20", timeout=20)
        wait_until(lambda: gateway.metrics()["requests"] == 3)
        assert gateway.stop(number) == 0
        assert answer(busy.result()) == SERVICE_UNAVAILABLE
    assert not any(is_running(pid) for pid in pids)


def test_taken_port_is_named_in_one_line(gateway: Gateway) -> None:
    port = gateway.url.rpartition(":")[2]
    command = [sys.executable, "-m", "local.gateway", "--port", port, "--code", str(FUNCTION)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Cannot serve on 127.0.0.1:{port}: Address already in use. Free the port or choose another with --port\n"
    )


def test_init_over_its_time_limit_fails_the_request() -> None:
    config = FunctionConfig(FUNCTION, "slow_import.handler", sys.executable, os.environ.copy())

    async def invoke() -> tuple[object, int]:
        function = LambdaFunction(dataclasses.replace(config, init_timeout=0.5), Counters())
        outcome = await function.begin(b"{}", "Root=1-0-0")
        await function.close()
        return outcome, function.workers

    assert asyncio.run(invoke()) == (Failure("Sandbox.Timedout", "Init timed out after 0.50 seconds"), 0)
