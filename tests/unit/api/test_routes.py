"""Every other route, whole events in, whole responses out."""

import json
from urllib.parse import quote

import pytest

from local.wire import STATS, Json, answer
from tests.unit.api.wire import Invoke, WireServer

SELECTION = {key: STATS[key] for key in ("filters", "unknown_values", "matched", "oldest_day", "newest_day")}


def test_health_is_static(invoke: Invoke, database: WireServer, bedrock: WireServer) -> None:
    response = invoke("GET", "/health")

    assert (response.status, response.json) == (200, {"status": "ok", "app": "JobLab", "version": "0.1.0"})
    assert response.headers["x-request-id"] == "11111111-2222-3333-4444-555555555555"
    assert not database.requests
    assert not bedrock.requests


def test_ready_asks_the_database(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer(None)]

    response = invoke("GET", "/health/ready")

    assert (response.status, response.json) == (
        200,
        {
            "status": "ready",
            "database": "ok",
            "model": "us.anthropic.claude-haiku-5-5",
            "region": "us-east-1",
        },
    )
    request = database.requests[0]
    assert request["path"] == "/rest/v1/rpc/get_job"
    assert request["headers"]["apikey"] == "sb_publishable_fake"
    assert request["headers"]["authorization"] == "Bearer fake.jwt.token"


def test_ready_names_what_fails(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer({"code": "42501", "message": "permission denied"}, 403)]

    response = invoke("GET", "/health/ready")

    assert response.status == 503
    assert response.json["database"] == "The database answered 403 (42501)."


def test_stats_answers_what_the_database_answers(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer(STATS)]

    response = invoke("GET", "/stats", query="measure=share&group_by=country&country=Germany&country=France&limit=5")

    assert (response.status, response.json) == (200, STATS)
    (body,) = database.bodies()
    assert body["filters"] == {"country": ["Germany", "France"]}
    assert (body["measure"], body["group_by"], body["row_limit"]) == ("share", ["country"], 5)


def test_stats_of_an_impossible_query_explains_itself(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer({"code": "22023", "message": "compare needs posted_start"}, 400)]

    response = invoke("GET", "/stats", query="compare=previous_year")

    assert (response.status, response.json["detail"]) == (422, "compare needs posted_start")
    assert response.json["type"] == "urn:joblab:invalid-query"


def test_jobs_are_listed_in_pages(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer({**SELECTION, "total": 0, "rows": []})]

    response = invoke("GET", "/jobs", query="is_remote=true&order_by=salary&ascending=false&offset=20&limit=10")

    assert response.json == {**SELECTION, "total": 0, "rows": []}
    assert database.bodies() == [
        {
            "filters": {"is_remote": True},
            "order_by": "salary",
            "ascending": False,
            "row_limit": 10,
            "row_offset": 20,
        }
    ]


def test_overview_answers_all_charts(invoke: Invoke, database: WireServer) -> None:
    overview: Json = {
        **SELECTION,
        "total": {
            "postings": 2,
            "companies": 1,
            "countries": 1,
            "remote_share": 50,
            "median_salary": None,
            "currency": None,
        },
        "charts": {"is_remote": [{"value": True, "postings": 1}, {"value": False, "postings": 1}]},
    }
    database.script = [answer(overview)]

    response = invoke("GET", "/stats/overview", query="country=Germany")

    assert (response.status, response.json) == (200, overview)
    assert database.bodies() == [{"filters": {"country": ["Germany"]}}]


def test_a_job_id_may_hold_quotes_and_commas(invoke: Invoke, database: WireServer) -> None:
    job_id = """a"b,c'd);--"""
    database.script = [answer(None)]

    response = invoke("GET", f"/jobs/{quote(job_id)}")

    assert (response.status, response.json["type"]) == (404, "urn:joblab:not-found")
    assert database.bodies() == [{"job_id": job_id}]


def test_feedback_is_kept(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer(True)]

    response = invoke("POST", "/ai/feedback", {"trace_id": "t-1", "thumbs_up": False, "comment": "wrong month"})

    assert (response.status, response.text) == (204, "")
    assert database.bodies("/record_feedback") == [
        {
            "trace_id": "t-1",
            "conversation_id": None,
            "turn_id": None,
            "thumbs_up": False,
            "comment": "wrong month",
        }
    ]


def test_feedback_on_no_answer_of_ours_is_a_404(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer(False)]

    response = invoke("POST", "/ai/feedback", {"turn_id": "t-1", "conversation_id": "c", "thumbs_up": True})

    assert (response.status, response.json["type"]) == (404, "urn:joblab:not-found")


def test_a_read_is_retried_once(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer({}, 503), answer(STATS)]

    assert invoke("GET", "/stats").status == 200


def test_a_write_is_not_retried(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer({}, 503)]

    assert invoke("POST", "/ai/feedback", {"trace_id": "t-1", "thumbs_up": True}).status == 502


@pytest.fixture
def documented(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DOCS", "true")


def test_a_deployed_function_describes_itself_to_nobody(invoke: Invoke) -> None:
    assert {invoke("GET", path).status for path in ("/docs", "/openapi.json", "/redoc")} == {404}


def test_openapi_names_every_route(documented: None, invoke: Invoke) -> None:
    paths = json.loads(invoke("GET", "/openapi.json").text)["paths"]

    assert set(paths) == {
        "/health",
        "/health/ready",
        "/ai/ask",
        "/ai/chat",
        "/ai/feedback",
        "/jobs",
        "/jobs/{job_id}",
        "/stats",
        "/stats/overview",
    }
