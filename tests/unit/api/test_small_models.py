"""A small model, which errs: three errors in a row, of every kind after every kind, over the wire."""

import json
import re
import time
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

import botocore.session
import pytest
from botocore.model import ListShape, Shape, StructureShape

from joblab.chat import agent
from joblab.deadline import RESERVE
from local.wire import JANUARY, STATS, Json, Played, answer, reply
from tests.unit.api.wire import COUNT_JANUARY, Invoke, WireServer, chunks

PROMPT = "How many jobs in January 2026?"
QUESTION = {"prompt": PROMPT}
GOOD = [reply(COUNT_JANUARY), reply("{A.total} jobs.")]
TOLD = "912 jobs."


def call(tool: str = "job_stats", /, **arguments: object) -> Played:
    return reply({"name": tool, "input": arguments})


def raw(text: str) -> Played:
    """A call whose input arrives in fragments that do not parse when they are joined, or are no object."""
    return reply({"name": "job_stats", "raw": text})


NO_JSON = [
    raw('{"country": "Fra'),
    raw("{'country': 'France'}"),
    raw('```json\n{"country": "France"}\n```'),
    raw('{"country": "France"}}'),
    raw('["France"]'),
    raw('"{}"'),
    raw('{"limit": NaN}'),
    raw('{"limit": 1e999}'),
    raw("[" * 9_000),
]
# The last ones are no names that Bedrock takes back, and yet models write them.
NO_SUCH_TOOL = [
    call(name) for name in ("statistics", "functions.job_stats", "$JOB", "<|x|>", "\ud83d\x07", "", "x" * 99)
]
GUESSES = ["There were 4,711 jobs.", "As I said: 4,711.", "4711"]
ERRORS = {
    "no JSON": NO_JSON,
    "number as text": [call(limit="ten"), call(min_postings="a few"), call(posted_start=2026), call(is_remote="maybe")],
    "no such tool": NO_SUCH_TOOL,
    "unknown field": [call(planet="Mars"), call(filters={"country": "France"}), call(exclude={"planet": "Mars"})],
    "a list": [call(measure=["count"]), call(posted_start=["2026-01-01"]), call(order_by=["value"])],
    "empty reply": [reply(), reply(" \n"), reply(stop="malformed_tool_use")],
    "text, no tool": [reply(guess) for guess in GUESSES],
}
ROWS = list(enumerate(ERRORS))
# Every kind follows every kind, at once and with one of each kind between: an orthogonal array.
IN_A_ROW: list[tuple[str, ...]] = [
    (one, other, ROWS[(a + b) % len(ROWS)][1]) for (a, one), (b, other) in product(ROWS, ROWS)
]


def variants(kinds: tuple[str, ...], number: int) -> list[Played]:
    """Errors of these kinds; over all numbers, each in all its forms."""
    return [ERRORS[kind][(number + place) % len(ERRORS[kind])] for place, kind in enumerate(kinds)]


CONVERSE = botocore.session.get_session().get_service_model("bedrock-runtime").operation_model("ConverseStream")


def refused(shape: Shape | None, value: Any, where: str = "") -> Iterator[str]:
    """What Bedrock's own model of its API does not allow."""
    if isinstance(shape, StructureShape) and not shape.metadata.get("document"):
        for name, member in shape.members.items():
            yield from refused(member, value[name], f"{where}.{name}") if name in value else ()
    elif isinstance(shape, ListShape):
        for each in value:
            yield from refused(shape.member, each, where)
    elif shape and shape.type_name == "string":
        low, high = (int(shape.metadata.get(name, default)) for name, default in (("min", 0), ("max", 10**9)))
        if not low <= len(value) <= high or not re.fullmatch(shape.metadata.get("pattern", r"(?s).*"), value):
            yield f"{where}: {value[:80]!r}"


def unanswered(messages: list[Json]) -> Iterator[str]:
    """Where a conversation is none that Bedrock takes: turns that do not alternate, calls without one result each."""
    nothing: Json = {"role": "", "content": []}
    for said, following in pairwise([*messages, nothing]):
        asked = [block["toolUse"]["toolUseId"] for block in said["content"] if "toolUse" in block]
        results = [block["toolResult"]["toolUseId"] for block in following["content"] if "toolResult" in block]
        if said["role"] == following["role"] or asked != results:
            yield f"{asked} was answered by {results}"
        if not said["content"] or any(not block.get("text", "-").strip() for block in said["content"]):
            yield "a message is blank"


def unmarked(body: Json) -> list[str]:
    """The figures of an answer that neither come from a result nor are said to be unconfirmed."""
    if body["answer"].startswith(agent.ONLY_TABLES):
        return []
    text, _, note = body["answer"].partition("(Not confirmed by the data:")
    for figure in reversed(body["grounding"]["figures"] if body["grounding"] else []):
        if figure["status"] == "proven" or figure["text"] in note:
            text = text[: figure["start"]] + text[figure["end"] :]
    return re.findall(r"\d+", text)


def check(response: Any, bedrock: WireServer) -> Json:
    """What holds of every answer, whatever the model does."""
    body: Json = response.json
    assert response.status == 200, body
    assert unmarked(body) == []
    assert body["rounds"] == len(bedrock.requests) <= agent.MAX_ROUNDS
    for request in bedrock.bodies():
        assert [*refused(CONVERSE.input_shape, request), *unanswered(request["messages"])] == []
    return body


@pytest.fixture(autouse=True)
def counted(database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(STATS)


@pytest.mark.parametrize("kinds", IN_A_ROW, ids=" - ".join)
def test_three_errors_in_a_row_end_in_an_answer_or_an_honest_sentence(
    invoke: Invoke, bedrock: WireServer, kinds: tuple[str, ...]
) -> None:
    bedrock.script = [*variants(kinds, IN_A_ROW.index(kinds)), *GOOD]

    body = check(invoke("POST", "/ai/ask", QUESTION), bedrock)

    told_once = (
        sum(kind in ("empty reply", "text, no tool") for kind in kinds) < 2
    )  # such a reply is asked for once more
    if told_once:
        assert (body["answer"], body["result_type"], body["grounding"]["unproven"]) == (TOLD, "answer", 0)
    else:
        assert (body["answer"], body["result_type"]) in {(agent.UNCONFIRMED, "error"), (agent.NO_WORDS, "error")}


@pytest.mark.parametrize("kind", ERRORS)
def test_a_model_that_never_mends_its_error_ends_in_an_honest_sentence(
    invoke: Invoke, bedrock: WireServer, database: WireServer, kind: str
) -> None:
    bedrock.script = variants((kind,) * agent.MAX_ROUNDS, 0)

    body = check(invoke("POST", "/ai/ask", QUESTION), bedrock)

    assert body["answer"] in {agent.UNCONFIRMED, agent.NO_WORDS}
    assert database.bodies("/job_stats") == []


@pytest.mark.parametrize("kind", ERRORS)
def test_errors_after_something_was_found_leave_what_was_found(invoke: Invoke, bedrock: WireServer, kind: str) -> None:
    bedrock.script = [GOOD[0], *variants((kind,) * 3, 0), reply("There were 4,711 jobs.")]

    body = check(invoke("POST", "/ai/ask", QUESTION), bedrock)

    marked = (
        "(Not confirmed by the data: 4,711.)" in body["answer"]
        or "(Not confirmed by the data: 4711.)" in body["answer"]
    )
    assert marked or body["answer"].startswith(agent.ONLY_TABLES)


@pytest.mark.parametrize("kind", ERRORS)
def test_the_page_sees_no_failure_either(invoke: Invoke, bedrock: WireServer, kind: str) -> None:
    bedrock.script = [*variants((kind,) * 3, 0), *GOOD]
    question = {"role": "user", "parts": [{"type": "text", "text": PROMPT}]}

    stream = chunks(invoke("POST", "/ai/chat", {"messages": [question]}).text)

    assert "error" not in {chunk["type"] for chunk in stream}
    assert stream[-1]["finishReason"] in {"stop", "other"}
    shown = "".join(chunk["delta"] for chunk in stream if chunk["type"] == "text-delta")
    assert shown in {TOLD, agent.UNCONFIRMED, agent.NO_WORDS}


def test_a_promise_to_look_it_up_is_no_answer_where_a_tool_was_asked_for(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [reply(GUESSES[0]), reply("Sure, I will look that up now.")]

    body = check(invoke("POST", "/ai/ask", QUESTION), bedrock)

    assert bedrock.bodies()[1]["toolConfig"]["toolChoice"] == {"any": {}}
    assert (body["answer"], body["result_type"]) == (agent.UNCONFIRMED, "error")


@pytest.mark.parametrize(("mark", "kind"), [("ask", "clarification"), ("decline", "decline")])
def test_a_refusal_stands_where_a_tool_was_asked_for(invoke: Invoke, bedrock: WireServer, mark: str, kind: str) -> None:
    bedrock.script = [reply(GUESSES[0]), reply(f"{{{mark}}} Jobs of which country?")]

    body = check(invoke("POST", "/ai/ask", QUESTION), bedrock)

    assert (body["answer"], body["result_type"]) == ("Jobs of which country?", kind)


def test_three_long_errors_stay_within_what_a_turn_may_use(invoke: Invoke, bedrock: WireServer) -> None:
    long = [call(**{f"planet{number}": "Mars " * 6_000}) for number in range(3)]
    bedrock.script = [*long, reply("I could not find that.")]

    body = check(invoke("POST", "/ai/ask", QUESTION), bedrock)

    assert body["rounds"] < len(long) + 1
    assert bedrock.bodies()[-1]["messages"][-1]["content"][-1] == {"text": agent.ANSWER_NOW}


def test_three_slow_errors_end_in_time_with_what_was_found(
    invoke: Invoke, bedrock: WireServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent, "TIME_TO_ANSWER", 0.5)
    slow = [reply({"name": "job_stats", "raw": '{"limit": ' * times}, pauses=(0.3,)) for times in (1, 2, 3)]
    bedrock.script = [GOOD[0], *slow, GOOD[1]]
    started = time.monotonic()

    body = check(invoke("POST", "/ai/ask", QUESTION, milliseconds=int((RESERVE + 1.3) * 1000)), bedrock)

    assert time.monotonic() - started < RESERVE + 1.3
    assert body["answer"] == TOLD
    assert bedrock.bodies()[-1]["messages"][-1]["content"][-1] == {"text": agent.ANSWER_NOW}


def test_the_model_is_told_what_was_wrong_each_time(invoke: Invoke, bedrock: WireServer) -> None:
    bedrock.script = [NO_JSON[0], call("functions.count"), call(planet="Mars", **JANUARY), *GOOD]

    assert check(invoke("POST", "/ai/ask", QUESTION), bedrock)["answer"] == TOLD
    told = json.dumps(bedrock.bodies()[-1]["messages"])
    assert "The input is not a JSON object." in told
    assert "There is no tool 'functions_count'. Tools: job_stats, " in told
    assert "planet: Extra inputs are not permitted; allowed: country" in told
