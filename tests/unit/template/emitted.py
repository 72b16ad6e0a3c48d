"""The metrics that lines in CloudWatch's embedded metric format make."""

import json

from tests.unit.template.deployed import Metric


def emitted_metrics(printed: str) -> dict[Metric, str]:
    """Every metric, once for each set of dimensions that it is counted by, with its unit."""
    return {
        Metric(
            directive["Namespace"], each["Name"], tuple(sorted((name, document[name]) for name in dimensions))
        ): each["Unit"]
        for document in map(json.loads, printed.splitlines())
        for directive in document["_aws"]["CloudWatchMetrics"]
        for dimensions in directive["Dimensions"]
        for each in directive["Metrics"]
    }
