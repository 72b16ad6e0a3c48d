"""What the model's server says, as Bedrock would say it."""

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.local.messages.asking import deltas, events, request, stop_reason
from tests.unit.local.messages.server import (
    MessagesServer,
    begun,
    call,
    ended,
    grown,
    reply,
    started,
    stopped,
    streamed,
    text,
)

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient


def test_text_and_several_calls_come_in_bedrocks_order(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [
        reply(
            text(0, "Let me look."),
            call(1, "toolu_1", "job_stats", '{"country": ', '"France"}'),
            call(2, "toolu_2", "get_job", '{"job_id": "7"}'),
            stop="tool_use",
        )
    ]

    streamed_events = events(bedrock)

    assert streamed_events[:-1] == [
        ("messageStart", {"role": "assistant"}),
        ("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": "Let me"}}),
        ("contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": " look."}}),
        ("contentBlockStop", {"contentBlockIndex": 0}),
        (
            "contentBlockStart",
            {"contentBlockIndex": 1, "start": {"toolUse": {"toolUseId": "toolu_1", "name": "job_stats"}}},
        ),
        ("contentBlockDelta", {"contentBlockIndex": 1, "delta": {"toolUse": {"input": '{"country": '}}}),
        ("contentBlockDelta", {"contentBlockIndex": 1, "delta": {"toolUse": {"input": '"France"}'}}}),
        ("contentBlockStop", {"contentBlockIndex": 1}),
        (
            "contentBlockStart",
            {"contentBlockIndex": 2, "start": {"toolUse": {"toolUseId": "toolu_2", "name": "get_job"}}},
        ),
        ("contentBlockDelta", {"contentBlockIndex": 2, "delta": {"toolUse": {"input": '{"job_id": "7"}'}}}),
        ("contentBlockStop", {"contentBlockIndex": 2}),
        ("messageStop", {"stopReason": "tool_use"}),
    ]
    assert streamed_events[-1][0] == "metadata"


def test_converse_gives_the_same_in_one_piece(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [
        reply(text(0, "Let me look."), call(1, "toolu_1", "job_stats", '{"country": "France"}'), stop="tool_use")
    ]

    answer = bedrock.converse(**request())

    assert answer["output"]["message"] == {
        "role": "assistant",
        "content": [
            {"text": "Let me look."},
            {"toolUse": {"toolUseId": "toolu_1", "name": "job_stats", "input": {"country": "France"}}},
        ],
    }
    assert answer["stopReason"] == "tool_use"
    assert answer["usage"]["totalTokens"] == 19


def test_a_piece_is_sent_on_when_it_comes(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    words = [grown(0, "text_delta", text=word) for word in ("One", " two")]
    server.script = [
        streamed(started(), begun(0, {"type": "text", "text": ""}), *words, *ended("end_turn"), pauses=(0, 0, 0, 0.5))
    ]
    begin = time.monotonic()

    came = [(next(iter(event)), time.monotonic() - begin) for event in bedrock.converse_stream(**request())["stream"]]

    (_, first), (_, second) = (each for each in came if each[0] == "contentBlockDelta")
    assert first < 0.4
    assert second >= 0.5


def test_latency_is_measured(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [streamed(started(), *text(0, "Hello."), *ended("end_turn"), pauses=(0.1, 0.2))]

    assert 300 <= dict(events(bedrock))["metadata"]["metrics"]["latencyMs"] < 900


def test_cached_tokens_are_counted_apart(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    usage = started(input_tokens=20, cache_creation_input_tokens=300, cache_read_input_tokens=4000)
    server.script = [streamed(usage, *text(0, "Hello."), *ended("end_turn", output_tokens=50))]

    assert dict(events(bedrock))["metadata"]["usage"] == {
        "inputTokens": 20,
        "outputTokens": 50,
        "cacheReadInputTokens": 4000,
        "cacheWriteInputTokens": 300,
        "totalTokens": 4370,
    }


def test_a_later_count_stands(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [streamed(started(), *text(0, "Hi."), *ended("end_turn", input_tokens=99, output_tokens=5))]

    usage = dict(events(bedrock))["metadata"]["usage"]

    assert (usage["inputTokens"], usage["outputTokens"]) == (99, 5)


@pytest.mark.parametrize(
    ("theirs", "bedrocks"),
    [
        ("end_turn", "end_turn"),
        ("max_tokens", "max_tokens"),
        ("stop_sequence", "stop_sequence"),
        ("refusal", "refusal"),
        ("model_context_window_exceeded", "model_context_window_exceeded"),
        ("pause_turn", "end_turn"),
        ("stop", "end_turn"),
        ("", "end_turn"),
        (None, "end_turn"),
    ],
)
def test_every_reason_to_stop_has_bedrocks_name(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, theirs: str | None, bedrocks: str
) -> None:
    server.script = [streamed(started(), *text(0, "Hello."), *ended(theirs))]

    assert stop_reason(events(bedrock)) == bedrocks


@pytest.mark.parametrize(
    ("theirs", "bedrocks"),
    [("tool_use", "tool_use"), ("end_turn", "tool_use"), ("", "tool_use"), ("max_tokens", "max_tokens")],
)
def test_a_call_is_a_reason_to_stop(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, theirs: str, bedrocks: str
) -> None:
    server.script = [streamed(started(), *call(0, "call_1", "job_stats", "{}"), *ended(theirs))]

    assert stop_reason(events(bedrock)) == bedrocks


@pytest.mark.parametrize("fragments", [('{"country": "Fra',), ("country=France",), ("[1]",)])
def test_an_input_that_is_no_object_is_passed_on_to_be_repaired(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, fragments: tuple[str, ...]
) -> None:
    server.script = [reply(call(0, "call_1", "job_stats", *fragments), stop="tool_use")] * 2

    streamed_events, answer = events(bedrock), bedrock.converse(**request())

    assert deltas(streamed_events, 0) == [{"toolUse": {"input": fragment}} for fragment in fragments]
    assert stop_reason(streamed_events) == "tool_use"
    assert answer["stopReason"] == "malformed_tool_use"
    assert answer["output"]["message"]["content"][0]["toolUse"]["input"] == {}


@pytest.mark.parametrize("given", [{"country": "France"}, '{"country": "France"}'], ids=["object", "text"])
@pytest.mark.parametrize("more", [[], [grown(0, "input_json_delta", partial_json="")]], ids=["alone", "empty delta"])
def test_an_input_may_come_at_once(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, given: object, more: list[dict[str, Any]]
) -> None:
    block = {"type": "tool_use", "id": "call_1", "name": "job_stats", "input": given}
    server.script = [streamed(started(), begun(0, block), *more, stopped(0), *ended("tool_use"))]

    assert deltas(events(bedrock), 0) == [{"toolUse": {"input": '{"country": "France"}'}}]


def test_a_call_without_any_input_is_whole(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [reply(call(0, "call_1", "describe_data"), stop="tool_use")]

    answer = bedrock.converse(**request())

    assert answer["stopReason"] == "tool_use"
    assert answer["output"]["message"]["content"][0]["toolUse"]["input"] == {}


def test_a_server_that_sends_no_more_than_it_must(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    events_of_ollama = [
        {"type": "message_start", "message": {"role": "assistant", "content": []}},
        begun(0, {"type": "thinking", "thinking": ""}),
        grown(0, "thinking_delta", thinking="Hm."),
        stopped(0),
        begun(1, {"type": "text"}),
        grown(1, "text_delta", text="Hello."),
        {"type": "message_delta", "delta": {}, "usage": {"input_tokens": 5, "output_tokens": 2}},
        {"type": "message_stop"},
    ]
    server.script = [streamed(*events_of_ollama)]

    streamed_events = events(bedrock)

    assert deltas(streamed_events, 0) == [{"reasoningContent": {"text": "Hm."}}]
    assert deltas(streamed_events, 1) == [{"text": "Hello."}]
    assert [payload for name, payload in streamed_events if name == "contentBlockStop"] == [
        {"contentBlockIndex": 0},
        {"contentBlockIndex": 1},
    ]
    assert dict(streamed_events)["metadata"]["usage"] == {
        "inputTokens": 5,
        "outputTokens": 2,
        "cacheReadInputTokens": 0,
        "cacheWriteInputTokens": 0,
        "totalTokens": 7,
    }


def test_what_was_not_counted_is_not_told(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    begin: dict[str, Any] = {"type": "message_start", "message": {}}
    end: list[dict[str, Any]] = [
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}},
        {"type": "message_stop"},
    ]
    server.script = [streamed(begin, *text(0, "Hello."), *end)]

    streamed_events = events(bedrock)

    assert streamed_events[-1] == ("messageStop", {"stopReason": "end_turn"})


def test_what_bedrock_does_not_have_is_left_out(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    search = [
        begun(0, {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {}}),
        grown(0, "input_json_delta", partial_json="{}"),
        stopped(0),
    ]
    cited = [begun(1, {"type": "text", "text": "Hello"}), grown(1, "citations_delta"), *text(1, ", you.")[1:]]
    news: list[dict[str, Any] | bytes] = [{"type": "news_of_2027", "index": 4}, b": keep-alive\n\n", b"event: ping\n\n"]
    server.script = [streamed(started(), *search, *news, *cited, *ended("end_turn"))]

    streamed_events = events(bedrock)

    assert deltas(streamed_events, 0) == []
    assert [name for name, _ in streamed_events if name == "contentBlockStart"] == []
    assert "".join(delta["text"] for delta in deltas(streamed_events, 1)) == "Hello, you."


def test_a_reply_may_say_nothing(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [reply()]

    assert [name for name, _ in events(bedrock)] == ["messageStart", "messageStop", "metadata"]


def test_the_end_is_not_waited_for(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    said = [started(), *text(0, "Hello."), *ended("end_turn")]
    server.script = [streamed(*said, b": and yet it goes on\n\n", pauses=(*[0.0] * len(said), 60.0))]

    assert stop_reason(events(bedrock)) == "end_turn"
    assert server.hung_up.wait(5)
