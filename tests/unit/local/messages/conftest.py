"""The endpoint of Bedrock before a scripted server of the Messages API, each on a free port."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from local.bedrock.app import create_app
from local.listener import serving_app
from local.messages.upstream import Upstream
from tests.unit.local.bedrock.client import connect
from tests.unit.local.messages.server import MessagesServer, serving

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

# How long the endpoint waits for the server.
READ_SECONDS = 1.0


@contextmanager
def endpoint_before(address: str, read_seconds: float = READ_SECONDS) -> Iterator[str]:
    """The address of the endpoint before that server."""
    # Here, since every worker imports this file, and anthropic takes a second.
    from local.messages.model import MessagesModel

    model = MessagesModel(Upstream(address, "test-key"), read_seconds)
    with serving_app(create_app(model)) as url:
        yield url


@pytest.fixture(scope="module")
def _started() -> Iterator[MessagesServer]:
    with serving(MessagesServer()) as server:
        yield server


@pytest.fixture
def server(_started: MessagesServer) -> MessagesServer:
    """What the model's server says is in its `script`."""
    _started.script, _started.requests = [], []
    _started.hung_up.clear()
    return _started


@pytest.fixture(scope="module")
def endpoint(_started: MessagesServer) -> Iterator[str]:
    """The address of the endpoint."""
    with endpoint_before(_started.url) as address:
        yield address


@pytest.fixture(scope="module")
def bedrock(endpoint: str) -> "Iterator[BedrockRuntimeClient]":
    """A client of the endpoint that retries nothing."""
    client = connect(endpoint)
    yield client
    client.close()
