"""The stand-in, served on a free port for the tests of the wire."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from local.bedrock.app import create_app
from local.bedrock.stand_in import StandIn
from local.listener import serving_app
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
    with serving_app(create_app(StandIn(Demo()))) as url, closing(connect(url)) as client:
        yield client
