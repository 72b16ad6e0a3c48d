"""`joblab cost`: prices with their sources, bills worked out by hand, and the promise of a dollar."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from cli.cost.bill import ALARM_METRICS, DASHBOARDS, METRICS, Bill, Configuration, Work, bill
from cli.cost.command import CONTAINER, monthly_bill
from cli.cost.prices import prices
from cli.deploy.template import load_template
from cli.main import app
from cli.measured import Measured
from cli.parts import ROOT
from joblab.telemetry.metrics import emit_metrics

WORK = Work(requests=1e6, seconds=1e6, provisioned_seconds=0, cold_starts=1000, init_seconds=1000, asked=1e6, lulls=100)
MEASURED = Measured(
    init_cpu=(0.3,),
    first_answer_cpu=(0.4,),
    warm_cpu=0.02,
    rounds=2,
    fixed_tokens=3000,
    result_tokens=200,
    output_tokens=100,
)


def usd(month: Bill, name: str) -> tuple[float, float]:
    (line,) = (line for line in (*month.infrastructure, *month.model) if line.name == name)
    return round(line.list_usd, 4), round(line.usd, 4)


def test_every_price_says_where_and_when_it_was_read() -> None:
    for price in prices().values():
        assert price.source.startswith("https://aws.amazon.com/")
        assert price.read.year == 2026


def test_compute_is_memory_times_time_after_the_free_allowance() -> None:
    month = bill(WORK, Configuration(memory_mb=512), MEASURED)

    gb_seconds = (1e6 + 1000) * 0.5
    assert usd(month, "Lambda: compute, arm64") == (
        round(gb_seconds * 0.0000133334, 4),
        round((gb_seconds - 400_000) * 0.0000133334, 4),
    )
    assert usd(month, "Lambda: requests") == (0.2, 0)
    assert usd(month, "HTTP API") == (1, 1)


def test_tokens_are_read_from_the_cache_but_after_a_lull() -> None:
    month = bill(WORK, Configuration(), MEASURED)
    written = 100 * 3000 / 2

    assert usd(month, "Bedrock: prompt, anew")[1] == round(written * 0.1375 / 1e6, 4)
    assert usd(month, "Bedrock: prompt, cached")[1] == round((3e9 - written) * 0.011 / 1e6, 4)
    assert usd(month, "Bedrock: answers")[1] == 55


def test_a_provisioned_environment_costs_all_month_and_the_allowance() -> None:
    work = replace(WORK, seconds=0, provisioned_seconds=1e6, init_seconds=0)
    month = bill(work, Configuration(provisioned=1), MEASURED)

    assert usd(month, "Lambda: provisioned, arm64")[1] == round(0.5 * 30 * 86_400 * 0.0000033334, 4)
    assert usd(month, "Lambda: provisioned compute, arm64")[1] == round(0.5e6 * 0.0000077778, 4)
    assert usd(month, "Lambda: requests") == (0.2, 0.2)


def test_snapstart_costs_about_two_dollars_and_saves_the_init() -> None:
    month = bill(WORK, Configuration(snapstart=True), MEASURED)

    assert usd(month, "Lambda: SnapStart cache")[1] == pytest.approx(1.95, abs=0.01)
    assert usd(month, "Lambda: SnapStart restores")[1] == round(1000 * 0.5 * 0.0001397998, 4)
    assert usd(month, "Lambda: compute, arm64")[0] == round(0.5e6 * 0.0000133334, 4)


def test_a_hundred_thousand_questions_cost_less_than_a_dollar_ten() -> None:
    assert monthly_bill(100_000, Configuration()).total < 1.10 < CONTAINER


def test_questions_that_no_model_answers_take_off_tokens_and_nothing_else() -> None:
    everyone, some, nobody = (monthly_bill(100_000, Configuration(), hit_rate) for hit_rate in (0, 0.4, 1))
    tokens, fewer = (sum(line.quantity for line in month.model) for month in (everyone, some))

    assert everyone.infrastructure == some.infrastructure == nobody.infrastructure
    assert fewer == pytest.approx(0.6 * tokens)
    assert usd(some, "Bedrock: answers")[1] == pytest.approx(0.6 * usd(everyone, "Bedrock: answers")[1])
    assert nobody.model_total == 0


def test_the_model_finds_its_prompt_in_the_cache_less_often_when_it_is_asked_less() -> None:
    everyone, some = (monthly_bill(10_000, Configuration(), hit_rate) for hit_rate in (0, 0.4))

    assert 0.6 * everyone.model_total < some.model_total < everyone.model_total


def test_ten_times_the_questions_cost_ten_times_the_tokens() -> None:
    few, many = (monthly_bill(requests, Configuration()) for requests in (300_000, 3_000_000))

    assert many.model_total == pytest.approx(10 * few.model_total, rel=0.01)


def test_what_watches_the_system_is_counted_right(capsys: pytest.CaptureFixture[str]) -> None:
    resources = load_template(ROOT / "template.yaml")["Resources"]
    alarms = [item["Properties"] for item in resources.values() if item["Type"] == "AWS::CloudWatch::Alarm"]
    metrics = [metric for alarm in alarms for metric in alarm.get("Metrics", [{"MetricStat": {}}])]
    counted = ("cost_usd", "total_tokens", "token_days_left", "duration_ms")
    outcome = dict.fromkeys(("cold_start", "answered", "failed", "from_plan"), False)
    emit_metrics({**outcome, **dict.fromkeys(counted, 1.0)})
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    ours, failures = (document["_aws"]["CloudWatchMetrics"][0]["Metrics"] for document in documents)
    functions = [item for item in resources.values() if item["Type"] == "AWS::Serverless::Function"]

    assert len(ours) + len(failures) * len(functions) == METRICS
    assert sum("MetricStat" in metric for metric in metrics) == ALARM_METRICS
    assert sum(item["Type"] == "AWS::CloudWatch::Dashboard" for item in resources.values()) == DASHBOARDS


def test_the_command_prints_the_bill_and_the_alternatives() -> None:
    result = CliRunner().invoke(app, ["cost", "--requests", "30000"])

    assert result.exit_code == 0, result.output
    assert "30,000 questions a month" in result.output
    assert "HTTP API" in result.output
    assert "$31.60" in result.output


def test_the_command_says_how_many_are_remembered() -> None:
    result = CliRunner().invoke(app, ["cost", "--requests", "3000", "--hit-rate", "0.375"])

    assert result.exit_code == 0, result.output
    assert "3,000 questions a month, 37.5% remembered" in result.output


@pytest.mark.parametrize("command", ["cost", "plan"])
@pytest.mark.parametrize("hit_rate", ["1.5", "-1", "x", "nan"])
def test_a_hit_rate_that_is_no_share_is_refused(command: str, hit_rate: str) -> None:
    result = CliRunner().invoke(app, [command, "--hit-rate", hit_rate])

    assert result.exit_code == 2
    assert "Invalid value for '--hit-rate'" in result.output
