"""What a client sees through the gateway of a function that works."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.integration.local.gateway.conftest import Gateway

MEGABYTE = 1024 * 1024


def test_handler_sees_the_event_and_the_client_its_answer(gateway: Gateway) -> None:
    response = gateway.get("/echo?skills=Python&skills=SQL", headers={"cookie": "x=1; y=2"})
    event = response.json()["event"]
    assert (response.status_code, response.headers["x-tiny"]) == (200, "yes")
    assert response.headers["apigw-requestid"] == event["requestContext"]["requestId"]
    assert event["queryStringParameters"] == {"skills": "Python,SQL"}
    assert event["cookies"] == ["x=1", "y=2"]


def test_every_cookie_of_the_handler_becomes_a_header(gateway: Gateway) -> None:
    assert gateway.get("/").headers.get_list("set-cookie") == ["a=1; HttpOnly", "b=2"]


def test_handler_finds_lambdas_variables_and_context(gateway: Gateway) -> None:
    seen = gateway.get("/").json()
    environment = seen["environment"]
    assert environment["GIVEN_VARIABLE"] == "given"
    assert environment["AWS_LAMBDA_FUNCTION_NAME"] == seen["function"] == "llm-backend"
    assert environment["AWS_EXECUTION_ENV"] == "AWS_Lambda_python3.13"
    assert seen["arn"].endswith(":function:llm-backend")
    assert 29_000 < seen["remaining_ms"] <= 30_000


def test_binary_bodies_survive_both_ways(gateway: Gateway) -> None:
    body = bytes(range(256))
    response = gateway.client.post("/reverse", content=body, headers={"content-type": "image/png"})
    assert response.content == body[::-1]


def test_result_without_a_status_is_a_json_body(gateway: Gateway) -> None:
    response = gateway.get("/plain")
    assert (response.status_code, response.json()) == (200, {"greeting": "hello"})
    assert response.headers["content-type"] == "application/json"


def test_preflight_is_answered_without_the_function(gateway: Gateway) -> None:
    headers = {"origin": "http://localhost:3000", "access-control-request-method": "POST"}
    response = gateway.client.options("/ai/ask", headers=headers)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "http://localhost:3000"
    assert "x-tiny" not in response.headers


def test_cors_headers_of_the_function_are_replaced(gateway: Gateway) -> None:
    response = gateway.get("/cors", headers={"origin": "http://localhost:3000"})
    assert response.headers.get_list("access-control-allow-origin") == ["http://localhost:3000"]


def test_logs_hold_the_handlers_lines_and_a_report(gateway: Gateway, wait_until: Callable[..., None]) -> None:
    gateway.get("/")
    gateway.get("/logged")
    wait_until(lambda: any(line.startswith("GET /logged 200 ") for line in gateway.lines))
    position = next(n for n, line in enumerate(gateway.lines) if line.startswith("GET /logged"))
    handler, report = gateway.lines[position - 2 : position]
    assert handler == "a line from the handler\n"
    assert re.fullmatch(
        r"REPORT RequestId: [0-9a-f-]{36}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\t"
        r"Memory Size: 512 MB(\tMax Memory Used: \d+ MB)?\n",
        report,
    )


def test_body_over_ten_megabytes_is_refused(gateway: Gateway) -> None:
    response = gateway.client.post("/", content=b"x" * (10 * MEGABYTE + 1))
    assert (response.status_code, response.json()) == (413, {"message": "Request Entity Too Large"})


def test_event_over_six_megabytes_is_refused_by_lambda(gateway: Gateway) -> None:
    headers = {"content-type": "text/plain"}
    response = gateway.client.post("/", content=b"x" * (6 * MEGABYTE + 100), headers=headers)
    assert (response.status_code, response.json()) == (413, {"message": "Request Entity Too Large"})
    assert gateway.client.post("/", content=b"x" * (5 * MEGABYTE), headers=headers).status_code == 200


def test_request_line_and_headers_over_ten_kilobytes_are_refused(gateway: Gateway) -> None:
    assert gateway.get("/", headers={"x-large": "x" * 9_000}).status_code == 200
    for response in (gateway.get("/", headers={"x-large": "x" * 100_000}), gateway.get("/?q=" + "x" * 10_240)):
        assert (response.status_code, response.json()) == (431, {"message": "Request Header Fields Too Large"})


def test_process_cannot_answer_a_request_that_is_not_its_own(gateway: Gateway) -> None:
    assert gateway.get("/answer-another-request").json() == {"status": 400}


def test_a_host_that_is_no_name_is_refused(gateway: Gateway) -> None:
    for host in ("evil.example:x", "a b", "user@host", "a:1:2", "[::1]:8000"):
        response = gateway.get("/", headers={"host": host})
        assert (response.status_code, response.json()) == (400, {"message": "Bad Request"})
    assert gateway.get("/", headers={"host": "api.example:8000"}).status_code == 200
