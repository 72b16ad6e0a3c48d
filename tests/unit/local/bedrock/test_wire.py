"""The wire protocol, spoken by botocore as it speaks to the real service."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from joblab.chat.agent import FINDING, MISFIT

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

MODEL = "us.anthropic.claude-haiku-5-5"
SYSTEM = [{"text": "You are JobLab.\nToday is 2026-11-23. The data covers 2025-01-01 to 2026-11-22."}]
SCHEMA = {"json": {"type": "object"}}
NAMES = ("job_stats", "search_jobs", "get_job", "describe_data")
TOOLS: dict[str, Any] = {"tools": [{"toolSpec": {"name": name, "inputSchema": SCHEMA}} for name in NAMES]}
QUESTION = "How many jobs in January 2026?"
TABLE = "result A: measure=count\nfilters: posted_start=2026-01-01\ndata: 2025-01-01..2026-11-22\ntotal=1234"
SAID = "**{A.total}** jobs were posted in January 2026."


def user(*content: dict[str, Any]) -> dict[str, Any]:
    return {"role": "user", "content": list(content)}


def assistant(*content: dict[str, Any]) -> dict[str, Any]:
    return {"role": "assistant", "content": list(content)}


def text(words: str) -> dict[str, Any]:
    return {"text": words}


def tool_use(use_id: str = "use-1", name: str = "job_stats") -> dict[str, Any]:
    return {"toolUse": {"toolUseId": use_id, "name": name, "input": {}}}


def tool_result(use_id: str = "use-1", words: str = TABLE) -> dict[str, Any]:
    return {"toolResult": {"toolUseId": use_id, "content": [text(words)], "status": "success"}}


def request(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"modelId": MODEL, "messages": list(messages), "system": SYSTEM, "toolConfig": TOOLS, **more}


def stream(bedrock: "BedrockRuntimeClient", **arguments: Any) -> list[dict[str, Any]]:
    return [dict(event) for event in bedrock.converse_stream(**arguments)["stream"]]


def refusal(bedrock: "BedrockRuntimeClient", **arguments: Any) -> tuple[str, int, str]:
    with pytest.raises(ClientError) as caught:
        bedrock.converse(**arguments)
    response = caught.value.response
    return response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Message"]


def test_stream_of_a_tool_call_has_bedrocks_order(bedrock: "BedrockRuntimeClient") -> None:
    events = stream(bedrock, **request(user(text(QUESTION))))

    names = [next(iter(event)) for event in events]
    deltas = [event["contentBlockDelta"] for event in events if "contentBlockDelta" in event]
    assert names == [
        "messageStart",
        "contentBlockStart",
        *["contentBlockDelta"] * len(deltas),
        "contentBlockStop",
        "messageStop",
        "metadata",
    ]
    assert events[0]["messageStart"] == {"role": "assistant"}
    assert events[1]["contentBlockStart"]["start"]["toolUse"]["name"] == "job_stats"
    assert events[-2]["messageStop"] == {"stopReason": "tool_use"}
    assert len(deltas) > 1
    fragments = "".join(delta["delta"]["toolUse"]["input"] for delta in deltas)
    assert json.loads(fragments) == {
        "posted_start": "2026-01-01",
        "posted_end": "2026-01-31",
        "answer": "**{total}** jobs were posted in January 2026.",
    }


def test_tool_round_trip_ends_in_the_place_of_the_figure(bedrock: "BedrockRuntimeClient") -> None:
    first = bedrock.converse(**request(user(text(QUESTION))))
    message = first["output"]["message"]
    use_id = message["content"][0]["toolUse"]["toolUseId"]
    events = stream(bedrock, **request(user(text(QUESTION)), dict(message), user(tool_result(use_id))))

    deltas = [event["contentBlockDelta"]["delta"]["text"] for event in events if "contentBlockDelta" in event]
    assert first["stopReason"] == "tool_use"
    assert "".join(deltas) == SAID
    assert len(deltas) > 1
    assert not any("contentBlockStart" in event for event in events)
    assert events[-2]["messageStop"]["stopReason"] == "end_turn"


def test_two_questions_make_two_tool_blocks(bedrock: "BedrockRuntimeClient") -> None:
    events = stream(bedrock, **request(user(text("How many jobs in Germany and what is the median salary there?"))))

    starts = [event["contentBlockStart"] for event in events if "contentBlockStart" in event]
    assert [start["contentBlockIndex"] for start in starts] == [0, 1]
    assert len({start["start"]["toolUse"]["toolUseId"] for start in starts}) == 2


def test_usage_counts_four_characters_a_token(bedrock: "BedrockRuntimeClient") -> None:
    short = bedrock.converse(**request(user(text("hello"))))["usage"]
    longer = bedrock.converse(**request(user(text("hello" + " " * 400))))["usage"]

    assert longer["inputTokens"] - short["inputTokens"] == 100
    assert short["totalTokens"] == short["inputTokens"] + short["outputTokens"]


def test_end_of_the_data_is_read_from_the_prompt(bedrock: "BedrockRuntimeClient") -> None:
    content = bedrock.converse(**request(user(text("How many jobs in 2024?"))))["output"]["message"]["content"]

    assert content[0]["toolUse"]["input"]["answer"] == (
        "**{total}** jobs were posted in 2024.\n\nThe data covers 2025-01-01 to 2026-11-22."
    )


def test_cache_point_is_written_once_and_then_read(bedrock: "BedrockRuntimeClient") -> None:
    system = [text("A prompt of this test alone. " * 100), {"cachePoint": {"type": "default"}}, *SYSTEM]
    first = bedrock.converse(**request(user(text("hello")), system=system))["usage"]
    second = bedrock.converse(**request(user(text("hello")), system=system))["usage"]

    assert first["cacheReadInputTokens"] == 0
    assert first["cacheWriteInputTokens"] > 512
    assert second["cacheReadInputTokens"] == first["cacheWriteInputTokens"]
    assert second["cacheWriteInputTokens"] == 0


def test_cache_point_below_the_smallest_prompt_is_ignored(bedrock: "BedrockRuntimeClient") -> None:
    system = [text("Short."), {"cachePoint": {"type": "default"}}]
    usage = bedrock.converse(modelId=MODEL, system=system, messages=[user(text("hello"))])["usage"]  # type: ignore[arg-type,list-item]

    assert (usage["cacheReadInputTokens"], usage["cacheWriteInputTokens"]) == (0, 0)


def test_max_tokens_cuts_the_answer(bedrock: "BedrockRuntimeClient") -> None:
    answer = bedrock.converse(**request(user(text("hello")), inferenceConfig={"maxTokens": 2}))

    assert answer["stopReason"] == "max_tokens"
    assert answer["output"]["message"]["content"] == [{"text": "Hello! A"}]
    assert answer["usage"]["outputTokens"] == 2


def test_max_tokens_cuts_a_tool_input_in_the_stream(bedrock: "BedrockRuntimeClient") -> None:
    events = stream(bedrock, **request(user(text(QUESTION)), inferenceConfig={"maxTokens": 3}))

    fragments = "".join(e["contentBlockDelta"]["delta"]["toolUse"]["input"] for e in events if "contentBlockDelta" in e)
    assert fragments == '{"posted_sta'
    assert events[-2]["messageStop"]["stopReason"] == "max_tokens"


@pytest.mark.parametrize("choice", [{"any": {}}, {"tool": {"name": "describe_data"}}], ids=["any", "tool"])
def test_tool_choice_forces_a_call(bedrock: "BedrockRuntimeClient", choice: dict[str, Any]) -> None:
    answer = bedrock.converse(**request(user(text("hello")), toolConfig={**TOOLS, "toolChoice": choice}))

    assert answer["stopReason"] == "tool_use"
    assert answer["output"]["message"]["content"][0]["toolUse"]["name"] == "describe_data"


def test_tool_choice_after_a_reply_repeats_the_question(bedrock: "BedrockRuntimeClient") -> None:
    asked = user(text(QUESTION), text("Every figure must come from the database."))
    answer = bedrock.converse(**request(asked, toolConfig={**TOOLS, "toolChoice": {"any": {}}}))

    assert answer["output"]["message"]["content"][0]["toolUse"]["input"]["posted_start"] == "2026-01-01"


def test_instruction_beside_tool_results_is_no_question(bedrock: "BedrockRuntimeClient") -> None:
    for instruction in ("Answer now: tell a joke.", MISFIT.format(reason="nothing was found")):
        messages = [user(text(QUESTION)), assistant(tool_use()), user(tool_result(), text(instruction))]
        answer = bedrock.converse(**request(*messages))

        assert answer["output"]["message"]["content"] == [{"text": SAID}]


def test_a_reply_that_is_sent_back_is_said_again(bedrock: "BedrockRuntimeClient") -> None:
    sent_back = user(text(FINDING.format(findings="{A7}: result A has 5 rows")))
    asked = [user(text(QUESTION)), assistant(tool_use()), user(tool_result())]
    first = bedrock.converse(**request(*asked))["output"]["message"]
    again = bedrock.converse(**request(*asked, dict(first), sent_back))["output"]["message"]

    assert again == first


def test_reasoning_and_json_results_are_accepted(bedrock: "BedrockRuntimeClient") -> None:
    reasoning = {"reasoningContent": {"reasoningText": {"text": "Let me count.", "signature": "c2ln"}}}
    result = {
        "toolResult": {
            "toolUseId": "use-1",
            "content": [{"json": {"total": 3}}, text("result A: measure=count\ntotal=3")],
        }
    }
    messages = [user(text("How many jobs?")), assistant(reasoning, tool_use()), user(result)]

    assert bedrock.converse(**request(*messages))["output"]["message"]["content"] == [
        {"text": "**{A.total}** jobs were posted."}
    ]


@pytest.mark.parametrize(
    "model_id",
    [
        "anthropic.claude-haiku-4-5-20251001-v1:0",
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-haiku-5-5",
    ],
)
def test_any_claude_answers(bedrock: "BedrockRuntimeClient", model_id: str) -> None:
    answer = bedrock.converse(modelId=model_id, messages=[user(text("hello"))])  # type: ignore[list-item]

    assert answer["stopReason"] == "end_turn"


@pytest.mark.parametrize(
    ("model_id", "code", "status"),
    [
        ("amazon.nova-lite-v1:0", "ValidationException", 400),
        ("arn:aws:bedrock:us-east-1::foundation-model/no.such-model", "ResourceNotFoundException", 404),
    ],
)
def test_unknown_model_is_refused(bedrock: "BedrockRuntimeClient", model_id: str, code: str, status: int) -> None:
    assert refusal(bedrock, modelId=model_id, messages=[user(text("hello"))])[:2] == (code, status)


INVALID = {
    "temperature": (request(user(text("hi")), inferenceConfig={"temperature": 0.2}), "`temperature` is deprecated"),
    "top_p": (request(user(text("hi")), inferenceConfig={"topP": 0.9}), "`top_p` is deprecated"),
    "top_k": (request(user(text("hi")), additionalModelRequestFields={"top_k": 5}), "`top_k` is deprecated"),
    "assistant first": (request(assistant(text("hi"))), "must start with a user message"),
    "two user messages": (request(user(text("hi")), user(text("hi"))), "roles must alternate"),
    "prefill": (request(user(text("hi")), assistant(text("The"))), "does not support assistant message prefill"),
    "blank text": (request(user(text(" "))), "messages.0.content.0 is blank"),
    "no content": (request({"role": "user", "content": []}), "messages.0.content"),
    "result missing": (
        request(user(text("hi")), assistant(tool_use()), user(text("and?"))),
        "Expected toolResult blocks at messages.2.content for the following Ids: use-1",
    ),
    "result for nothing": (
        request(user(text("hi")), assistant(text("hi")), user(tool_result())),
        "exceeds the number of toolUse blocks",
    ),
    "result for another": (
        request(user(text("hi")), assistant(tool_use()), user(tool_result("use-2"))),
        "for the following Ids: use-1",
    ),
    "result twice": (
        request(user(text("hi")), assistant(tool_use()), user(tool_result(), tool_result())),
        "exceeds the number of toolUse blocks",
    ),
    "same id twice": (
        request(user(text("hi")), assistant(tool_use(), tool_use()), user(tool_result(), tool_result())),
        "toolUse ids must be unique",
    ),
    "bad id": (
        request(user(text("hi")), assistant(tool_use("a b")), user(tool_result("a b"))),
        "messages.1.content.0.toolUse.toolUseId",
    ),
    "tool use by the user": (request(user(tool_use())), "toolUse blocks are for assistant messages only"),
    "result by the assistant": (
        request(user(text("hi")), assistant(tool_result())),
        "messages.1: toolResult blocks are for user messages only",
    ),
    "no tool config": (
        {
            "modelId": MODEL,
            "messages": [user(text("hi")), assistant(tool_use()), user(tool_result())],
        },
        "The toolConfig field must be defined",
    ),
    "unknown forced tool": (
        request(user(text("hi")), toolConfig={**TOOLS, "toolChoice": {"tool": {"name": "nothing"}}}),
        "Tool 'nothing' not found",
    ),
    "forced while thinking": (
        request(
            user(text("hi")),
            toolConfig={**TOOLS, "toolChoice": {"any": {}}},
            additionalModelRequestFields={"thinking": {"type": "adaptive"}},
        ),
        "Thinking may not be enabled",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), INVALID.values(), ids=INVALID.keys())
def test_invalid_request_is_refused(bedrock: "BedrockRuntimeClient", arguments: dict[str, Any], message: str) -> None:
    code, status, said = refusal(bedrock, **arguments)

    assert (code, status) == ("ValidationException", 400)
    assert message in said


def test_refusal_comes_before_the_stream(bedrock: "BedrockRuntimeClient") -> None:
    with pytest.raises(ClientError, match="roles must alternate"):
        bedrock.converse_stream(**request(user(text("hi")), user(text("hi"))))


def test_older_model_takes_temperature_and_prefill(bedrock: "BedrockRuntimeClient") -> None:
    answer = bedrock.converse(
        modelId="us.anthropic.claude-haiku-4-5-20251001-v1:0",
        messages=[user(text("hello")), assistant(text("Hel"))],  # type: ignore[list-item]
        inferenceConfig={"temperature": 0.2},
    )

    assert answer["stopReason"] == "end_turn"
