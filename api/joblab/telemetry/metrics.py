"""What alarms and dashboard show, in CloudWatch's embedded metric format: one line a request."""

from typing import Any

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

NAMESPACE = "JobLab"
SERVICE = "llm-backend"
# Fields of the request's log line that are metrics too. Ten metrics are free, so what the log alone can tell stays
# there; the number of requests is Latency's SampleCount.
COUNTED = {
    "input_tokens": "InputTokens",
    "output_tokens": "OutputTokens",
    "cache_read_tokens": "CacheReadTokens",
}


def emit_metrics(line: dict[str, Any]) -> None:
    """Print the metrics of one request, from the fields of its log line."""
    metrics = EphemeralMetrics(namespace=NAMESPACE, service=SERVICE)
    metrics.add_metric("ServerErrors", MetricUnit.Count, int(line["status"] >= 500))
    metrics.add_metric("ColdStarts", MetricUnit.Count, int(line["cold_start"]))
    metrics.add_metric("Latency", MetricUnit.Milliseconds, line["duration_ms"])
    for field, name in COUNTED.items():
        if field in line:
            metrics.add_metric(name, MetricUnit.Count, line[field])
    if "cost_usd" in line:
        metrics.add_metric("Answers", MetricUnit.Count, int(line["answered"]))
        metrics.add_metric("AnswersAtOnce", MetricUnit.Count, int(line["from_plan"]))
        metrics.add_metric("UnprovenAnswers", MetricUnit.Count, int(line.get("unproven_figures", 0) > 0))
        metrics.add_metric("CostUSD", MetricUnit.NoUnit, line["cost_usd"])
    metrics.flush_metrics()
