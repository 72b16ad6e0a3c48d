"""Alarms and widgets name metrics that exist: AWS's own, and those that the app really emits."""

import json
from collections.abc import Mapping

import pytest

from joblab.telemetry.metrics import emit_metrics
from tests.unit.api.test_metrics import LINE
from tests.unit.template.deployed import Deployed, Metric, custom_metrics, watched_metrics

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
def emitted(capsys: pytest.CaptureFixture[str]) -> dict[Metric, str]:
    """What the app really prints for a request, with the unit of each."""
    emit_metrics(LINE)
    document = json.loads(capsys.readouterr().out)
    (directive,) = document["_aws"]["CloudWatchMetrics"]
    ((dimension,),) = directive["Dimensions"]
    return {
        Metric(directive["Namespace"], each["Name"], ((dimension, document[dimension]),)): each["Unit"]
        for each in directive["Metrics"]
    }


def test_every_metric_of_our_own_that_is_watched_is_emitted(deployed: Deployed, emitted: dict[Metric, str]) -> None:
    assert custom_metrics(deployed) == set(emitted)


def test_what_the_template_sums_is_counted_and_what_it_ranks_is_a_time(emitted: dict[Metric, str]) -> None:
    units = {metric.name: unit for metric, unit in emitted.items()}

    assert {name for name, unit in units.items() if unit != "Count"} == {"Latency", "CostUSD"}
    assert (units["Latency"], units["CostUSD"]) == ("Milliseconds", "None")


def test_every_other_metric_is_one_of_awss(deployed: Deployed) -> None:
    functions, apis = {"{Backend}", "{Stream}"}, {"{Api}"}

    for namespace, name, dimensions in watched_metrics(deployed) - custom_metrics(deployed):
        dimension, names = AWS_METRICS[namespace]
        ((used, value),) = dimensions
        assert (used, name in names, value in functions | apis) == (dimension, True, True)
