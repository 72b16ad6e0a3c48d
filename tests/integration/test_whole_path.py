"""The whole path, every part real: gateway, awslambdaric, the API, the stand-in model, PostgREST, Postgres."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from local.supabase.project import Project
from tests.integration.system import api_on, ask

type Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def api(demo_supabase: Project) -> Iterator[httpx.Client]:
    """The API on the demo postings."""
    with api_on(demo_supabase) as client:
        yield client


@pytest.fixture(scope="module")
def rows(demo_supabase: Project, fetch_rows: Callable[[Project, str], Rows]) -> Rows:
    """Every posting that counts."""
    return [row for row in fetch_rows(demo_supabase, "jobs") if row["has_url_duplicate"] != 1]


def in_month(rows: Rows, month: str) -> Rows:
    return [row for row in rows if str(row["posted_date"]).startswith(month)]


def test_a_count_equals_a_brute_force_count(api: httpx.Client, rows: Rows) -> None:
    answer = ask(api, "How many jobs in January 2026?")

    assert f"{len(in_month(rows, '2026-01')):,}" in answer["answer"]
    assert (answer["result_type"], answer["gate_outcome"]) == ("answer", "ANSWER")


def test_a_filtered_count_equals_a_brute_force_count(api: httpx.Client, rows: Rows) -> None:
    expected = [
        row
        for row in in_month(rows, "2026-03")
        if row["country"] == "Germany" and row["is_remote"] and "Python" in str(row["skills"]).split(", ")
    ]

    answer = ask(api, "How many remote Python jobs were posted in Germany in March 2026?")

    assert f"**{len(expected):,}**" in answer["answer"]


def test_a_ranking_equals_a_brute_force_ranking(api: httpx.Client, rows: Rows) -> None:
    (company, count), *_ = Counter(row["company_name"] for row in rows).most_common(1)

    answer = ask(api, "Which company posted most?")

    assert str(company) in answer["answer"]
    assert f"{count:,}" in answer["answer"]


def test_growth_is_read_from_a_comparison(api: httpx.Client) -> None:
    answer = ask(api, "Which skills grew most in Germany this year?")

    (call,) = answer["tool_calls"]
    assert call["input"]["group_by"] == ["skills"]
    assert call["result"]["rows"][0]["change"] >= call["result"]["rows"][-1]["change"]


def test_a_follow_up_finds_its_question_on_another_instance(api: httpx.Client, rows: Rows) -> None:
    first = ask(api, "How many jobs in Germany in January 2026?")

    def follow_up(_: int) -> dict[str, Any]:
        return ask(api, "and in France?", conversation_id=first["conversation_id"])

    with ThreadPoolExecutor(2) as pool:  # two at once need two workers, one of which has not seen the first question
        answers = list(pool.map(follow_up, range(2)))

    expected = sum(row["country"] == "France" for row in in_month(rows, "2026-01"))
    assert all(f"**{expected:,}**" in answer["answer"] for answer in answers)


def test_every_chart_of_the_overview_adds_up(api: httpx.Client, rows: Rows) -> None:
    overview = api.get("/stats/overview", params={"country": "Germany"}).raise_for_status().json()

    german = [row for row in rows if row["country"] == "Germany"]
    assert overview["total"]["postings"] == len(german)
    assert {row["value"]: row["postings"] for row in overview["charts"]["job_level_std"]} == Counter(
        row["job_level_std"] for row in german if row["job_level_std"]
    )


def test_a_page_from_another_origin_gets_no_cors_header(api: httpx.Client) -> None:
    allowed = api.get("/health", headers={"origin": "http://localhost:3000"})
    foreign = api.get("/health", headers={"origin": "http://evil.example"})

    assert allowed.headers["access-control-allow-origin"] == "http://localhost:3000"
    assert "access-control-allow-origin" not in foreign.headers


def test_ready_names_the_model(api: httpx.Client) -> None:
    assert api.get("/health/ready").json()["status"] == "ready"


def test_feedback_is_one_row_of_an_answer(api: httpx.Client, demo_supabase: Project) -> None:
    answered = api.post("/ai/ask", json={"prompt": "How many jobs in January 2026?"}).json()
    feedback = {"trace_id": answered["trace_id"], "thumbs_up": True, "comment": "that's right"}

    assert api.post("/ai/feedback", json=feedback).status_code == 204
    assert api.post("/ai/feedback", json={**feedback, "thumbs_up": False}).status_code == 204
    assert api.post("/ai/feedback", json={**feedback, "trace_id": "another"}).status_code == 404

    url = f"{demo_supabase.url}/rest/v1/feedback?turn_id=eq.{answered['turn_id']}&select=thumbs_up,comment"
    stored = httpx.get(url, headers={"apikey": demo_supabase.secret_key}).raise_for_status().json()
    assert stored == [{"thumbs_up": False, "comment": "that's right"}]
