import json
from pathlib import Path
from typing import Any

import pytest

from local.gateway.answers import InvalidAnswerError, http_response

CASES = sorted((Path(__file__).parent / "answers").glob("*.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_result_becomes_the_whole_response(case: Path) -> None:
    given: dict[str, Any] = json.loads(case.read_text())
    response = http_response(json.dumps(given["result"]).encode())
    assert {
        "status": response.status_code,
        "headers": [[name, value] for name, value in response.headers.items()],
        "body": bytes(response.body).decode(),
    } == given["response"]


@pytest.mark.parametrize(
    "payload",
    [
        b"not json",
        b'{"statusCode": "fine"}',
        b'{"statusCode": 42}',
        b'{"statusCode": 200, "headers": ["a"]}',
        b'{"statusCode": 200, "body": {"a": 1}}',
        b'{"statusCode": 200, "body": "%%%", "isBase64Encoded": true}',
        '{"statusCode": 200, "headers": {"x": "日本"}}'.encode(),
    ],
)
def test_result_that_is_no_http_answer_is_refused(payload: bytes) -> None:
    with pytest.raises(InvalidAnswerError):
        http_response(payload)
