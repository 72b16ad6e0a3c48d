"""The loop's hard cases, driven through botocore against the wire."""

import time

import pytest

from joblab.chat import agent
from joblab.deadline import RESERVE
from local.wire import JANUARY, STATS, Json, Played, answer, reply
from tests.unit.api.wire import COUNT_JANUARY, Invoke, WireServer, failing_reply, model_error

QUESTION = {"prompt": "How many jobs in January 2026?"}
DATABASE_ERROR = {"code": "XX000", "message": "secret upstream text"}


def tool_results(bedrock: WireServer, call: int) -> list[Json]:
    """The toolResult blocks that went out with the model call of that index."""
    content = bedrock.bodies()[call]["messages"][-1]["content"]
    return [block["toolResult"] for block in content if "toolResult" in block]


def count(tool_use_id: str, **filters: object) -> Json:
    return {"id": tool_use_id, "name": "job_stats", "input": filters}


def test_two_tools_at_once_run_in_parallel(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    slow = answer(STATS)
    database.by_path["/job_stats"] = Played(slow.chunks, pauses=(0.4,), headers=slow.headers)
    bedrock.script = [reply(count("a", country="France"), count("b", country="Spain")), reply("{A.total} each.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    first, second = (request["at"] for request in database.requests if request["path"].endswith("/job_stats"))
    assert second - first < 0.3
    assert [call["input"] for call in body["tool_calls"]] == [{"country": "France"}, {"country": "Spain"}]
    assert [result["toolUseId"] for result in tool_results(bedrock, 1)] == ["a", "b"]


def test_tool_error_goes_back_to_the_model_and_is_repaired(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    refused = {"code": "22023", "message": "unknown dimension planet; allowed: country, location"}
    database.by_path["/describe_data"] = answer(None, 404)
    database.script = [answer(refused, 400), answer(STATS)]
    bedrock.script = [
        reply(count("a", compare="previous_year")),
        reply(count("b", **JANUARY)),
        reply("{A.total} jobs."),
    ]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert body["answer"] == "912 jobs."
    assert [call["error"] for call in body["tool_calls"]] == [refused["message"], None]
    assert tool_results(bedrock, 1) == [
        {"toolUseId": "a", "status": "error", "content": [{"text": refused["message"]}]}
    ]


@pytest.mark.parametrize(
    ("call", "explanation"),
    [
        ({"name": "drop_table", "input": {}}, "There is no tool 'drop_table'. Tools: job_stats, search_jobs"),
        (
            {"name": "job_stats", "input": {"planet": "Mars"}},
            "planet: Extra inputs are not permitted; allowed: country",
        ),
        ({"name": "job_stats", "input": {"measure": "mean"}}, "measure: Input should be 'count', 'share'"),
        (
            {"name": "job_stats", "input": {"posted_start": "January"}},
            "posted_start: Value error, must be a day such as 2026-01-31",
        ),
        ({"name": "job_stats", "input": {"group_by": ["country"] * 3}}, "group_by: List should have at most 2 items"),
        ({"name": "job_stats", "raw": '{"country": "Fra'}, "The input is not a JSON object."),
        ({"name": "job_stats", "raw": "[1]"}, "The input is not a JSON object."),
        ({"name": "get_job", "input": {}}, "job_id: Field required"),
    ],
)
def test_bad_calls_are_explained_to_the_model(
    invoke: Invoke, bedrock: WireServer, database: WireServer, call: Json, explanation: str
) -> None:
    bedrock.script = [reply(call), reply("I could not find that out.")]

    response = invoke("POST", "/ai/ask", QUESTION)

    assert response.status == 200
    (result,) = tool_results(bedrock, 1)
    assert result["status"] == "error"
    assert explanation in result["content"][0]["text"]
    assert database.bodies("/job_stats") == []


def test_endless_tool_calling_ends_in_an_answer(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply(count(f"call-{n}", limit=n + 1)) for n in range(agent.MAX_ROUNDS)]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert len(bedrock.requests) == agent.MAX_ROUNDS
    assert bedrock.bodies()[-1]["messages"][-1]["content"][-1] == {"text": agent.ANSWER_NOW}
    assert body["answer"].startswith(agent.ONLY_TABLES)
    assert "total=912" in body["answer"]
    assert body["gate_outcome"] == "HANDOFF"


def test_a_repeated_call_is_not_made_again(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply(count("a", **JANUARY)), reply(count("b", **JANUARY)), reply("{A.total} jobs.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert len(database.bodies("/job_stats")) == 1
    assert tool_results(bedrock, 2)[0]["status"] == "error"
    assert body["answer"] == "912 jobs."


def test_an_empty_reply_is_asked_for_once_more(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply("  \n"), reply("Hello.")]

    body = invoke("POST", "/ai/ask", {"prompt": "hi"}).json

    assert body["answer"] == "Hello."
    assert bedrock.bodies()[1]["messages"] == [
        {"role": "user", "content": [{"text": "hi"}, {"text": agent.SAY_SOMETHING}]}
    ]


def test_two_empty_replies_end_in_an_honest_sentence(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply(), reply()]

    body = invoke("POST", "/ai/ask", {"prompt": "hi"}).json

    assert (body["answer"], body["result_type"]) == (agent.NO_WORDS, "error")


def test_figures_from_memory_are_refused_and_a_tool_is_required(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply("In January 2026 there were 4,711 jobs."), reply(COUNT_JANUARY), reply("{A.total} jobs.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert body["answer"] == "912 jobs."
    assert "toolChoice" not in bedrock.bodies()[0]["toolConfig"]
    assert bedrock.bodies()[1]["toolConfig"]["toolChoice"] == {"any": {}}
    assert "toolChoice" not in bedrock.bodies()[2]["toolConfig"]


def test_figures_from_memory_twice_are_never_shown(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply("There were 4,711 jobs."), reply("As I said: 4,711.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert (body["answer"], body["result_type"]) == (agent.UNCONFIRMED, "error")


@pytest.mark.parametrize("stop", ["refusal", "content_filtered", "guardrail_intervened"])
def test_a_refusal_is_a_decline(invoke: Invoke, bedrock: WireServer, stop: str) -> None:
    bedrock.script = [reply(stop=stop)]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert (body["answer"], body["gate_outcome"]) == (agent.REFUSED, "DECLINE")


def test_reasoning_blocks_go_back_unchanged(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    reasoning = {
        "deltas": [
            {"reasoningContent": {"text": "Let me "}},
            {"reasoningContent": {"text": "count."}},
            {"reasoningContent": {"signature": "c2lnbmF0dXJl"}},
        ]
    }
    redacted = {"deltas": [{"reasoningContent": {"redactedContent": "b3BhcXVl"}}]}
    bedrock.script = [reply(reasoning, redacted, "I will look.", COUNT_JANUARY), reply("{A.total} jobs.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    content = bedrock.bodies()[1]["messages"][1]["content"]
    assert content[:3] == [
        {"reasoningContent": {"reasoningText": {"text": "Let me count.", "signature": "c2lnbmF0dXJl"}}},
        {"reasoningContent": {"redactedContent": "b3BhcXVl"}},
        {"text": "I will look."},
    ]
    assert "toolUse" in content[3]
    assert body["answer"] == "912 jobs."


def test_a_truncated_answer_says_so(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply(COUNT_JANUARY), reply("{A.total} jobs, of wh", stop="max_tokens")]

    assert invoke("POST", "/ai/ask", QUESTION).json["answer"] == "912 jobs, of wh" + agent.TRUNCATED


@pytest.mark.parametrize(
    ("played", "status", "code", "attempts"),
    [
        (model_error("ThrottlingException", 429), 503, "model-busy", 3),
        (model_error("ServiceUnavailableException", 503), 503, "model-busy", 3),
        (model_error("ModelNotReadyException", 429), 503, "model-busy", 3),
        (model_error("InternalServerException", 500), 502, "model-failed", 3),
        (model_error("ModelErrorException", 424), 502, "model-failed", 1),
        (model_error("ModelTimeoutException", 408), 502, "model-failed", 1),
        (model_error("ValidationException", 400), 502, "model-failed", 1),
        (model_error("AccessDeniedException", 403), 502, "model-failed", 1),
        (model_error("ResourceNotFoundException", 404), 502, "model-failed", 1),
        (failing_reply("Let me", "throttlingException"), 503, "model-busy", 1),
        (failing_reply("Let me", "modelStreamErrorException"), 502, "model-failed", 1),
        (failing_reply("Let me", "internalServerException"), 502, "model-failed", 1),
        (failing_reply("Let me", "validationException"), 502, "model-failed", 1),
        (failing_reply("Let me", "serviceUnavailableException"), 503, "model-busy", 1),
        (reply("Let me see.", cut_after=2), 502, "model-failed", 1),
    ],
)
def test_model_errors_become_problems(
    invoke: Invoke, bedrock: WireServer, played: Played, status: int, code: str, attempts: int
) -> None:
    bedrock.script = [played] * attempts

    response = invoke("POST", "/ai/ask", QUESTION)

    assert (response.status, response.json["type"]) == (status, f"urn:joblab:{code}")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers.get("retry-after") == ("5" if status == 503 else None)
    assert "secret" not in response.text
    assert len(bedrock.requests) == attempts


def test_throttling_is_retried_and_then_answered(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [model_error("ThrottlingException", 429), reply("Hello.")]

    assert invoke("POST", "/ai/ask", {"prompt": "hi"}).json["answer"] == "Hello."


def test_a_database_that_fails_ends_the_turn(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(DATABASE_ERROR, 500)
    bedrock.script = [reply(COUNT_JANUARY)]

    response = invoke("POST", "/ai/ask", QUESTION)

    assert (response.status, response.json["type"]) == (502, "urn:joblab:database-failed")
    assert "secret" not in response.text


def test_a_model_that_hangs_is_a_504_before_the_gateway_gives_up(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply("Hello", pauses=(3.0,))]
    started = time.monotonic()

    response = invoke("POST", "/ai/ask", QUESTION, milliseconds=4000)

    assert (response.status, response.json["type"]) == (504, "urn:joblab:model-timeout")
    assert time.monotonic() - started < 4


def test_a_model_that_stalls_in_mid_answer_is_cut_off_with_what_there_is(
    invoke: Invoke, bedrock: WireServer, database: WireServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent, "TIME_TO_ANSWER", 0.2)
    database.by_path["/job_stats"] = answer(STATS)
    stalls = reply("There were 912 jobs and some more text.", pauses=(0, 0, 0, 3.0))
    bedrock.script = [reply(COUNT_JANUARY), stalls]

    body = invoke("POST", "/ai/ask", QUESTION, milliseconds=4000).json

    assert body["answer"] == "There were" + agent.TIME_RAN_OUT  # the figure may have been cut in the middle


def test_results_are_shown_when_time_runs_out_before_any_words(
    invoke: Invoke, bedrock: WireServer, database: WireServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent, "TIME_TO_ANSWER", 0.2)
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply(COUNT_JANUARY), reply("912", pauses=(3.0,))]

    body = invoke("POST", "/ai/ask", QUESTION, milliseconds=4000).json

    assert body["answer"].startswith(agent.ONLY_TABLES)
    assert "total=912" in body["answer"]


def test_no_more_tools_when_time_is_short(
    invoke: Invoke, bedrock: WireServer, database: WireServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    hangs = Played(pauses=(3.0,))
    database.by_path["/search_jobs"] = hangs
    bedrock.script = [reply(COUNT_JANUARY), reply({"name": "search_jobs", "input": {}}), reply("{A.total} jobs.")]
    milliseconds = int((agent.TIME_TO_ANSWER + RESERVE + 1.0) * 1000)

    body = invoke("POST", "/ai/ask", QUESTION, milliseconds=milliseconds).json

    assert body["answer"] == "912 jobs."
    assert [bool(call["error"]) for call in body["tool_calls"]] == [False, True]
    assert bedrock.bodies()[2]["messages"][-1]["content"][-1] == {"text": agent.ANSWER_NOW}


def test_a_database_that_hangs_is_a_504(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = Played(pauses=(3.0,))
    bedrock.script = [reply(COUNT_JANUARY)]
    milliseconds = int((agent.TIME_TO_ANSWER + RESERVE + 0.5) * 1000)

    response = invoke("POST", "/ai/ask", QUESTION, milliseconds=milliseconds)

    assert (response.status, response.json["type"]) == (504, "urn:joblab:deadline-exceeded")


def test_a_query_that_takes_too_long_can_be_narrowed(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.script = [answer({"code": "57014", "message": "canceling statement"}, 500), answer(STATS)]
    bedrock.script = [reply(count("a")), reply(count("b", **JANUARY)), reply("{A.total} jobs.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert body["answer"] == "912 jobs."
    assert "A shorter period" in body["tool_calls"][0]["error"]
