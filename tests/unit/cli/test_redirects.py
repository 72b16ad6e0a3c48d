"""A server that sends elsewhere gets no key carried there: none of the commands that send one follows."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from typer.testing import CliRunner

from cli.deploy.smoke import smoke_checks
from cli.load.database import JobsTable
from cli.main import app
from cli.project import ProjectError, RestClient, Target
from evals.asking import api_at
from evals.asking import ask as ask_gold
from evals.postings import fetch_postings
from evals.questions import Question
from local.listener import HOST, serving_http

KEY = "eyJ-a-key-that-nobody-else-may-see"


def call(url: str) -> None:
    with RestClient(Target(url, KEY)) as project, pytest.raises(ProjectError, match="answers 30"):
        project.call("usage_by_day", {})


def load(url: str) -> None:
    with JobsTable(url, KEY) as table, pytest.raises(ProjectError, match="answers 30"):
        table.addresses()


def questions(url: str) -> None:
    assert CliRunner(env={"SUPABASE_URL": url, "SUPABASE_SECRET_KEY": KEY}).invoke(app, ["questions"]).exit_code == 1


def evaluate(url: str) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="Redirect response"):
        fetch_postings(url, KEY)


def gold(url: str) -> None:
    question = Question.model_validate({"ask": "How many?", "expect": {"kind": "decline"}})
    with api_at(url, KEY) as api:
        assert ask_gold(api, question).answer is None


def ask(url: str) -> None:
    assert CliRunner(env={"JOBLAB_API_KEY": KEY}).invoke(app, ["ask", "How many?", "--url", url]).exit_code == 1


def smoke(url: str) -> None:
    assert not any(outcome.passed for outcome in smoke_checks(url, url, "https://joblab.example", KEY))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("command", [call, load, questions, evaluate, gold, ask, smoke])
def test_a_redirect_to_another_host_is_refused(command: Callable[[str], None], status: int) -> None:
    with ExitStack() as servers:
        elsewhere, seen_elsewhere = servers.enter_context(serving(200, ""))
        sending, seen = servers.enter_context(serving(status, elsewhere.replace(HOST, "localhost")))
        command(sending)

    assert any(KEY in "".join(headers.values()) for headers in seen)
    assert seen_elsewhere == []


@contextmanager
def serving(status: int, location: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that sends every request to the same path elsewhere; yields its address and the headers that it got."""
    seen: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(dict(self.headers.items()))
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(status)
            self.send_header("location", location + self.path)
            self.send_header("content-length", "0")
            self.end_headers()

        do_POST = do_OPTIONS = do_GET  # noqa: N815  (http.server names them)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (http.server names it)
            """Keep quiet."""

    with serving_http(ThreadingHTTPServer((HOST, 0), Handler)) as url:
        yield url, seen
