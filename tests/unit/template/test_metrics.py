"""Alarms and widgets name metrics that exist; whether the app emits its own is for its tests to say."""

from collections.abc import Mapping

import pytest

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
# The interface with api/joblab/telemetry/metrics.py.
EMITTED = {
    "Requests",
    "ServerErrors",
    "ColdStarts",
    "Latency",
    "Answers",
    "InputTokens",
    "OutputTokens",
    "CacheReadTokens",
    "CacheWriteTokens",
    "CostUSD",
    "ToolCalls",
    "ToolErrors",
}


@pytest.fixture(scope="module")
def deployed() -> Deployed:
    return Deployed()


def test_every_metric_of_our_own_is_one_that_the_app_emits(deployed: Deployed) -> None:
    assert custom_metrics(deployed) == {Metric("JobLab", name, (("service", "llm-backend"),)) for name in EMITTED}


def test_every_other_metric_is_one_of_awss(deployed: Deployed) -> None:
    functions, apis = {"{Backend}", "{Stream}"}, {"{Api}"}

    for namespace, name, dimensions in watched_metrics(deployed) - custom_metrics(deployed):
        dimension, names = AWS_METRICS[namespace]
        ((used, value),) = dimensions
        assert (used, name in names, value in functions | apis) == (dimension, True, True)
