"""The API under test, whole: events go in, and what it sends to its upstreams is answered by a script."""

import asyncio
import functools
import logging
import runpy
from collections.abc import Iterator
from io import StringIO

import botocore.session
import httpx
import pytest
from mangum import Mangum

from joblab.app import create_stream_app
from joblab.telemetry.logs import logger
from local.listener import serving_app
from local.wire import BEGUN, DESCRIPTION, ENVIRONMENT, answer, gateway_event
from tests.unit.api.wire import Answer, Invoke, LambdaContext, WireServer, serve

MODEL_SETTINGS = ("BEDROCK_MODEL_ID", "BEDROCK_TEMPERATURE", "BEDROCK_PRICES", "BEDROCK_CACHE_MINIMUM")


@pytest.fixture(scope="session", autouse=True)
def _one_loader() -> Iterator[None]:
    """botocore reads its data once, not for every app that a test makes; that is most of what making one takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.session, "create_loader", functools.cache(botocore.session.create_loader))
        yield


@pytest.fixture
def bedrock() -> Iterator[WireServer]:
    """The Bedrock Runtime: give it a script of `reply(...)` and errors."""
    yield from serve()


@pytest.fixture
def database() -> Iterator[WireServer]:
    """PostgREST: give `by_path` the answers of SQL functions by name. Conversations and the catalogue are there."""
    for server in serve():
        server.by_path = {
            "/describe_data": answer(DESCRIPTION),
            "/begin_turn": answer(BEGUN),
            "/end_turn": answer(None),
        }
        yield server


@pytest.fixture
def event_loop() -> Iterator[None]:
    """The loop that Mangum expects to find, as on Lambda."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    loop.run_until_complete(loop.shutdown_default_executor())
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture
def environment(bedrock: WireServer, database: WireServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of a deployed function, its upstreams on loopback."""
    for name in ("SUPABASE_SERVICE_ROLE_KEY", "API_KEYS", "LOG_LEVEL", *MODEL_SETTINGS):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", bedrock.url)
    monkeypatch.setenv("SUPABASE_URL", database.url)


@pytest.fixture
def handler(event_loop: None, environment: None) -> Iterator[Mangum]:
    """What Lambda calls."""
    module = runpy.run_path("api/lambda_handler.py")
    yield module["lambda_handler"]
    for jobs in (module["app"].state.jobs, module["app"].state.public_jobs):
        jobs.close()


@pytest.fixture
def invoke(handler: Mangum) -> Invoke:
    """`invoke("POST", "/ai/ask", {"prompt": "…"})` sends a whole API Gateway event."""

    def send(
        method: str,
        path: str,
        body: object = None,
        *,
        query: str = "",
        headers: dict[str, str] | None = None,
        milliseconds: int = 30_000,
    ) -> Answer:
        event = gateway_event(method, path, body, query, headers or {})
        response = handler(event, LambdaContext(milliseconds))  # type: ignore[arg-type]  # the part of it that is read
        return Answer(response["statusCode"], dict(response["headers"]), response["body"])

    return send


@pytest.fixture
def door(environment: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """The app under uvicorn, as the streaming door runs it."""
    monkeypatch.delenv("AWS_LAMBDA_FUNCTION_NAME")
    monkeypatch.setenv("CORS_ORIGINS", "http://localhost:3000")
    app = create_stream_app()
    with serving_app(app) as url, httpx.Client(base_url=url, timeout=10) as client:
        yield client
    app.state.jobs.close()
    app.state.public_jobs.close()


@pytest.fixture
def log(environment: None) -> Iterator[StringIO]:
    """What the application logs, as CloudWatch would receive it."""
    stream = StringIO()
    lines = logging.StreamHandler(stream)
    lines.setFormatter(logger.registered_formatter)
    logger.addHandler(lines)
    yield stream
    logging.getLogger(logger.service).removeHandler(lines)
