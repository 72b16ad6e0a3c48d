"""The function as deployed into moto, run by the local gateway: its secret, its log; `joblab smoke` on the whole."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from typer.testing import CliRunner

import cli.parts
from cli.parts import Part, api_environment
from local.listener import HOST, serving_http
from local.supabase.project import Project
from tests.integration.deploy.conftest import MARKER, Account, app

NOBODY = f"http://{HOST}:9"


@contextmanager
def supabase_that_remembers(seen: list[str]) -> Iterator[str]:
    """Refuses every call with a word of the caller's own token, and keeps the token."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            token = self.headers["authorization"]
            seen.append(token)
            body = f'{{"message": "bad token {token}"}}'.encode()
            self.send_response(401)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815  (http.server names it)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (http.server names it)
            """Keep quiet."""

    with serving_http(ThreadingHTTPServer((HOST, 0), Handler)) as url:
        yield url


def running(part: Part, lines: list[str]) -> AbstractContextManager[str]:
    """The address of a part; its log goes into `lines`."""
    return cli.parts.running(part, lambda _, line: lines.append(line))


def test_the_secret_reaches_supabase_and_no_log_line(make_account: Callable[[], Account]) -> None:
    account = make_account()
    assert account.deploy("LogLevel=DEBUG").exit_code == 0
    function = account.client("lambda").get_function_configuration(FunctionName="llm-backend", Qualifier="live")
    seen: list[str] = []
    lines: list[str] = []
    with supabase_that_remembers(seen) as supabase:
        environment = {
            **os.environ,
            **function["Environment"]["Variables"],
            "SUPABASE_URL": supabase,
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": NOBODY,
        }
        with running(Part.module("gateway", 0, environment), lines) as url, httpx.Client(base_url=url) as api:
            ready = api.get("/health/ready", timeout=30)
            asked = api.post("/ai/ask", json={"prompt": "How many jobs?"}, timeout=40)

    assert (ready.status_code, asked.is_server_error) == (503, True)
    assert f"Bearer {MARKER}" in seen
    assert any('"message":"request"' in line for line in lines)
    for text in (ready.text, asked.text, *lines):
        assert MARKER not in text


def test_smoke_passes_on_the_local_system_and_its_streaming_door(demo_supabase: Project) -> None:
    lines: list[str] = []
    with running(Part.model(demo_supabase, 0, "--delta-ms", "0"), lines) as bedrock:
        environment = api_environment(demo_supabase, bedrock)
        gateway, door = Part.module("gateway", 0, environment), Part.door(0, environment)
        with running(gateway, lines) as url, running(door, lines) as stream_url:
            smoked = CliRunner().invoke(app, ["smoke", url, "--stream-url", stream_url])

    assert smoked.exit_code == 0, smoked.output
    assert smoked.output.count(" ok ") == 7
