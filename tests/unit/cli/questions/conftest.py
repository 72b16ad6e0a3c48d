"""The command, before a project that plays a script."""

from collections.abc import Callable, Iterator

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from tests.unit.api.wire import WireServer, serve

type Run = Callable[..., Result]


@pytest.fixture
def rest() -> Iterator[WireServer]:
    """PostgREST on loopback."""
    yield from serve()


@pytest.fixture
def joblab(rest: WireServer, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`joblab` with these arguments, on that project; `typed` is what somebody types."""
    monkeypatch.setenv("SUPABASE_URL", rest.url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", "sb_secret_x")
    return lambda *arguments, typed=None: CliRunner().invoke(app, [str(each) for each in arguments], input=typed)
