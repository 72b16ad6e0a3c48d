"""What the recorder sends on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest
from botocore.exceptions import NoCredentialsError

from evals.bedrock import forward_to
from evals.cassette import Cassette, Response, serving

PATH = "/model/x/converse-stream"


@contextmanager
def endpoint(answer: Response) -> Iterator[str]:
    with serving(Cassette(date(2026, 1, 1), forward=lambda *_: answer)) as url:
        yield url


def test_a_request_reaches_the_endpoint_and_its_answer_comes_back() -> None:
    answer = Response(429, "application/json", b"{}", "ThrottlingException")

    with endpoint(answer) as url:
        assert forward_to(url, sign=False)(PATH, b"{}") == answer


@pytest.mark.parametrize(("token", "scheme"), [("", "AWS4-HMAC-SHA256 Credential=key-id/"), ("token", "Bearer token")])
def test_requests_to_amazon_are_authorized_anew(monkeypatch: pytest.MonkeyPatch, token: str, scheme: str) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key-id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "key")
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", token)
    sent: dict[str, str] = {}

    def post(url: str, content: bytes, headers: dict[str, str], timeout: float) -> httpx.Response:
        sent.update(headers)
        return httpx.Response(200)

    monkeypatch.setattr(httpx, "post", post)
    forward_to("https://bedrock.example", sign=True)(PATH, b"{}")

    assert sent["Authorization"].startswith(scheme)


def test_without_credentials_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_BEARER_TOKEN_BEDROCK", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))

    with pytest.raises(NoCredentialsError):
        forward_to("http://127.0.0.1:9", sign=True)(PATH, b"{}")
