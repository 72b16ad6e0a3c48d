"""The embedded metrics of a request: names, units and the one dimension."""

import json
import time

import pytest

from joblab.telemetry.metrics import emit_metrics
from local.wire import Json

LINE: Json = {
    "status": 200,
    "cold_start": True,
    "duration_ms": 812.5,
    "answered": True,
    "from_plan": False,
    "input_tokens": 200,
    "output_tokens": 20,
    "cache_read_tokens": 100,
    "cache_write_tokens": 0,
    "cost_usd": 0.000034,
    "tool_calls": 2,
    "tool_errors": 1,
    "figures": 3,
    "unproven_figures": 2,
}


def test_an_answer_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    emit_metrics(LINE)

    document = json.loads(capsys.readouterr().out)
    (directive,) = document["_aws"]["CloudWatchMetrics"]
    assert (directive["Namespace"], directive["Dimensions"], document["service"]) == (
        "JobLab",
        [["service"]],
        "llm-backend",
    )
    assert {metric["Name"]: (metric["Unit"], document[metric["Name"]]) for metric in directive["Metrics"]} == {
        "ServerErrors": ("Count", [0.0]),
        "ColdStarts": ("Count", [1.0]),
        "Latency": ("Milliseconds", [812.5]),
        "InputTokens": ("Count", [200.0]),
        "OutputTokens": ("Count", [20.0]),
        "CacheReadTokens": ("Count", [100.0]),
        "Answers": ("Count", [1.0]),
        "AnswersAtOnce": ("Count", [0.0]),
        "UnprovenAnswers": ("Count", [1.0]),
        "CostUSD": ("None", [0.000034]),
    }


def test_a_request_without_a_model_has_no_tokens(capsys: pytest.CaptureFixture[str]) -> None:
    emit_metrics({"status": 503, "cold_start": False, "duration_ms": 3.0})

    document = json.loads(capsys.readouterr().out)
    assert document["ServerErrors"] == [1.0]
    assert "CostUSD" not in document


def test_emitting_takes_less_than_5_ms() -> None:
    emit_metrics(LINE)
    started = time.process_time()
    for _ in range(20):
        emit_metrics(LINE)

    assert (time.process_time() - started) / 20 < 0.005
