"""The embedded metrics of a request: names, units and dimensions."""

import json
import time

import pytest

from joblab.telemetry.metrics import emit_metrics
from local.wire import Json

LINE: Json = {
    "cold_start": True,
    "duration_ms": 812.5,
    "answered": True,
    "from_plan": False,
    "failed": False,
    "total_tokens": 320,
    "token_days_left": 61,
    "cost_usd": 0.000034,
    "tool_calls": 2,
    "tool_errors": 1,
    "figures": 3,
    "unproven_figures": 2,
}


def test_an_answer_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    emit_metrics(LINE)

    document = json.loads(capsys.readouterr().out.splitlines()[0])
    (directive,) = document["_aws"]["CloudWatchMetrics"]
    assert (directive["Namespace"], directive["Dimensions"], document["service"]) == (
        "JobLab",
        [["service"]],
        "llm-backend",
    )
    assert {metric["Name"]: (metric["Unit"], document[metric["Name"]]) for metric in directive["Metrics"]} == {
        "ColdStarts": ("Count", [1.0]),
        "Latency": ("Milliseconds", [812.5]),
        "TokenDaysLeft": ("None", [61.0]),
        "Tokens": ("Count", [320.0]),
        "Answers": ("Count", [1.0]),
        "AnswersAtOnce": ("Count", [0.0]),
        "UnprovenAnswers": ("Count", [1.0]),
        "CostUSD": ("None", [0.000034]),
    }


def test_a_failed_answer_is_counted_for_its_function(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "llm-backend-stream")
    emit_metrics({**LINE, "failed": True})

    document = json.loads(capsys.readouterr().out.splitlines()[1])
    (directive,) = document["_aws"]["CloudWatchMetrics"]
    assert [set(names) for names in directive["Dimensions"]] == [{"service", "function"}]
    assert (document["service"], document["function"]) == ("llm-backend", "llm-backend-stream")
    assert document["FailedAnswers"] == [1.0]


def test_a_request_without_a_question_has_no_tokens(capsys: pytest.CaptureFixture[str]) -> None:
    emit_metrics({"cold_start": False, "duration_ms": 3.0})

    (line,) = capsys.readouterr().out.splitlines()
    assert not {"CostUSD", "Tokens", "FailedAnswers"} & json.loads(line).keys()


def test_emitting_takes_less_than_5_ms() -> None:
    emit_metrics(LINE)
    started = time.process_time()
    for _ in range(20):
        emit_metrics(LINE)

    assert (time.process_time() - started) / 20 < 0.005
