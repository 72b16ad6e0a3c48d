"""What alarms and dashboard show, in CloudWatch's embedded metric format: a line or two a request."""

import os
from typing import Any

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

NAMESPACE = "JobLab"
SERVICE = "llm-backend"


def emit_metrics(line: dict[str, Any]) -> None:
    """Print the metrics of one request, from the fields of its log line.

    Ten metrics are free, so what the log alone can tell stays there; the number of requests is Latency's SampleCount.
    """
    metrics = EphemeralMetrics(namespace=NAMESPACE, service=SERVICE)
    metrics.add_metric("ColdStarts", MetricUnit.Count, int(line["cold_start"]))
    metrics.add_metric("Latency", MetricUnit.Milliseconds, line["duration_ms"])
    if line.get("token_days_left") is not None:
        metrics.add_metric("TokenDaysLeft", MetricUnit.NoUnit, line["token_days_left"])
    if "cost_usd" in line:
        metrics.add_metric("Answers", MetricUnit.Count, int(line["answered"]))
        metrics.add_metric("AnswersAtOnce", MetricUnit.Count, int(line["from_plan"]))
        metrics.add_metric("UnprovenAnswers", MetricUnit.Count, int(line.get("unproven_figures", 0) > 0))
        metrics.add_metric("Tokens", MetricUnit.Count, line["total_tokens"])
        metrics.add_metric("CostUSD", MetricUnit.NoUnit, line["cost_usd"])
    metrics.flush_metrics()
    if "failed" in line:
        _emit_failures(int(line["failed"]))


def _emit_failures(failed: int) -> None:
    """Of each function its own, since each has its own canary."""
    metrics = EphemeralMetrics(namespace=NAMESPACE, service=SERVICE)
    metrics.add_dimension("function", os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "local"))
    metrics.add_metric("FailedAnswers", MetricUnit.Count, failed)
    metrics.flush_metrics()
