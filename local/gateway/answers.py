"""From what the Lambda function returned to an HTTP response (payload format 2.0)."""

import base64
import binascii
import json

from pydantic import BaseModel, Field, ValidationError
from starlette.responses import Response

_DROPPED_HEADERS = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding", "upgrade"})


class InvalidAnswerError(Exception):
    """What the function returned is no HTTP answer."""


class _ProxyAnswer(BaseModel):
    status_code: int = Field(alias="statusCode", ge=100, le=599)
    headers: dict[str, str | bool | int | float] | None = None
    cookies: list[str] | None = None
    body: str | None = None
    is_base64_encoded: bool = Field(alias="isBase64Encoded", default=False)


def http_response(payload: bytes) -> Response:
    """Translate a function's result.

    Raises:
        InvalidAnswerError: it is not JSON, or its statusCode, headers, cookies or body cannot be used.
    """
    try:
        result = json.loads(payload)
        if not isinstance(result, dict) or "statusCode" not in result:
            return _inferred(result, payload)
        return _translated(_ProxyAnswer.model_validate(result))
    except (ValueError, ValidationError, binascii.Error) as exc:
        raise InvalidAnswerError(str(exc)) from exc


def _inferred(result: object, payload: bytes) -> Response:
    """A result without a statusCode is the body of a 200; a string without its quotes."""
    body = result.encode() if isinstance(result, str) else payload
    return Response(body, media_type="application/json")


def _translated(answer: _ProxyAnswer) -> Response:
    text = (answer.body or "").encode("utf-8")
    body = base64.b64decode(text, validate=True) if answer.is_base64_encoded else text
    headers = {name.lower(): _header_value(value) for name, value in (answer.headers or {}).items()}
    headers.setdefault("content-type", "text/plain;charset=UTF-8")
    kept = {name: value for name, value in headers.items() if name not in _DROPPED_HEADERS}
    response = Response(body, status_code=answer.status_code, headers=kept)
    for cookie in answer.cookies or []:
        response.headers.append("set-cookie", cookie)
    return response


def _header_value(value: str | bool | int | float) -> str:
    return value if isinstance(value, str) else json.dumps(value)
