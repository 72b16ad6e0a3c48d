"""Every other route, whole events in, whole responses out."""

import json
from urllib.parse import quote

import pytest

from local.wire import STATS, Json, answer
from tests.unit.api.wire import Invoke, WireServer

SELECTION = {key: STATS[key] for key in ("filters", "unknown_values", "matched", "oldest_day", "newest_day")}


def arguments(database: WireServer) -> list[Json]:
    """What the SQL functions were asked, past the one that every public read goes through."""
    return [body["arguments"] for body in database.bodies("/read_publicly")]


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
    (body,) = arguments(database)
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
            "name": "search_jobs",
            "arguments": {
                "filters": {"is_remote": True},
                "order_by": "salary",
                "ascending": False,
                "row_limit": 10,
                "row_offset": 20,
            },
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
    assert arguments(database) == [{"filters": {"country": ["Germany"]}}]


JOB_IDS = ["a\"b,c'd);--", "a/b//c/", "100%", "a%41", "%2F", "a#b", "a+b c", "日本", "a&b=c;d"]
JOB: Json = {
    **dict.fromkeys(("actual_role", "company_name", "country", "location", "url", "posted_date", "job_level_std")),
    **dict.fromkeys(("job_function_std", "job_type_filled", "platform", "is_remote", "is_research", "salary_min")),
    **dict.fromkeys(("salary_max", "salary_currency", "salary_period", "job_description", "company_industry_std")),
    **dict.fromkeys(("education_level", "search_term", "scraped_at")),
    "skills": [],
    "tools": [],
}


@pytest.mark.parametrize("job_id", JOB_IDS)
def test_a_job_id_in_the_path_is_decoded_once(invoke: Invoke, database: WireServer, job_id: str) -> None:
    """By API Gateway, which sends the path decoded: see local/gateway/events.py."""
    database.script = [answer({**JOB, "job_id": job_id})]

    response = invoke("GET", f"/jobs/{job_id}")

    assert (response.status, response.json) == (200, {**JOB, "job_id": job_id})
    assert arguments(database) == [{"job_id": job_id}]


@pytest.mark.parametrize("job_id", [*JOB_IDS, "a?b", "?"])
def test_any_job_id_fits_in_the_query(invoke: Invoke, database: WireServer, job_id: str) -> None:
    database.script = [answer({**JOB, "job_id": job_id})]

    response = invoke("GET", "/job", query=f"job_id={quote(job_id, safe='')}")

    assert (response.status, response.json["job_id"]) == (200, job_id)
    assert arguments(database) == [{"job_id": job_id}]


@pytest.mark.parametrize("path", ["/job?job_id=", "/job", "/jobs/", f"/jobs/{'x' * 201}", "/jobs/a\x00"])
def test_what_is_no_job_id_is_refused(invoke: Invoke, database: WireServer, path: str) -> None:
    path, _, query = path.partition("?")

    assert invoke("GET", path, query=query).status == 422
    assert not database.requests


def test_an_unknown_posting_is_a_404(invoke: Invoke, database: WireServer) -> None:
    database.script = [answer(None), answer(None)]

    found = [invoke("GET", "/jobs/x"), invoke("GET", "/job", query="job_id=x")]

    assert [(each.status, each.json["type"]) for each in found] == [(404, "urn:joblab:not-found")] * 2


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
        "/job",
        "/jobs",
        "/jobs/{job_id}",
        "/stats",
        "/stats/overview",
    }
