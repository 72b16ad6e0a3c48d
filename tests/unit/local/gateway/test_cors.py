from collections.abc import Callable

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from local.gateway.cors import Cors

PAGE = "http://localhost:3000"
PREFLIGHT = [["origin", PAGE], ["access-control-request-method", "POST"]]


def cors_headers(response: Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name.startswith("access-control-")}


def test_preflight_from_an_allowed_origin(build_scope: Callable[..., Scope]) -> None:
    response = Cors.from_setting(f"https://a.example, {PAGE}").preflight(
        Request(build_scope("OPTIONS", "/ai/ask", PREFLIGHT))
    )
    assert response is not None
    assert response.status_code == 204
    assert cors_headers(response) == {
        "access-control-allow-origin": PAGE,
        "access-control-allow-methods": "GET,OPTIONS,POST",
        "access-control-allow-headers": "authorization,content-type,user-agent,x-api-key",
        "access-control-max-age": "300",
    }


def test_preflight_from_another_origin_gets_no_permission(build_scope: Callable[..., Scope]) -> None:
    response = Cors(("https://a.example",)).preflight(Request(build_scope("OPTIONS", "/", PREFLIGHT)))
    assert response is not None
    assert response.status_code == 204
    assert cors_headers(response) == {}


@pytest.mark.parametrize(
    ("method", "headers"),
    [("OPTIONS", [["origin", PAGE]]), ("OPTIONS", PREFLIGHT[1:]), ("POST", PREFLIGHT)],
    ids=["no method asked for", "no origin", "not OPTIONS"],
)
def test_what_is_no_preflight_goes_to_the_backend(
    method: str, headers: list[list[str]], build_scope: Callable[..., Scope]
) -> None:
    assert Cors((PAGE,)).preflight(Request(build_scope(method, "/", headers))) is None


@pytest.mark.parametrize(
    ("setting", "origin", "allowed"),
    [
        (PAGE, PAGE, PAGE),
        (PAGE, "http://localhost:3001", None),
        ("*", "https://x.example", "*"),
        ("https://*", "https://x.example", "https://x.example"),
        ("https://*", "http://x.example", None),
        (PAGE, None, None),
    ],
)
def test_response_gets_our_headers_in_place_of_the_backends(
    setting: str, origin: str | None, allowed: str | None, build_scope: Callable[..., Scope]
) -> None:
    headers = [["origin", origin]] if origin else []
    response = Response(headers={"Access-Control-Allow-Origin": "https://evil.example", "vary": "origin"})
    Cors.from_setting(setting).apply(Request(build_scope("GET", "/", headers)), response)
    expected = {"access-control-expose-headers": "apigw-requestid,retry-after,x-request-id"}
    assert cors_headers(response) == ({"access-control-allow-origin": allowed} | expected if allowed else {})
    assert response.headers["vary"] == "origin"


def test_without_configuration_everything_is_the_backends(build_scope: Callable[..., Scope]) -> None:
    cors = Cors.from_setting("")
    request = Request(build_scope("OPTIONS", "/", PREFLIGHT))
    response = Response(headers={"access-control-allow-origin": PAGE})
    cors.apply(request, response)
    assert cors.preflight(request) is None
    assert cors_headers(response) == {"access-control-allow-origin": PAGE}
