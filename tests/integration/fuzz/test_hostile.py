"""Hostile requests are refused, or answered, at once, and cost no memory to speak of."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from joblab.errors import LONGEST_NAME, MOST_FIELDS, Problem
from tests.integration.fuzz.conftest import Door
from tests.integration.fuzz.hostile import ANSWERED, BODIES, CONTENT_TYPES, HEADERS, QUERIES, chat, history

# Seconds of CPU, and MB, that the largest request takes of the process that serves it: a body of 1 MB is there as text,
# as bytes and as what JSON makes of it.
MOST_SECONDS = 1.0
MOST_MEGABYTES = 40
JSON = {"content-type": "application/json"}
# The edge's own answers: to a Host that is none, to an event above 6 MB, to a line and headers above 10,240 bytes.
OF_THE_EDGE = {400: "Bad Request", 413: "Request Entity Too Large", 431: "Request Header Fields Too Large"}


@contextmanager
def cheap(door: Door) -> Iterator[None]:
    """What happens meanwhile takes little of the processes behind the door."""
    processes = door.processes()
    for process in processes:
        (process / "clear_refs").write_text("5")  # the peak begins anew
    before = [(_seconds(process), _megabytes(process, "VmRSS")) for process in processes]
    yield
    for process, (seconds, megabytes) in zip(processes, before, strict=True):
        assert _seconds(process) - seconds < MOST_SECONDS
        assert _megabytes(process, "VmHWM") - megabytes < MOST_MEGABYTES


def _seconds(process: Path) -> float:
    """Of CPU, user and system."""
    user, system = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: Path, name: str) -> int:
    lines = (process / "status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(f"{name}:"))


def check_refusal(response: httpx.Response) -> None:
    """It is in our form, short, and no failure of ours."""
    assert 400 <= response.status_code < 500, response.text
    if response.headers["content-type"] == "application/json":
        assert response.json() == {"message": OF_THE_EDGE[response.status_code]}
        return
    assert response.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate_json(response.content)
    assert problem.status == response.status_code
    errors = problem.errors or []
    assert len(errors) <= MOST_FIELDS
    assert all(len(error.field) <= LONGEST_NAME for error in errors)
    assert len(response.content) < 20_000


@pytest.fixture(scope="module", autouse=True)
def warm(gateway: Door, streaming: Door) -> None:
    """Both doors have answered before."""
    for door in (gateway, streaming, gateway, streaming):
        door.client.post("/ai/chat", content=chat(), headers=JSON).raise_for_status()


@pytest.mark.parametrize("path", ANSWERED)
@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body(gateway: Door, path: str, name: str) -> None:
    send_body(gateway, path, name)


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_at_the_streaming_door(streaming: Door, name: str) -> None:
    send_body(streaming, "/ai/chat", name)


def send_body(door: Door, path: str, name: str) -> None:
    content = BODIES[name]()
    with cheap(door):
        response = door.client.post(path, content=content, headers=JSON)
    if name in ANSWERED[path]:
        assert response.status_code == 200, response.text
    else:
        check_refusal(response)


@pytest.mark.parametrize("path", ["/stats", "/jobs", "/stats/overview"])
@pytest.mark.parametrize("name", QUERIES)
def test_a_hostile_query(gateway: Door, path: str, name: str) -> None:
    with cheap(gateway):
        response = gateway.client.get(raw(gateway, path, QUERIES[name]))
    if response.status_code != 200:
        check_refusal(response)


@pytest.mark.parametrize("name", ["11 KB", "1,000 groups"])
def test_a_long_query_at_the_streaming_door(streaming: Door, name: str) -> None:
    response = streaming.client.post(raw(streaming, "/ai/chat", QUERIES[name]), content=chat(), headers=JSON)

    check_refusal(response)
    assert response.status_code == 414


def raw(door: Door, path: str, query: str) -> httpx.URL:
    """The address as written: httpx would mend it."""
    return httpx.URL(door.url).copy_with(raw_path=f"{path}?{query}".encode())


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
@pytest.mark.parametrize("path", ANSWERED)
def test_a_content_type_that_is_not_ours(gateway: Door, path: str, content_type: str) -> None:
    sent = httpx.Headers({"content-type": content_type}, encoding="latin-1")

    response = gateway.client.post(path, content=chat(), headers=sent)

    check_refusal(response)


@pytest.mark.parametrize("name", HEADERS)
def test_a_hostile_header(gateway: Door, streaming: Door, name: str) -> None:
    header, value = HEADERS[name]
    sent = httpx.Headers({**JSON, header: value}, encoding="latin-1")

    responses = [
        gateway.client.get("/stats", headers=sent),
        gateway.client.post("/ai/chat", content=chat(), headers=sent),
        streaming.client.post("/ai/chat", content=chat(), headers=sent),
    ]

    for response in responses:
        if response.status_code not in {200, 304}:
            check_refusal(response)


def test_a_body_whose_length_nobody_knows(gateway: Door, streaming: Door) -> None:
    for door in (gateway, streaming):
        response = door.client.post("/ai/chat", content=iter([b" " * 100_000] * 11), headers=JSON)

        check_refusal(response)
        assert response.status_code == 413


def test_what_is_sent_again_and_again_leaves_nothing_behind(gateway: Door, streaming: Door) -> None:
    content = history(961_000)
    for door in (gateway, streaming):
        sizes = []
        for _ in range(2):
            for _ in range(16):
                door.client.post("/ai/chat", content=content, headers=JSON).raise_for_status()
            sizes.append(sum(_megabytes(process, "VmRSS") for process in door.processes()))

        assert sizes[1] - sizes[0] < 10  # of 16 MB
