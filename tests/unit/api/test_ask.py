"""POST /ai/ask: whole events in, whole responses out."""

from unittest.mock import ANY

import pytest

from local.wire import BEGUN, JANUARY, STATS, Json, answer, reply
from tests.unit.api.wire import COUNT_JANUARY, OURS, Invoke, WireServer, is_own, is_uuid

QUESTION = {"prompt": "How many jobs in January 2026?"}


def test_ask_counts_jobs_in_a_month(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    bedrock.script = [reply(COUNT_JANUARY), reply("**{A.total}** jobs were posted in January 2026.")]
    database.by_path["/job_stats"] = answer(STATS)

    response = invoke("POST", "/ai/ask", QUESTION)

    body = response.json
    assert is_own(body.pop("conversation_id"))
    assert is_uuid(body.pop("turn_id"))
    assert response.status == 200
    assert body == {
        "answer": "**912** jobs were posted in January 2026.",
        "model": "us.anthropic.claude-haiku-5-5",
        "from_plan": False,
        "usage": {
            "input_tokens": 200,
            "output_tokens": 20,
            "total_tokens": 320,
            "cache_read_tokens": 100,
            "cache_write_tokens": 0,
            "cost_usd": pytest.approx((200 * 0.11 + 20 * 0.55 + 100 * 0.011) / 1e6),
        },
        "rounds": 2,
        "grounding": {
            "figures": [
                {
                    "start": 2,
                    "end": 5,
                    "text": "912",
                    "value": 912.0,
                    "status": "proven",
                    "source": {"kind": "cell", "tool_call_id": "call-0", "path": "total.value", "label": ANY},
                }
            ],
            "unproven": 0,
        },
        "tool_calls": [{"id": "call-0", "name": "job_stats", "input": JANUARY, "result": STATS, "error": None}],
        "job_results": None,
        "result_type": "answer",
        "gate_outcome": "ANSWER",
        "trace_id": "11111111-2222-3333-4444-555555555555",
    }
    assert database.bodies("/job_stats") == [
        {
            "measure": "count",
            "group_by": [],
            "filters": JANUARY,
            "part": None,
            "compare": None,
            "compare_start": None,
            "compare_end": None,
            "min_postings": None,
            "order_by": None,
            "ascending": None,
            "row_limit": 21,  # one more than asked for, to tell a tie
        }
    ]


def test_ask_sends_the_model_prompt_tools_and_compact_results(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    bedrock.script = [reply(COUNT_JANUARY), reply("{A.total} jobs.")]
    database.by_path["/job_stats"] = answer(STATS)

    invoke("POST", "/ai/ask", QUESTION)

    first, second = bedrock.bodies()
    assert bedrock.requests[0]["path"] == "/model/us.anthropic.claude-haiku-5-5/converse-stream"
    assert first["messages"] == [{"role": "user", "content": [{"text": QUESTION["prompt"]}]}]
    assert first["system"][0]["text"].endswith("The data covers 2025-01-01 to 2026-11-22.")
    assert first["inferenceConfig"] == {"maxTokens": 1024}
    assert first["additionalModelRequestFields"] == {"thinking": {"type": "disabled"}}
    assert [tool["toolSpec"]["name"] for tool in first["toolConfig"]["tools"][:-1]] == [
        "job_stats",
        "search_jobs",
        "get_job",
        "describe_data",
    ]
    assert first["toolConfig"]["tools"][-1] == first["system"][-1] == {"cachePoint": {"type": "default"}}
    assert second["messages"][1:] == [
        {
            "role": "assistant",
            "content": [{"toolUse": {"toolUseId": "call-0", "name": "job_stats", "input": JANUARY}}],
        },
        {
            "role": "user",
            "content": [
                {
                    "toolResult": {
                        "toolUseId": "call-0",
                        "status": "success",
                        "content": [
                            {
                                "text": "result A: measure=count\n"
                                "filters: posted_start=2026-01-01; posted_end=2026-01-31\n"
                                "data: 2025-01-01..2026-11-22\n"
                                "total=912 days=31"
                            }
                        ],
                    }
                }
            ],
        },
    ]


def test_ask_returns_job_cards_of_a_listing(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    card: Json = {
        "job_id": "demo-20260115-017",
        "actual_role": "Data | Engineer",
        "company_name": "Acme",
        "country": "Germany",
        "location": "Berlin, Germany",
        "url": "https://jobs.example/1",
        "posted_date": "2026-01-15",
        "job_level_std": None,
        "job_function_std": "Data Engineering",
        "job_type_filled": "fulltime",
        "platform": "indeed",
        "is_remote": True,
        "is_research": False,
        "skills": ["SQL"],
        "tools": [],
        "salary_min": 50000,
        "salary_max": 60000,
        "salary_currency": "EUR",
        "salary_period": "yearly",
    }
    page = {key: STATS[key] for key in ("filters", "unknown_values", "oldest_day", "newest_day")}
    bedrock.script = [reply({"name": "search_jobs", "input": {"location": "Berlin"}}), reply("One job.")]
    database.by_path["/search_jobs"] = answer({**page, "total": 1, "rows": [card]})

    response = invoke("POST", "/ai/ask", {"prompt": "Show jobs in Berlin"})

    assert response.json["job_results"] == [card]
    result = bedrock.bodies()[1]["messages"][-1]["content"][0]["toolResult"]["content"][0]["text"]
    assert result.splitlines()[-1] == (
        "1|demo-20260115-017|Data / Engineer|Acme|Berlin, Germany|Germany|2026-01-15|true||50000-60000 EUR yearly"
    )


def test_ask_continues_a_conversation(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    history = [{"question": "How many jobs in Germany?", "answer": "10 jobs.", "tool_calls": []}]
    database.by_path["/begin_turn"] = answer({**BEGUN, "history": history})
    bedrock.script = [reply({"name": "job_stats", "input": {"country": "France"}}), reply("{A.total} jobs in France.")]
    database.by_path["/job_stats"] = answer({**STATS, "filters": {"country": "France"}})

    response = invoke("POST", "/ai/ask", {"prompt": "and in France?", "conversation_id": OURS})

    assert response.json["conversation_id"] == OURS
    (message,) = bedrock.bodies()[0]["messages"]
    earlier, asked = message["content"]
    assert (message["role"], asked) == ("user", {"text": "and in France?"})
    assert "\nReader: How many jobs in Germany?\nYou: 10 jobs.\n" in earlier["text"]
    (begun,) = database.bodies("/begin_turn")
    assert begun["conversation_id"] == OURS
    (kept,) = database.bodies("/end_turn")
    assert (kept["conversation_id"], kept["plan"]) == (OURS, None)
    assert kept["turn"] == {
        "turn_id": response.json["turn_id"],
        "question": "and in France?",
        "answer": "912 jobs in France.",
        "tool_calls": [{"name": "job_stats", "input": {"country": "France"}}],
    }


def test_ask_answers_without_the_conversations_memory(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    database.by_path |= {"/begin_turn": answer({**BEGUN, "history": [{"text": 5}]}), "/end_turn": answer({}, 404)}
    bedrock.script = [reply("Hello. Ask me about jobs.")]

    response = invoke("POST", "/ai/ask", {"prompt": "hello", "conversation_id": OURS})

    assert (response.status, response.json["answer"]) == (200, "Hello. Ask me about jobs.")


@pytest.mark.parametrize(
    ("text", "result_type", "gate_outcome"),
    [
        ("{decline} Ich beantworte nur Fragen zum Arbeitsmarkt.", "decline", "DECLINE"),
        ("{ask} Do you mean Georgia the country or the state?", "clarification", "ASK_CLARIFICATION"),
        (" {ask}Which year?", "clarification", "ASK_CLARIFICATION"),
        ("Hello. What would you like to know?", "answer", "ANSWER"),
    ],
)
def test_ask_tells_kinds_of_answers_apart(
    invoke: Invoke, bedrock: WireServer, text: str, result_type: str, gate_outcome: str
) -> None:
    bedrock.script = [reply(text)]

    body = invoke("POST", "/ai/ask", {"prompt": "tell me"}).json

    assert (body["result_type"], body["gate_outcome"], body["tool_calls"]) == (result_type, gate_outcome, None)
    assert body["answer"] == text.rpartition("}")[2].strip()
