"""API_KEYS: where set, one of them is asked for; health stays open."""

import hashlib

import pytest

from local.wire import STATS, answer
from tests.unit.api.wire import Invoke, WireServer

KEY = "fake-api-key"


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch, environment: None) -> None:
    hashes = [hashlib.sha256(key.encode()).hexdigest() for key in (KEY, "another-fake-key")]
    monkeypatch.setenv("API_KEYS", ", ".join(hashes))


@pytest.mark.parametrize("headers", [{}, {"x-api-key": "wrong"}])
def test_a_request_without_a_valid_key_is_refused(invoke: Invoke, headers: dict[str, str]) -> None:
    response = invoke("GET", "/stats", headers=headers)

    assert (response.status, response.json["type"]) == (401, "urn:joblab:unauthorized")


def test_a_request_with_a_valid_key_is_served(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer(STATS)]

    assert invoke("GET", "/stats", headers={"x-api-key": KEY}).status == 200


def test_health_needs_no_key(invoke: Invoke) -> None:
    assert invoke("GET", "/health").status == 200
