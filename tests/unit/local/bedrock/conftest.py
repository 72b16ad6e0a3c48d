"""The stand-in, served on a free port for the tests of the wire."""

import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn

from local.bedrock.app import create_app
from local.bedrock.stand_in import StandIn
from tests.unit.local.bedrock.client import connect

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient


@pytest.fixture(scope="module")
def bedrock() -> "Iterator[BedrockRuntimeClient]":
    """A client of the stand-in, which a thread serves without pauses."""
    server = uvicorn.Server(uvicorn.Config(create_app(StandIn()), log_level="warning", lifespan="on"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        client = connect(f"http://127.0.0.1:{listener.getsockname()[1]}")
        yield client
        client.close()
        server.should_exit = True
        thread.join()
