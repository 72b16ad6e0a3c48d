"""template.yaml as it would be deployed, and what it says about metrics."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from cli.deploy.intrinsics import Intrinsics
from cli.deploy.template import Code, load_template, translate, with_defaults
from cli.parts import ROOT

REGION = "us-east-1"
ACCOUNT = "123456789012"
SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:joblab-AbCdEf"
CODE = Code("bucket", "llm-backend/0.zip")
GIVEN = {
    "SupabaseUrl": "https://project.supabase.co",
    "SupabasePublishableKey": "sb_publishable_fake",
    "SupabaseApiJwtArn": SECRET,
    "CorsOrigins": "https://joblab.example,https://preview.joblab.example",
    "Release": "r1",
}


@cache
def _source() -> dict[str, Any]:
    return load_template(ROOT / "template.yaml")


class Metric(NamedTuple):
    """A metric that something watches; `dimensions` sorted by name."""

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...]


class Grant(NamedTuple):
    """An action that a role may do on a resource, or on many where the ARN has wildcards."""

    action: str
    resource: str
    through: str = ""
    """The inference profile that the call has to come through."""


class Deployed:
    """The translated template for some parameters, all functions of CloudFormation evaluated."""

    def __init__(self, region: str = REGION, **parameters: str) -> None:
        source = _source()
        self.parameters = with_defaults(source, GIVEN | parameters)
        self.plain = translate(source, self.parameters, region, CODE)
        intrinsics = Intrinsics(self.plain, self.parameters, region, ACCOUNT)
        self.resources: dict[str, Any] = {
            name: intrinsics.value(resource)
            for name, resource in self.plain["Resources"].items()
            if "Condition" not in resource or intrinsics.condition(resource["Condition"])
        }

    def properties(self, name: str) -> dict[str, Any]:
        """Of one resource."""
        properties: dict[str, Any] = self.resources[name]["Properties"]
        return properties

    def granted(self) -> list["Grant"]:
        """Every action with every resource that the role of the functions allows."""
        (policy,) = self.properties("Role")["Policies"]
        return [
            Grant(action, resource, _profile_of(statement.get("Condition")))
            for statement in policy["PolicyDocument"]["Statement"]
            for action in _listed(statement["Action"])
            for resource in _listed(statement["Resource"])
        ]

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        """The properties of every resource of a type, by name."""
        return {name: r["Properties"] for name, r in self.resources.items() if r["Type"] == kind}


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _profile_of(condition: Mapping[str, Any] | None) -> str:
    match condition:
        case None:
            return ""
        case {"StringEquals": {"bedrock:InferenceProfileArn": str(profile), **others}} if (
            not others and len(condition) == 1
        ):
            return profile
    raise AssertionError(f"no test knows what {condition} allows")


def watched_metrics(deployed: Deployed) -> set[Metric]:
    """Every metric that an alarm or a widget of the dashboard names."""
    alarms = deployed.of_type("AWS::CloudWatch::Alarm").values()
    dashboards = deployed.of_type("AWS::CloudWatch::Dashboard").values()
    return {metric for alarm in alarms for metric in _of_alarm(alarm)} | {
        metric for dashboard in dashboards for metric in _of_dashboard(json.loads(dashboard["DashboardBody"]))
    }


def custom_metrics(deployed: Deployed) -> set[Metric]:
    """Those of them that are not AWS's own, which the app must emit."""
    return {metric for metric in watched_metrics(deployed) if not metric.namespace.startswith("AWS/")}


def _of_alarm(alarm: Mapping[str, Any]) -> Iterator[Metric]:
    metrics = [query["MetricStat"]["Metric"] for query in alarm.get("Metrics", []) if "MetricStat" in query]
    for metric in metrics or [alarm]:
        dimensions = tuple(sorted((item["Name"], item["Value"]) for item in metric["Dimensions"]))
        yield Metric(metric["Namespace"], metric["MetricName"], dimensions)


def _of_dashboard(body: Mapping[str, Any]) -> Iterator[Metric]:
    for widget in body["widgets"]:
        for namespace, name, *rest in widget["properties"]["metrics"]:
            words = [word for word in rest if isinstance(word, str)]
            yield Metric(namespace, name, tuple(sorted(zip(words[::2], words[1::2], strict=True))))
