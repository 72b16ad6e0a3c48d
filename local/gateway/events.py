"""From an HTTP request to the event that an HTTP API sends to Lambda (payload format 2.0).

Fields: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from starlette.types import Scope

ACCOUNT_ID = "000000000000"
_TEXT_TYPES = ("application/json", "application/javascript", "application/xml")
_HOP_BY_HOP = frozenset(
    {"connection", "expect", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"}
)

type Json = dict[str, object]


@dataclass(frozen=True)
class Arrival:
    """What the gateway itself knows of a request."""

    request_id: str
    trace_id: str
    time: datetime


def api_event(scope: Scope, body: bytes, arrival: Arrival) -> Json:
    """Build the event for one request; absent parts (cookies, query, body) are left out, as on AWS."""
    headers = _headers(scope, arrival)
    cookies = headers.pop("cookie", None)
    query = scope["query_string"].decode("latin-1")
    event: Json = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": _path(scope),
        "rawQueryString": query,
        "headers": headers,
        "requestContext": _request_context(scope, headers, arrival),
        "isBase64Encoded": False,
    }
    if cookies is not None:
        event["cookies"] = [cookie.strip() for cookie in cookies.split(";")]
    if query:
        event["queryStringParameters"] = _join(parse_qsl(query, keep_blank_values=True))
    if body:
        event |= _body(body, headers.get("content-type", ""))
    return event


def _path(scope: Scope) -> str:
    """The path, percent-decoded and cut at a decoded question mark: what an HTTP API calls raw.

    Observed on AWS: https://github.com/middleapi/standard-server/pull/93
    """
    path: str = scope["path"]
    return path.partition("?")[0]


def _headers(scope: Scope, arrival: Arrival) -> dict[str, str]:
    """Lower-case names, duplicates joined (cookies by a semicolon), and what AWS's edge adds."""
    received = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]
    headers = _join((name, value) for name, value in received if name not in _HOP_BY_HOP | {"cookie"})
    if cookies := [value for name, value in received if name == "cookie"]:
        headers["cookie"] = "; ".join(cookies)
    client, server = scope["client"], scope["server"]
    forwarded = headers.get("x-forwarded-for")
    return headers | {
        "x-amzn-trace-id": arrival.trace_id,
        "x-forwarded-for": f"{forwarded}, {client[0]}" if forwarded else client[0],
        "x-forwarded-port": str(server[1]),
        "x-forwarded-proto": scope["scheme"],
    }


def _join(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def _request_context(scope: Scope, headers: dict[str, str], arrival: Arrival) -> Json:
    domain = headers.get("host", scope["server"][0]).rpartition("@")[2].split(":")[0]
    return {
        "accountId": ACCOUNT_ID,
        "apiId": "local",
        "domainName": domain,
        "domainPrefix": domain.split(".")[0],
        "http": {
            "method": scope["method"],
            "path": _path(scope),
            "protocol": f"HTTP/{scope['http_version']}",
            "sourceIp": scope["client"][0],
            "userAgent": headers.get("user-agent", ""),
        },
        "requestId": arrival.request_id,
        "routeKey": "$default",
        "stage": "$default",
        "time": arrival.time.strftime("%d/%b/%Y:%H:%M:%S %z"),
        "timeEpoch": int(arrival.time.timestamp() * 1000),
    }


def _body(body: bytes, content_type: str) -> Json:
    """Text as text, the rest (forms, uploads, images, not UTF-8) as base64."""
    media_type = content_type.partition(";")[0].strip().lower()
    is_text = media_type.startswith("text/") or media_type.endswith(("+json", "+xml")) or media_type in _TEXT_TYPES
    if is_text:
        try:
            return {"body": body.decode("utf-8"), "isBase64Encoded": False}
        except UnicodeDecodeError:
            pass
    return {"body": base64.b64encode(body).decode("ascii"), "isBase64Encoded": True}
