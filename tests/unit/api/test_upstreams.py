"""What the model and the database may send: never a hang, never nonsense for an answer, never half of one for all."""

import json
import time
from io import StringIO
from typing import Any

import pytest

from joblab import deps
from joblab.chat import agent
from joblab.errors import UNEXPECTED
from joblab.jobs.schemas import Job
from local.wire import DESCRIPTION, STATS, Json, Played, answer, delta, frame, gateway_event, reply, stream
from tests.unit.api.wire import (
    COUNT_JANUARY,
    Invoke,
    LambdaContext,
    WireServer,
    chunks,
    failing_reply,
    model_error,
)

QUESTION = {"prompt": "How many jobs in January 2026?"}
START = frame("messageStart", {"role": "assistant"})
STOP = frame("messageStop", {"stopReason": "end_turn"})
DRIP = Played(tuple(b" " for _ in range(100)), pauses=(0.2,) * 100)
NONSENSE = {
    "HTML": Played((b"<html>secret</html>",)),
    "cut JSON": Played((b'{"measure": "count", "rows": [',)),
    "null": answer(None),
    "nothing": answer({}),
    "a list": answer([1]),
    "no JSON number": Played((json.dumps(STATS).replace("912", "NaN").encode(),)),
    "infinite": Played((json.dumps(STATS).replace("912", "1e999").encode(),)),
    "400 digits": Played((json.dumps(STATS).replace("912", "9" * 400).encode(),)),
    "5,000 digits": Played((json.dumps(STATS).replace("912", "9" * 5_000).encode(),)),
    "deep": Played((b"[" * 100_000,)),
    "elsewhere": Played((b"",), 302, (("location", "http://127.0.0.1:1/"),)),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_what_is_no_answer_of_the_database_is_a_502_and_never_reaches_the_model(
    invoke: Invoke, bedrock: WireServer, database: WireServer, name: str
) -> None:
    database.by_path |= {"/job_stats": NONSENSE[name], "/read_publicly": NONSENSE[name]}
    bedrock.script = [reply(COUNT_JANUARY)]

    asked = invoke("POST", "/ai/ask", QUESTION)
    got = invoke("GET", "/stats")

    assert (asked.status, got.status) == (502, 502)
    assert "secret" not in asked.text + got.text
    assert len(bedrock.requests) == 1


POSTING: Json = {**dict.fromkeys(Job.model_fields), "job_id": "1", "skills": [], "tools": []}
PAGE: Json = {key: STATS[key] for key in ("filters", "unknown_values", "matched", "oldest_day", "newest_day")}


@pytest.mark.parametrize("path", ["/ai/ask", "/ai/chat"])
def test_what_no_text_can_hold_is_left_out_of_what_the_database_says(
    invoke: Invoke, bedrock: WireServer, database: WireServer, path: str
) -> None:
    rows = [{**POSTING, "company_name": "Ac\ud800me\x00", "actual_role": "Engineer"}]
    database.by_path["/search_jobs"] = answer({**PAGE, "total": 1, "limit": 10, "offset": 0, "rows": rows})
    bedrock.script = [reply({"name": "search_jobs", "input": {}}), reply("It is {A1.company_name}.")]
    asked = {"messages": [{"role": "user", "parts": [{"type": "text", "text": "Who?"}]}]}

    response = invoke("POST", path, {"prompt": "Who?"} if path == "/ai/ask" else asked)

    assert (response.status, "Acme" in response.text) == (200, True)
    assert "error" not in {chunk["type"] for chunk in chunks(response.text)} if path == "/ai/chat" else True


def test_what_is_too_long_for_a_response_is_cut(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    rows = [
        {**POSTING, "job_id": str(n), "actual_role": "x" * 150_000, "skills": ["y" * 5_000] * 500} for n in range(50)
    ]
    database.by_path["/search_jobs"] = answer({**PAGE, "total": 50, "limit": 50, "offset": 0, "rows": rows})
    bedrock.script = [reply({"name": "search_jobs", "input": {"limit": 50}}), reply("There are {A.total}.")]

    response = invoke("POST", "/ai/ask", {"prompt": "Which?"})

    assert response.status == 200
    assert len(response.text) < 6_000_000
    assert len(str(bedrock.bodies()[1]["messages"])) < 100_000


@pytest.mark.parametrize("path", ["/ai/ask", "/ai/chat"])
def test_an_error_that_nobody_thought_of_is_a_failure_of_ours(
    invoke: Invoke,
    bedrock: WireServer,
    database: WireServer,
    log: StringIO,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(agent, "_conclude", fail)
    bedrock.script = [reply("Hello.")]
    asked = {"messages": [{"role": "user", "parts": [{"type": "text", "text": "Hello"}]}]}

    response = invoke("POST", path, {"prompt": "hello"} if path == "/ai/ask" else asked)

    assert UNEXPECTED in response.text
    assert "secret" not in response.text
    assert response.status == (500 if path == "/ai/ask" else 200)
    (ended,) = database.bodies("/end_turn")
    assert (ended["asked"]["outcome"], ended["spent"]["tokens"]) == ("failed", 160)
    line = next(line for line in map(json.loads, log.getvalue().splitlines()) if line["message"] == "request")
    assert (line["failed"], line["stopped"], line["status"]) == (True, False, response.status)
    assert {json.loads(line)["request_id"] for line in log.getvalue().splitlines()} == {line["request_id"]}


def test_a_database_that_drips_is_a_504_in_time(
    invoke: Invoke, database: WireServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deps, "PUBLIC_READ", 1.0)
    database.by_path["/read_publicly"] = DRIP
    started = time.monotonic()

    response = invoke("GET", "/stats")

    assert (response.status, response.json["type"]) == (504, "urn:joblab:database-timeout")
    assert time.monotonic() - started < 2


def test_a_memory_that_drips_costs_two_seconds_and_not_the_answer(
    invoke: Invoke, bedrock: WireServer, database: WireServer, log: StringIO
) -> None:
    database.by_path["/end_turn"] = DRIP
    bedrock.script = [reply("Hello.")]
    started = time.monotonic()

    assert invoke("POST", "/ai/ask", {"prompt": "hello"}).json["answer"] == "Hello."
    assert time.monotonic() - started < 3
    assert "turn not written down" in log.getvalue()


def test_an_answer_that_comes_at_the_last_moment_is_not_lost(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    database.by_path["/end_turn"] = DRIP
    bedrock.script = [reply("Hello.", pauses=(1.5,))]
    started = time.monotonic()

    assert invoke("POST", "/ai/ask", {"prompt": "hello"}, milliseconds=5_000).json["answer"] == "Hello."
    assert time.monotonic() - started < 4.5


def test_a_catalogue_that_is_none_makes_the_prompt_shorter(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    database.by_path["/describe_data"] = answer({**DESCRIPTION, "dimensions": {}})
    bedrock.script = [reply("Hello.")]

    assert invoke("POST", "/ai/ask", {"prompt": "hello"}).json["answer"] == "Hello."


WORDS = delta(0, {"text": "There are many."})


@pytest.mark.parametrize(
    "broken",
    [
        stream([START, WORDS], ()),
        stream([START, WORDS, frame("contentBlockStop", {"contentBlockIndex": 0})], ()),
        stream([], ()),
        stream([START, WORDS], (), cut=True),
        stream([START, WORDS, b"\x00\x00\x00\x10garbage-no-frame" * 3], ()),
        stream([START, WORDS[:-9]], ()),
        Played((b"<html>secret</html>",)),
        failing_reply("There are many.", "modelStreamErrorException"),
    ],
    ids=["no stop", "block ends", "empty", "cut", "garbage", "half a frame", "HTML", "exception"],
)
def test_a_stream_without_a_reason_to_stop_is_no_answer(
    invoke: Invoke, bedrock: WireServer, database: WireServer, broken: Played
) -> None:
    bedrock.script = [broken]

    response = invoke("POST", "/ai/ask", QUESTION)

    assert (response.status, response.json["type"]) == (502, "urn:joblab:model-failed")
    assert "many" not in response.text
    assert "secret" not in response.text
    assert database.bodies("/end_turn")[0]["asked"]["outcome"] == "failed"


WHOLE = reply("Hello there.").chunks


@pytest.mark.parametrize(
    "end",
    [
        stream(list(WHOLE[:-1]), ()),
        stream(list(WHOLE[:-1]), (), cut=True),
        stream(list(WHOLE), (*[0.0] * (len(WHOLE) - 1), 8.0)),
    ],
    ids=["ends", "is cut", "is silent"],
)
def test_a_reply_that_is_whole_is_not_lost_for_want_of_its_account(
    invoke: Invoke, bedrock: WireServer, database: WireServer, end: Played
) -> None:
    bedrock.script = [end]
    started = time.monotonic()

    assert invoke("POST", "/ai/ask", {"prompt": "hello"}).json["answer"] == "Hello there."
    assert time.monotonic() - started < 3
    assert database.bodies("/end_turn")[0]["spent"]["tokens"] > 3_000


def test_the_time_in_which_lambda_starts_is_the_gateway_s_too(
    handler: Any, bedrock: WireServer, database: WireServer
) -> None:
    bedrock.script = [reply("Hello.", pauses=(3.0,))]
    event = gateway_event("POST", "/ai/ask", QUESTION, "", {})
    event["requestContext"]["timeEpoch"] = int((time.time() - 25) * 1000)
    started = time.monotonic()

    response = handler(event, LambdaContext(30_000))

    assert response["statusCode"] == 504
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "reason", ["max_tokens", "model_context_window_exceeded", "malformed_model_output", "malformed_tool_use", "new"]
)
def test_a_reply_that_did_not_end_by_itself_says_so(
    invoke: Invoke, bedrock: WireServer, database: WireServer, reason: str
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply(COUNT_JANUARY), reply("There were {A.total} jobs, of which", stop=reason)]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert body["answer"].endswith("was cut short.)")


@pytest.mark.parametrize(
    "message",
    ["Input is too long for requested model.", "prompt is too long: 213042 tokens > 200000 maximum"],
)
def test_too_long_for_the_model_is_a_413(invoke: Invoke, bedrock: WireServer, message: str) -> None:
    refusal = model_error("ValidationException", 400)
    bedrock.script = [Played((json.dumps({"message": message}).encode(),), refusal.status, refusal.headers)]

    response = invoke("POST", "/ai/ask", QUESTION)

    assert (response.status, response.json["type"]) == (413, "urn:joblab:too-large")


def test_what_no_text_can_hold_is_left_out_of_an_answer(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    pieces = [delta(0, {"text": text}) for text in ("Good", " \ud800day\x00", "\x1b[m, NaN\x7f \udfff.")]
    bedrock.script = [stream([START, *pieces, STOP], ())]

    body = invoke("POST", "/ai/ask", {"prompt": "hello"}).json

    assert body["answer"] == "Good day[m, NaN ."
    assert database.bodies("/end_turn")[0]["turn"]["answer"] == body["answer"]


def test_what_no_database_can_hold_is_left_out_of_a_call(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    raw = r'{"country": ["Ger\u0000many\ud800"], "posted_start": "2026-01-01"}'
    bedrock.script = [reply({"name": "job_stats", "raw": raw}), reply("{A.total}.")]

    assert invoke("POST", "/ai/ask", QUESTION).json["answer"] == "912."
    (sent,) = database.bodies("/job_stats")
    assert sent["filters"]["country"] == ["Germany"]


@pytest.mark.parametrize("raw", ['{"limit": NaN}', '{"salary_min": Infinity}', "[1]", "{", "[" * 5_000, '"text"'])
def test_a_call_that_is_no_json_is_sent_back(
    invoke: Invoke, bedrock: WireServer, database: WireServer, raw: str
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = [reply({"name": "job_stats", "raw": raw}), reply(COUNT_JANUARY), reply("{B.total} or {A.total}")]

    body: Json = invoke("POST", "/ai/ask", QUESTION).json

    assert body["tool_calls"][0]["error"] == "The input is not a JSON object."
    assert "912" in body["answer"]
