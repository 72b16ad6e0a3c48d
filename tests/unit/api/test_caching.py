"""What is said to caches: how long an answer may be kept, and whether it is still the same."""

import hashlib

import pytest

from local.wire import STATS, Json, Played, answer
from tests.unit.api.test_routes import JOB, SELECTION
from tests.unit.api.wire import Answer, Invoke, WireServer

OVERVIEW: Json = {
    **SELECTION,
    "total": dict.fromkeys(("remote_share", "median_salary", "currency"))
    | {"postings": 0, "companies": 0, "countries": 0},
    "charts": {},
}
ROUTES: dict[str, Json] = {
    "/jobs": {**SELECTION, "total": 0, "rows": []},
    "/jobs/a/b": {**JOB, "job_id": "a/b"},
    "/job?job_id=a": {**JOB, "job_id": "a"},
    "/stats": STATS,
    "/stats/overview": OVERVIEW,
}
PUBLIC = "public, max-age=60, stale-while-revalidate=300"


def get(invoke: Invoke, path: str, **headers: str) -> Answer:
    path, _, query = path.partition("?")
    return invoke("GET", path, query=query, headers={name.replace("_", "-"): each for name, each in headers.items()})


@pytest.mark.parametrize("path", ROUTES)
def test_every_read_may_be_kept_for_a_minute(invoke: Invoke, database: WireServer, path: str) -> None:
    database.script = [answer(ROUTES[path]), answer(ROUTES[path])]

    first, second = get(invoke, path), get(invoke, path)

    assert (first.status, first.headers["cache-control"]) == (200, PUBLIC)
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["etag"].strip('"') == hashlib.sha256(first.text.encode()).hexdigest()[:32]


def test_another_answer_has_another_tag(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer(STATS), answer({**STATS, "missing": 1})]

    assert get(invoke, "/stats").headers["etag"] != get(invoke, "/stats").headers["etag"]


@pytest.mark.parametrize("held", ["{tag}", "W/{tag}", '"x", W/{tag}', '"x",{tag}, "y"', "*", " * "])
def test_who_has_it_already_gets_no_body(invoke: Invoke, database: WireServer, held: str) -> None:
    database.script = [answer(STATS), answer(STATS)]
    tag = get(invoke, "/stats").headers["etag"]

    response = get(invoke, "/stats", if_none_match=held.format(tag=tag))

    assert (response.status, response.text) == (304, "")
    assert (response.headers["etag"], response.headers["cache-control"]) == (tag, PUBLIC)
    assert "content-length" not in response.headers


@pytest.mark.parametrize("held", ['"x"', 'W/"x"', "", "{bare}", '"*"', '"x{bare}"', '"a, {bare}"'])
def test_who_has_another_one_gets_the_body(invoke: Invoke, database: WireServer, held: str) -> None:
    database.script = [answer(STATS), answer(STATS)]
    bare = get(invoke, "/stats").headers["etag"].strip('"')

    response = get(invoke, "/stats", if_none_match=held.format(bare=bare))

    assert (response.status, response.json) == (200, STATS)


def test_head_says_the_same(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer(STATS), answer(STATS)]

    head, got = invoke("HEAD", "/stats"), get(invoke, "/stats")

    assert (head.status, head.text, head.headers["etag"]) == (200, "", got.headers["etag"])


@pytest.mark.parametrize(
    ("path", "played", "status"),
    [
        ("/jobs/x", answer(None), 404),
        ("/stats?measure=average", None, 422),
        ("/stats?compare=previous_year", answer({"code": "22023", "message": "no"}, 400), 422),
        ("/stats", answer({"code": "57014", "message": "canceled"}, 500), 504),
        ("/stats", answer({"code": "42501", "message": "denied"}, 403), 502),
    ],
)
def test_no_error_is_kept(invoke: Invoke, database: WireServer, path: str, played: Played | None, status: int) -> None:
    database.script = [played] if played else []

    response = get(invoke, path, if_none_match="*")

    assert (response.status, response.headers["cache-control"]) == (status, "no-store")
    assert "etag" not in response.headers


class TestWithApiKeys:
    """One caller's answer is not another's."""

    @pytest.fixture(autouse=True)
    def _keys(self, environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("API_KEYS", hashlib.sha256(b"key").hexdigest())

    def test_only_the_caller_keeps_the_answer(self, invoke: Invoke, database: WireServer) -> None:
        database.script = [answer(STATS)]

        response = get(invoke, "/stats", x_api_key="key")

        assert (response.status, response.headers["cache-control"]) == (200, "private, max-age=60")

    def test_a_tag_opens_nothing(self, invoke: Invoke) -> None:
        response = get(invoke, "/stats", if_none_match="*")

        assert (response.status, response.headers["cache-control"]) == (401, "no-store")
