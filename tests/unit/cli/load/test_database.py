"""The client against a server that fails as PostgREST and proxies do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cli.load.database import JobsTable
from cli.project import ProjectError
from local.listener import HOST, serving_http

type Answer = tuple[int, object]


@contextmanager
def _serve(answers: list[Answer]) -> Iterator[str]:
    """A server that gives these answers one after the other; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            status, body = answers.pop(0)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815  (http.server names it)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
            pass

    with serving_http(ThreadingHTTPServer((HOST, 0), Handler)) as url:
        yield url


def read(answers: list[Answer]) -> tuple[object, list[float]]:
    """What reading all addresses gives, and the pauses it made."""
    pauses: list[float] = []
    with _serve(answers) as url, JobsTable(url, "sb_secret_x", pauses.append) as table:
        return table.addresses(), pauses


ROW = {"job_id": "a", "url": None, "has_url_duplicate": 0}


def test_passing_failures_are_tried_again_after_growing_pauses() -> None:
    found, pauses = read([(503, {}), (429, {}), (200, [ROW]), (502, "bad"), (200, [])])
    assert found == {"a": (None, 0)}
    assert pauses == [0.5, 1.0, 0.5]


def test_a_failure_that_stays_ends_in_one_line() -> None:
    with pytest.raises(ProjectError, match=r"answers 503: busy$"):
        read([(503, {"message": "busy"})] * 5)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((401, {"message": "Invalid API key"}), "refuses the key: set SUPABASE_SECRET_KEY"),
        ((403, {"code": "42501"}), "refuses the key: set SUPABASE_SECRET_KEY"),
        ((404, {"code": "PGRST205"}), "has no table public.jobs: apply the migrations first"),
        ((400, {"message": "column jobs.url does not exist"}), "answers 400: column jobs.url does not exist"),
        ((400, ["odd"]), "answers 400: Bad Request"),
    ],
)
def test_a_refusal_is_final_and_says_what_to_do(answer: Answer, says: str) -> None:
    with pytest.raises(ProjectError) as error:
        read([answer])
    assert says in str(error.value)
    assert "sb_secret_x" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://127.0.0.1:1", "cannot reach http://127.0.0.1:1: "),
        ("127.0.0.1:54321", "cannot reach 127.0.0.1:54321: "),
        ("http://127.0.0.1:port", "SUPABASE_URL is not an address: http://127.0.0.1:port"),
    ],
)
def test_an_address_that_does_not_answer_is_named(url: str, says: str) -> None:
    with pytest.raises(ProjectError) as error, JobsTable(url, "key", lambda _: None) as table:
        table.addresses()
    assert str(error.value).startswith(says)


@pytest.mark.parametrize("left", [[0], [1, 0], [7, 3, 0], [1, 1], [7, 3, 3]])
def test_months_are_counted_until_none_is_left_or_none_more_can_be(left: list[int]) -> None:
    answers: list[Answer] = [(200, number) for number in left]
    with _serve(answers) as url, JobsTable(url, "sb_secret_x") as table:
        table.count_months()

    assert answers == []
