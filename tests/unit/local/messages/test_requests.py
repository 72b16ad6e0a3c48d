"""What the model's server is asked."""

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.unit.local.messages.asking import MODEL, QUESTION, SCHEMA, SPEC, events, message, request, results
from tests.unit.local.messages.server import MessagesServer, begun, call, grown, reply, stopped, text

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

CACHE_POINT = {"cachePoint": {"type": "default"}}
CACHED = {"cache_control": {"type": "ephemeral"}}


def test_everything_that_a_turn_holds_is_told(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [reply(text(0, "Done."))]
    calls = [{"toolUse": {"toolUseId": f"use-{n}", "name": "job_stats", "input": {"country": n}}} for n in ("1", "2")]
    answers = [
        {"toolResult": {"toolUseId": "use-1", "content": [{"text": "total=3"}, {"json": {"total": 3}}]}},
        {"toolResult": {"toolUseId": "use-2", "content": [{"text": "No such country."}], "status": "error"}},
        {"text": "Answer now."},
    ]
    asked = request(
        {"role": "assistant", "content": [{"text": "Let me look."}, *calls]},
        {"role": "user", "content": [*answers, CACHE_POINT]},
        system=[{"text": "You are JobLab."}, CACHE_POINT, {"text": "Today is Friday."}],
        toolConfig={"tools": [{"toolSpec": SPEC}, CACHE_POINT], "toolChoice": {"any": {}}},
        inferenceConfig={"maxTokens": 300, "stopSequences": ["END"]},
        additionalModelRequestFields={"thinking": {"type": "disabled"}},
    )

    events(bedrock, **asked)

    assert server.body == {
        "model": MODEL,
        "max_tokens": 300,
        "stream": True,
        "stop_sequences": ["END"],
        "thinking": {"type": "disabled"},
        "system": [{"type": "text", "text": "You are JobLab.", **CACHED}, {"type": "text", "text": "Today is Friday."}],
        "tools": [{"name": "job_stats", "description": "Counts postings.", "input_schema": SCHEMA, **CACHED}],
        "tool_choice": {"type": "any"},
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "How many jobs?"}]},
            {
                "role": "assistant",
                "content": [
                    {"type": "text", "text": "Let me look."},
                    {"type": "tool_use", "id": "use-1", "name": "job_stats", "input": {"country": "1"}},
                    {"type": "tool_use", "id": "use-2", "name": "job_stats", "input": {"country": "2"}},
                ],
            },
            {
                "role": "user",
                "content": [
                    {
                        "type": "tool_result",
                        "tool_use_id": "use-1",
                        "content": [{"type": "text", "text": "total=3"}, {"type": "text", "text": '{"total": 3}'}],
                        "is_error": False,
                    },
                    {
                        "type": "tool_result",
                        "tool_use_id": "use-2",
                        "content": [{"type": "text", "text": "No such country."}],
                        "is_error": True,
                    },
                    {"type": "text", "text": "Answer now.", **CACHED},
                ],
            },
        ],
    }


def test_a_request_holds_nothing_that_it_need_not(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [reply(text(0, "Hello."))]

    events(bedrock, modelId="qwen3:8b", messages=[QUESTION], inferenceConfig={"maxTokens": 64})

    assert server.body == {
        "model": "qwen3:8b",
        "max_tokens": 64,
        "stream": True,
        "messages": [{"role": "user", "content": [{"type": "text", "text": "How many jobs?"}]}],
    }


def test_the_servers_own_client_asks(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [reply(text(0, "Hello."))]

    events(bedrock, **request(modelId="hf.co/some-body/some_model:Q4_K_M"))

    (asked,) = server.requests
    assert asked["path"] == "/v1/messages"
    assert asked["headers"]["authorization"] == "Bearer test-key"
    assert "anthropic-version" in asked["headers"]
    assert asked["body"]["model"] == "hf.co/some-body/some_model:Q4_K_M"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"auto": {}}, {"type": "auto"}),
        ({"any": {}}, {"type": "any"}),
        ({"tool": {"name": "job_stats"}}, {"type": "tool", "name": "job_stats"}),
    ],
    ids=["auto", "any", "tool"],
)
def test_a_tool_may_be_forced(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, choice: dict[str, Any], expected: dict[str, str]
) -> None:
    server.script = [reply(call(0, "toolu_1", "job_stats", "{}"), stop="tool_use")]

    events(bedrock, **request(toolConfig={"tools": [{"toolSpec": SPEC}], "toolChoice": choice}))

    assert server.body["tool_choice"] == expected


def test_sampling_is_the_servers_affair(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [reply(text(0, "Hello."))]
    prefilled = {"role": "assistant", "content": [{"text": "The"}]}

    events(bedrock, **request(prefilled, inferenceConfig={"temperature": 0.25, "topP": 0.5}))

    assert (server.body["temperature"], server.body["top_p"]) == (0.25, 0.5)
    assert server.body["messages"][-1]["role"] == "assistant"


def test_a_cache_point_that_closes_nothing_is_left_out(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    server.script = [reply(text(0, "Hello."))]
    thought = {"reasoningContent": {"reasoningText": {"text": "Hm.", "signature": "c2ln"}}}
    history: list[dict[str, Any]] = [{"role": "assistant", "content": [CACHE_POINT, thought, CACHE_POINT]}, QUESTION]

    events(bedrock, **request(*history, system=[CACHE_POINT], toolConfig={"tools": [CACHE_POINT, {"toolSpec": SPEC}]}))

    assert "system" not in server.body
    assert "cache_control" not in str(server.body)


def test_reasoning_goes_back_as_it_came(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    reasoning = [
        [
            begun(0, {"type": "thinking", "thinking": "", "signature": ""}),
            grown(0, "thinking_delta", thinking="Let me "),
            grown(0, "thinking_delta", thinking="count."),
            grown(0, "signature_delta", signature="EqQBCkYIARgC+/="),
            stopped(0),
        ],
        [
            begun(1, {"type": "redacted_thinking", "data": "EmwKAhgBEgy3va3pzix/LafPsn4aDFIT2Xlxh0L5L8rLVyIwxtE3rAF"}),
            stopped(1),
        ],
        call(2, "toolu_01", "job_stats", '{"country": ', '"France"}'),
    ]
    server.script = [reply(*reasoning, stop="tool_use"), reply(text(0, "3"))]
    said = message(bedrock)

    events(bedrock, **request(said, results("toolu_01")))

    assert server.body["messages"][1] == {
        "role": "assistant",
        "content": [
            {"type": "thinking", "thinking": "Let me count.", "signature": "EqQBCkYIARgC+/="},
            {"type": "redacted_thinking", "data": "EmwKAhgBEgy3va3pzix/LafPsn4aDFIT2Xlxh0L5L8rLVyIwxtE3rAF"},
            {"type": "tool_use", "id": "toolu_01", "name": "job_stats", "input": {"country": "France"}},
        ],
    }


def test_reasoning_needs_no_signature(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    thought = [begun(0, {"type": "thinking"}), grown(0, "thinking_delta", thinking="Hm."), stopped(0)]
    server.script = [reply(thought, text(1, "Hello.")), reply(text(0, "Hello."))]
    said = message(bedrock)

    events(bedrock, **request(said, QUESTION))

    assert said["content"][0] == {"reasoningContent": {"reasoningText": {"text": "Hm."}}}
    assert server.body["messages"][1]["content"][0] == {"type": "thinking", "thinking": "Hm.", "signature": ""}


OWN_IDS = {
    "Anthropic's": ["toolu_01A09q90qw90lq917835lq9"],
    "Ollama's": ["call_8f0aq1"],
    "too long": ["call_1__thought__" + "Ab+/" * 200],
    "with blanks": ["call 1", "call 2"],
    "not ASCII": ["appel-nº1"],
}


@pytest.mark.parametrize("own", OWN_IDS.values(), ids=OWN_IDS.keys())
def test_a_servers_own_ids_come_back_to_it(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, own: list[str]
) -> None:
    calls = [call(index, each, "job_stats", "{}") for index, each in enumerate(own)]
    server.script = [reply(*calls, stop="tool_use"), reply(text(0, "3"))]
    said = message(bedrock)

    events(bedrock, **request(said, results(*(block["toolUse"]["toolUseId"] for block in said["content"]))))

    _, asked, answered = server.body["messages"]
    assert [block["id"] for block in asked["content"]] == own
    assert [block["tool_use_id"] for block in answered["content"]] == own


@pytest.mark.parametrize("own", ["call_0", "", None, 7], ids=["the same", "empty", "none", "a number"])
def test_ids_that_tell_nothing_apart_are_replaced(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, own: object
) -> None:
    two = [call(index, own, "job_stats", "{}") for index in range(2)]
    server.script = [reply(*two, stop="tool_use"), reply(*two, stop="tool_use"), reply(text(0, "3"))]
    history: list[dict[str, Any]] = []
    for _ in range(2):
        said = message(bedrock, **request(*history))
        history += [said, results(*(block["toolUse"]["toolUseId"] for block in said["content"]))]

    events(bedrock, **request(*history))

    asked = [block["id"] for said in server.body["messages"][1::2] for block in said["content"]]
    answered = [block["tool_use_id"] for said in server.body["messages"][2::2] for block in said["content"]]
    assert asked == answered
    assert len(set(asked)) == 4


@pytest.mark.parametrize("name", ["functions.job_stats", "job stats", "", None, "n" * 80])
def test_a_tool_that_bedrock_could_not_name_may_be_sent_back(
    bedrock: "BedrockRuntimeClient", server: MessagesServer, name: object
) -> None:
    server.script = [reply(call(0, "call_1", name, "{}"), stop="tool_use"), reply(text(0, "Sorry."))]
    said = message(bedrock)

    events(bedrock, **request(said, results("call_1")))

    assert server.body["messages"][1]["content"][0]["name"] == said["content"][0]["toolUse"]["name"]


def test_what_converse_refuses_is_not_asked(bedrock: "BedrockRuntimeClient", server: MessagesServer) -> None:
    image = {"role": "user", "content": [{"image": {"format": "png", "source": {"bytes": b"png"}}}]}
    for messages, said in (([QUESTION, QUESTION], "roles must alternate"), ([image], "Only text, toolUse")):
        with pytest.raises(ClientError, match=said):
            bedrock.converse_stream(modelId=MODEL, messages=messages)  # type: ignore[arg-type]

    assert server.requests == []
