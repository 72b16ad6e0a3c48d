"""What the model and the database may send: never a hang, never nonsense for an answer, never half of one for all."""

import json
import time
from io import StringIO
from typing import Any

import pytest

from local.wire import DESCRIPTION, STATS, Json, Played, answer, delta, frame, gateway_event, reply, stream
from tests.unit.api.wire import COUNT_JANUARY, Invoke, LambdaContext, WireServer, failing_reply, model_error

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


def test_a_database_that_drips_is_a_504_in_time(invoke: Invoke, database: WireServer) -> None:
    database.by_path["/read_publicly"] = DRIP
    started = time.monotonic()

    response = invoke("GET", "/stats")

    assert (response.status, response.json["type"]) == (504, "urn:joblab:database-timeout")
    assert time.monotonic() - started < 3.5


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
