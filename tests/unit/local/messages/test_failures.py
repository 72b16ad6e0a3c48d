"""What goes wrong at the model's server, or on the way to it, as the caller of Bedrock sees it."""

import socket
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from botocore.exceptions import EventStreamError

from local.wire import Played
from tests.unit.local.bedrock.client import connect
from tests.unit.local.messages.asking import events, refusal, request, stop_reason
from tests.unit.local.messages.conftest import READ_SECONDS, endpoint_before
from tests.unit.local.messages.server import (
    FOR_EVER,
    MessagesServer,
    begun,
    ended,
    grown,
    refused,
    reply,
    started,
    streamed,
    text,
)

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

ANSWER = [started(), *text(0, "One, two."), *ended("end_turn")]
STATUSES = {
    400: ("ValidationException", 400),
    401: ("AccessDeniedException", 403),
    402: ("AccessDeniedException", 403),
    403: ("AccessDeniedException", 403),
    404: ("ResourceNotFoundException", 404),
    405: ("ValidationException", 400),
    408: ("ModelTimeoutException", 408),
    413: ("ValidationException", 400),
    422: ("ValidationException", 400),
    429: ("ThrottlingException", 429),
    500: ("InternalServerException", 500),
    502: ("InternalServerException", 500),
    503: ("ServiceUnavailableException", 503),
    504: ("ModelTimeoutException", 408),
    529: ("ServiceUnavailableException", 503),
}


@pytest.mark.parametrize(("status", "expected"), STATUSES.items())
def test_every_status_has_bedrocks_error(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, status: int, expected: tuple[str, int]
) -> None:
    server.script = [refused(status, "some_error", "This is why.")]

    response = refusal(bedrock).response

    assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == expected
    assert "This is why." in response["Error"]["Message"]
    assert len(server.requests) == 1


def test_what_is_too_long_is_said_in_bedrocks_words(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [refused(413, "request_too_large", "Request exceeds the maximum size")]

    assert "Input is too long for requested model." in str(refusal(bedrock))


@pytest.mark.parametrize("body", [b"", b"<h1>Bad gateway</h1>", b"[]", b'{"error": "no such model"}'])
def test_an_error_need_not_be_in_anthropics_form(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, body: bytes
) -> None:
    server.script = [Played((body,) if body else (), 502)]

    assert refusal(bedrock).response["Error"]["Code"] == "InternalServerException"


@pytest.mark.parametrize("status", [429, 529, 503])
def test_when_to_come_again_is_passed_on(bedrock: "BedrockRuntimeClient", server: MessagesServer, status: int) -> None:
    server.script = [refused(status, "some_error", "Slow down.", retry_after="7")]

    headers = refusal(bedrock).response["ResponseMetadata"]["HTTPHeaders"]

    assert (headers["retry-after"], headers["x-amz-retry-after"]) == ("7", "7000")


def test_a_date_to_come_again_is_left_out(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [refused(429, "rate_limit_error", "Slow down.", retry_after="Fri, 27 Nov 2026 12:00:00 GMT")]

    assert "retry-after" not in refusal(bedrock).response["ResponseMetadata"]["HTTPHeaders"]


@pytest.mark.parametrize(("status", "kind"), [(429, "rate_limit_error"), (529, "overloaded_error")])
def test_the_callers_retries_wait_as_long_as_they_are_told(
    endpoint: str, server: MessagesServer, status: int, kind: str
) -> None:
    server.script = [refused(status, kind, "Slow down.", retry_after="1"), streamed(*ANSWER)]
    begin = time.monotonic()

    with closing(connect(endpoint, attempts=3)) as client:
        assert stop_reason(events(client)) == "end_turn"

    assert time.monotonic() - begin >= 1


def test_an_error_instead_of_a_reply_may_be_retried(endpoint: str, server: MessagesServer) -> None:
    overloaded = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    server.script = [streamed(overloaded), streamed(*ANSWER)]

    with closing(connect(endpoint, attempts=3)) as client:
        assert stop_reason(events(client)) == "end_turn"


MID_STREAM = {
    "overloaded_error": "serviceUnavailableException",
    "rate_limit_error": "throttlingException",
    "api_error": "internalServerException",
    "error_of_2027": "internalServerException",
    "invalid_request_error": "validationException",
    "request_too_large": "validationException",
    "authentication_error": "modelStreamErrorException",
    "permission_error": "modelStreamErrorException",
    "not_found_error": "modelStreamErrorException",
    "timeout_error": "modelStreamErrorException",
}


@pytest.mark.parametrize(("kind", "code"), MID_STREAM.items())
def test_an_error_in_the_middle_breaks_the_stream_off(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, kind: str, code: str
) -> None:
    error = {"type": "error", "error": {"type": kind, "message": "This is why."}}
    server.script = [streamed(*ANSWER[:3], error)]
    with closing(bedrock.converse_stream(**request())["stream"]) as stream:
        rest = iter(stream)
        came = [next(iter(next(rest))) for _ in range(2)]
        with pytest.raises(EventStreamError) as caught:
            next(rest)

    assert came == ["messageStart", "contentBlockDelta"]
    assert caught.value.response["Error"]["Code"] == code
    assert "This is why." in caught.value.response["Error"]["Message"]


NONSENSE: dict[str, Any] = {
    "no JSON": b"event: content_block_delta\ndata: {oops\n\n",
    "a list": b"event: content_block_delta\ndata: []\n\n",
    "a number": b"event: content_block_delta\ndata: 7\n\n",
    "no UTF-8": b"event: content_block_delta\ndata: \xff\xfe\n\n",
    "no type": b'event: odd\ndata: {"type": null}\n\n',
    "a delta of nothing": {"type": "content_block_delta"},
    "a block of nothing": {"type": "content_block_start", "index": 0, "content_block": None},
    "an index that is none": {"type": "content_block_stop", "index": "first"},
    "an error of no kind": {"type": "error", "error": "boom"},
}


@pytest.mark.parametrize("event", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_no_reply(bedrock: "BedrockRuntimeClient", server: MessagesServer, event: Any) -> None:
    server.script = [streamed(event), streamed(*ANSWER[:3], event, *ANSWER[3:])]

    assert refusal(bedrock).response["Error"]["Code"] == "ModelErrorException"
    assert refusal(bedrock).response["Error"]["Code"] == "modelStreamErrorException"


@pytest.mark.parametrize("body", [b"", b"<html>Welcome</html>", b'{"id": "chatcmpl-1", "choices": []}'])
def test_another_servers_answer_is_no_reply(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, body: bytes
) -> None:
    server.script = [Played((body,) if body else ())]

    assert refusal(bedrock).response["Error"]["Code"] == "ModelErrorException"


@pytest.mark.parametrize("sent", range(1, len(ANSWER)))
def test_a_reply_that_ends_early_is_broken_off(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, sent: int
) -> None:
    server.script = [streamed(*ANSWER[:sent])]

    assert refusal(bedrock).response["Error"]["Code"] == "modelStreamErrorException"


def test_a_connection_that_is_cut_is_broken_off(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [streamed(*ANSWER[:3], cut=True), streamed(cut=True)]

    assert refusal(bedrock).response["Error"]["Code"] == "internalServerException"
    assert refusal(bedrock).response["Error"]["Code"] == "InternalServerException"


def test_a_server_that_is_not_there(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with endpoint_before(nobody) as endpoint, closing(connect(endpoint)) as client:
        error = refusal(client)

    assert error.response["Error"]["Code"] == "InternalServerException"
    assert nobody in caplog.text


def test_a_server_that_does_not_answer(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [streamed(*ANSWER, pauses=(FOR_EVER,))]
    begin = time.monotonic()

    response = refusal(bedrock).response

    assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == ("ModelTimeoutException", 408)
    assert READ_SECONDS <= time.monotonic() - begin < READ_SECONDS + 3
    assert server.hung_up.wait(5)


def test_a_server_that_falls_silent(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [streamed(*ANSWER, pauses=(0, 0, 0, FOR_EVER))]

    assert refusal(bedrock).response["Error"]["Code"] == "modelStreamErrorException"
    assert server.hung_up.wait(5)


@pytest.mark.parametrize("operation", ["converse", "converse-stream"])
def test_a_caller_that_hangs_up_before_the_reply_ends_the_request(server: MessagesServer, operation: str) -> None:
    server.script = [streamed(*ANSWER, pauses=(FOR_EVER,))]
    body = {"messages": [{"role": "user", "content": [{"text": "How many jobs?"}]}]}

    with endpoint_before(server.url, read_seconds=FOR_EVER) as endpoint:
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{endpoint}/model/claude-haiku-5-5/{operation}", json=body, timeout=0.5)

        assert server.hung_up.wait(5)


def test_a_caller_that_hangs_up_within_the_reply_ends_the_request(server: MessagesServer) -> None:
    server.script = [streamed(*ANSWER, pauses=(0, 0, 0, FOR_EVER))]

    with endpoint_before(server.url, read_seconds=FOR_EVER) as endpoint, closing(connect(endpoint)) as client:
        stream = client.converse_stream(**request())["stream"]
        next(iter(stream))
        stream.close()

        assert server.hung_up.wait(5)


def test_one_failure_does_not_spoil_the_next_request(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    grown_without_end = [begun(0, {"type": "text", "text": ""}), grown(0, "text_delta", text="One")]
    server.script = [streamed(started(), *grown_without_end, cut=True), reply(text(0, "Two."))]

    refusal(bedrock)

    assert stop_reason(events(bedrock)) == "end_turn"
