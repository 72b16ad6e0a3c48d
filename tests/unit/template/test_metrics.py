"""Alarms and widgets name metrics that exist: AWS's own, and those that the app really emits."""

from collections.abc import Mapping

import pytest

from joblab.telemetry.metrics import emit_metrics
from tests.unit.api.test_metrics import LINE
from tests.unit.template.deployed import Deployed, Metric, custom_metrics, watched_metrics
from tests.unit.template.emitted import emitted_metrics

# What AWS publishes, by namespace, with the dimension that the template uses:
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
AWS_METRICS: Mapping[str, tuple[str, set[str]]] = {
    "AWS/Lambda": (
        "FunctionName",
        {
            "Errors",
            "Invocations",
            "Duration",
            "Throttles",
            "ConcurrentExecutions",
            "UrlRequestCount",
            "Url5xxCount",
        },
    ),
    "AWS/ApiGateway": ("ApiId", {"Count", "4xx", "5xx", "Latency"}),
}


@pytest.fixture(scope="module")
def deployed() -> Deployed:
    return Deployed()


@pytest.fixture
def emitted(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[Metric, str]:
    """What the app really prints for a request to each of the functions, with the unit of each."""
    for function in function_names(deployed).values():
        monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", function)
        emit_metrics(LINE)
    return emitted_metrics(capsys.readouterr().out)


def function_names(deployed: Deployed) -> dict[str, str]:
    """What Lambda calls a function, by what a Ref to it says here."""
    functions = deployed.of_type("AWS::Lambda::Function")
    return {f"{{{name}}}": properties["FunctionName"] for name, properties in functions.items()}


def test_every_metric_of_our_own_that_is_watched_is_emitted(deployed: Deployed, emitted: dict[Metric, str]) -> None:
    names = function_names(deployed)
    watched = {
        Metric(namespace, name, tuple((dimension, names.get(value, value)) for dimension, value in dimensions))
        for namespace, name, dimensions in custom_metrics(deployed)
    }

    assert watched == set(emitted)


def test_there_are_as_many_metrics_as_are_free(deployed: Deployed) -> None:
    watched = custom_metrics(deployed)

    assert len(watched) == 10
    assert {metric.name for metric in watched} == {
        "ColdStarts",
        "Latency",
        "Tokens",
        "Answers",
        "AnswersAtOnce",
        "UnprovenAnswers",
        "CostUSD",
        "TokenDaysLeft",
        "FailedAnswers",
    }


def test_what_the_template_sums_is_counted_and_what_it_ranks_is_a_time(emitted: dict[Metric, str]) -> None:
    units = {metric.name: unit for metric, unit in emitted.items()}

    assert {name: unit for name, unit in units.items() if unit != "Count"} == {
        "Latency": "Milliseconds",
        "CostUSD": "None",
        "TokenDaysLeft": "None",
    }


def test_every_other_metric_is_one_of_awss(deployed: Deployed) -> None:
    functions, apis = {"{Backend}", "{Stream}"}, {"{Api}"}

    for namespace, name, dimensions in watched_metrics(deployed) - custom_metrics(deployed):
        dimension, names = AWS_METRICS[namespace]
        ((used, value),) = dimensions
        assert (used, name in names, value in functions | apis) == (dimension, True, True)
