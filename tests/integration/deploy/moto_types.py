"""Resource types that moto's CloudFormation lacks or only half makes, made through moto's own API of each service.

moto 5.2 leaves out aliases, function URLs, HTTP APIs, alarms and CodeDeploy, and drops some properties of functions.
Here botocore makes them, which also holds each property against the service's own model: a misspelt one fails.
"""

import os
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from typing import Any

from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel

from cli.deploy import aws

type Properties = dict[str, Any]
type Make = Callable[[Properties], "Made"]

REGION = "us-east-1"
_region = ContextVar("region", default=REGION)


def _client(service: str) -> Any:
    return _client_at(service, _region.get(), os.environ["AWS_ENDPOINT_URL"])


@cache
def _client_at(service: str, region: str, endpoint: str) -> Any:
    return aws.client(service, region)


class Made:
    """What stands for a resource in moto's stack: its Ref, and what Fn::GetAtt may ask."""

    def __init__(self, physical_id: str, **attributes: str) -> None:
        self.physical_resource_id = physical_id
        self._attributes = attributes

    def get_cfn_attribute(self, name: str) -> str:
        """The value of Fn::GetAtt."""
        return self._attributes[name]

    def is_created(self) -> bool:
        """Whether stacks may go on."""
        return True

    def delete(self, account_id: str, region_name: str) -> None:
        """Stay, as the versions do, which are all that an update removes (DeletionPolicy: Retain)."""


class Version(Made):
    """Published when an alias asks for its number: moto makes it before it updates the function, AWS after."""

    def get_cfn_attribute(self, name: str) -> str:
        """The number."""
        assert name == "Version"
        if name not in self._attributes:
            published = _client("lambda").publish_version(FunctionName=self.physical_resource_id)
            self._attributes[name] = published["Version"]
        return self._attributes[name]


def _create_function(properties: Properties) -> Made:
    reserve = properties.pop("ReservedConcurrentExecutions", None)
    function = _client("lambda").create_function(**_known_to_moto(properties))
    _reserve(function["FunctionName"], reserve)
    return Made(function["FunctionName"], Arn=function["FunctionArn"])


def _reserve(function: str, reserve: str | None) -> None:
    """As CloudFormation does after it has made or changed the function."""
    if reserve is None:
        _client("lambda").delete_function_concurrency(FunctionName=function)
    else:
        _client("lambda").put_function_concurrency(FunctionName=function, ReservedConcurrentExecutions=int(reserve))


def _update_function(properties: Properties) -> Made:
    client = _client("lambda")
    _reserve(properties["FunctionName"], properties.pop("ReservedConcurrentExecutions", None))
    arguments = _known_to_moto(properties)
    code = arguments.pop("Code")
    for only_at_first in ("Architectures", "Tags"):
        arguments.pop(only_at_first)
    client.update_function_code(FunctionName=arguments["FunctionName"], **code)
    function = client.update_function_configuration(**arguments)
    return Made(function["FunctionName"], Arn=function["FunctionArn"])


def _known_to_moto(properties: Properties) -> Properties:
    """Without the layer, which belongs to another account than moto's, and with tags as Lambda's API writes them."""
    properties.pop("Layers", None)
    properties["Tags"] = {tag["Key"]: tag["Value"] for tag in properties["Tags"]}
    variables = properties["Environment"]["Variables"]
    properties["Environment"] = {"Variables": {name: str(value) for name, value in variables.items()}}
    return properties


def _create_version(properties: Properties) -> Made:
    return Version(properties["FunctionName"])


def _create_alias(properties: Properties) -> Made:
    return Made(_client("lambda").create_alias(**properties)["AliasArn"])


def _update_alias(properties: Properties) -> Made:
    return Made(_client("lambda").update_alias(**properties)["AliasArn"])


def _create_url(properties: Properties) -> Made:
    function, _, qualifier = properties.pop("TargetFunctionArn").rpartition(":")
    url = _client("lambda").create_function_url_config(
        FunctionName=function.rpartition(":")[2], Qualifier=qualifier, **properties
    )
    return Made(url["FunctionArn"], FunctionUrl=url["FunctionUrl"])


def _create_api(properties: Properties) -> Made:
    api = _client("apigatewayv2").create_api(**properties)
    return Made(api["ApiId"], ApiEndpoint=api["ApiEndpoint"])


def _create_integration(properties: Properties) -> Made:
    return Made(_client("apigatewayv2").create_integration(**properties)["IntegrationId"])


def _create_route(properties: Properties) -> Made:
    return Made(_client("apigatewayv2").create_route(**properties)["RouteId"])


def _create_stage(properties: Properties) -> Made:
    return Made(_client("apigatewayv2").create_stage(**properties)["StageName"])


def _put_alarm(properties: Properties) -> Made:
    _client("cloudwatch").put_metric_alarm(**properties)
    return Made(properties["AlarmName"])


def _create_application(properties: Properties) -> Made:
    name = "llm-backend"
    _client("codedeploy").create_application(applicationName=name, **_lower_case(properties))
    return Made(name)


def _create_deployment_group(properties: Properties) -> Made:
    arguments = _lower_case(properties)
    name = arguments["alarmConfiguration"]["alarms"][0]["name"]
    _client("codedeploy").create_deployment_group(deploymentGroupName=name, **arguments)
    return Made(name)


def _lower_case(value: Any) -> Any:
    """CodeDeploy's API spells its members with a small first letter."""
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: _lower_case(item) for key, item in value.items()}
    return [_lower_case(item) for item in value] if isinstance(value, list) else value


def _register(kind: str, create: Make, update: Make | None) -> type[CloudFormationModel]:
    class Model(CloudFormationModel):
        @staticmethod
        def cloudformation_name_type() -> str:
            return ""

        @staticmethod
        def cloudformation_type() -> str:
            return kind

        @classmethod
        def has_cfn_attr(cls, attr: str) -> bool:
            return True

        @classmethod
        def create_from_cloudformation_json(
            cls, resource_name: str, cloudformation_json: Properties, account_id: str, region_name: str, **_: Any
        ) -> Made:
            _region.set(region_name)
            return create(dict(cloudformation_json["Properties"]))

        @classmethod
        def update_from_cloudformation_json(
            cls,
            original_resource: Made,
            new_resource_name: str,
            cloudformation_json: Properties,
            account_id: str,
            region_name: str,
        ) -> Made:
            assert update, f"{kind} was not expected to change"
            _region.set(region_name)
            return update(dict(cloudformation_json["Properties"]))

    return Model


# moto finds them by being subclasses, as long as somebody holds them.
MODELS = [
    _register("AWS::Lambda::Function", _create_function, _update_function),
    _register("AWS::Lambda::Version", _create_version, None),
    _register("AWS::Lambda::Alias", _create_alias, _update_alias),
    _register("AWS::Lambda::Url", _create_url, None),
    _register("AWS::ApiGatewayV2::Api", _create_api, None),
    _register("AWS::ApiGatewayV2::Integration", _create_integration, None),
    _register("AWS::ApiGatewayV2::Route", _create_route, None),
    _register("AWS::ApiGatewayV2::Stage", _create_stage, None),
    _register("AWS::CloudWatch::Alarm", _put_alarm, _put_alarm),
    _register("AWS::CodeDeploy::Application", _create_application, None),
    _register("AWS::CodeDeploy::DeploymentGroup", _create_deployment_group, None),
]
parsing.get_model_map.cache_clear()
parsing.get_name_type_map.cache_clear()
