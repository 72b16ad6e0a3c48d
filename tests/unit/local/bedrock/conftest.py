"""The stand-in, served on a free port for the tests of the wire."""

import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn

from local.bedrock.app import create_app
from local.bedrock.stand_in import StandIn
from local.standin.holdings import Database
from local.standin.vocabulary import Vocabulary
from tests.unit.local.bedrock.client import connect
from tests.unit.local.standin.demo import VOCABULARY

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient


class Demo(Database):
    """What the demo database holds, without one."""

    def __init__(self) -> None:
        super().__init__("", "")

    async def vocabulary(self) -> Vocabulary:
        return VOCABULARY


@pytest.fixture(scope="module")
def bedrock() -> "Iterator[BedrockRuntimeClient]":
    """A client of the stand-in, which a thread serves without pauses."""
    server = uvicorn.Server(uvicorn.Config(create_app(StandIn(Demo())), log_level="warning", lifespan="on"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        client = connect(f"http://127.0.0.1:{listener.getsockname()[1]}")
        yield client
        client.close()
        server.should_exit = True
        thread.join()
