"""What `joblab deploy` makes in an account, read back from moto through each service's own API.

moto holds neither what a function logs to nor its snapshots, layers and provisioned concurrency, shifts no traffic,
forgets the alarms of a deployment group, and keeps no outputs of a stack made by a change set: those are held by the
tests of the template alone. moto checks no
permissions, so that the role suffices was not tried.
"""

import json
from collections.abc import Callable

import pytest

from cli.deploy.aws import FUNCTIONS
from cli.deploy.checks import MAX_ENVIRONMENT_BYTES, environment_bytes
from local.gateway import cors
from tests.integration.deploy.conftest import MARKER, Account

ORIGINS = ["https://joblab.example", "https://preview.joblab.example"]


@pytest.fixture(scope="module")
def account(make_account: Callable[[], Account]) -> Account:
    """With one deployment in it."""
    account = make_account()
    deployed = account.deploy("AlarmEmail=ops@joblab.example")
    assert deployed.exit_code == 0, deployed.output
    return account


def test_the_stack_lists_every_resource(account: Account) -> None:
    pages = account.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName="joblab")
    listed = [resource["ResourceType"] for page in pages for resource in page["StackResourceSummaries"]]

    assert {kind: listed.count(kind) for kind in listed} == {
        "AWS::Lambda::Function": 2,
        "AWS::Lambda::Version": 2,
        "AWS::Lambda::Alias": 2,
        "AWS::Lambda::Url": 1,
        "AWS::Lambda::Permission": 3,
        "AWS::IAM::Role": 2,
        "AWS::Logs::LogGroup": 3,
        "AWS::ApiGatewayV2::Api": 1,
        "AWS::ApiGatewayV2::Integration": 1,
        "AWS::ApiGatewayV2::Route": 1,
        "AWS::ApiGatewayV2::Stage": 1,
        "AWS::CloudWatch::Alarm": 14,
        "AWS::CloudWatch::Dashboard": 1,
        "AWS::SNS::Topic": 1,
        "AWS::CodeDeploy::Application": 1,
        "AWS::CodeDeploy::DeploymentGroup": 2,
    }


def test_the_functions_are_as_designed(account: Account) -> None:
    expected = {
        "llm-backend": ("lambda_handler.lambda_handler", 30),
        "llm-backend-stream": ("run.sh", 35),
    }
    for name, (handler, timeout) in expected.items():
        function = account.client("lambda").get_function_configuration(FunctionName=name, Qualifier="live")
        assert (function["Handler"], function["Timeout"], function["MemorySize"]) == (handler, timeout, 512)
        assert (function["Runtime"], function["Architectures"]) == ("python3.13", ["arm64"])
        assert function["Role"].endswith(":role/lambda-llm-backend-role")


def test_the_environment_is_small_and_names_the_secret_only(account: Account) -> None:
    function = account.client("lambda").get_function_configuration(FunctionName="llm-backend")
    variables = function["Environment"]["Variables"]

    assert variables["SUPABASE_API_JWT"] == account.secret_arn
    assert variables["CORS_ORIGINS"] == ",".join(ORIGINS)
    assert environment_bytes(variables) < MAX_ENVIRONMENT_BYTES


def test_limits_and_reserve_are_on_unless_told(account: Account) -> None:
    limits = {
        "TURN_TOKENS": "60000",
        "BUDGET_DAY_USD": "5",
        "BUDGET_MONTH_USD": "50",
        "VISITOR_DAY_QUESTIONS": "200",
        "VISITOR_DAY_TOKENS": "1500000",
    }
    for function in FUNCTIONS:
        assert limits.items() <= account.live_settings(function).items()
        assert "BASE_PATH" not in account.live_settings(function)
    assert [account.reserve(function) for function in FUNCTIONS] == [None, 20]


def test_the_api_answers_cors_and_throttles(account: Account) -> None:
    gateway = account.client("apigatewayv2")
    (api,) = gateway.get_apis()["Items"]
    (stage,) = gateway.get_stages(ApiId=api["ApiId"])["Items"]
    (route,) = gateway.get_routes(ApiId=api["ApiId"])["Items"]
    (integration,) = gateway.get_integrations(ApiId=api["ApiId"])["Items"]

    assert api["CorsConfiguration"] == {
        "AllowOrigins": ORIGINS,
        "AllowMethods": cors.ALLOW_METHODS.split(","),
        "AllowHeaders": cors.ALLOW_HEADERS.split(","),
        "ExposeHeaders": cors.EXPOSE_HEADERS.split(","),
        "MaxAge": cors.MAX_AGE_SECONDS,
    }
    assert (stage["StageName"], stage["AutoDeploy"]) == ("$default", True)
    assert stage["DefaultRouteSettings"] == {"ThrottlingRateLimit": 20, "ThrottlingBurstLimit": 40}
    assert stage["AccessLogSettings"]["DestinationArn"].partition(":log-group:")[2] == "/aws/apigateway/llm-backend"
    assert (route["RouteKey"], route["Target"]) == ("$default", f"integrations/{integration['IntegrationId']}")
    assert integration["IntegrationUri"].endswith(":function:llm-backend:live")
    assert (integration["PayloadFormatVersion"], integration["TimeoutInMillis"]) == ("2.0", 30_000)


def test_the_streaming_door_has_a_public_url(account: Account) -> None:
    url = account.client("lambda").get_function_url_config(FunctionName="llm-backend-stream", Qualifier="live")

    assert (url["AuthType"], url["InvokeMode"]) == ("NONE", "RESPONSE_STREAM")
    assert url["Cors"]["AllowOrigins"] == ORIGINS


def test_logs_are_kept_for_a_week(account: Account) -> None:
    groups = account.client("logs").describe_log_groups()["logGroups"]

    assert {group["logGroupName"]: group["retentionInDays"] for group in groups} == {
        "/aws/apigateway/llm-backend": 7,
        "/aws/lambda/llm-backend": 7,
        "/aws/lambda/llm-backend-stream": 7,
    }


def test_the_alarms_watch_and_mail(account: Account) -> None:
    alarms = account.client("cloudwatch").describe_alarms()["MetricAlarms"]
    (topic,) = account.client("sns").list_topics()["Topics"]
    (subscription,) = account.client("sns").list_subscriptions()["Subscriptions"]

    assert {alarm["AlarmName"]: (alarm.get("MetricName"), alarm["Threshold"]) for alarm in alarms} == {
        "llm-backend-error-rate": (None, 5),
        "llm-backend-duration": ("Duration", 25_000),
        "llm-backend-throttles": ("Throttles", 0),
        "llm-backend-concurrency": (None, 80),
        "llm-backend-api-5xx": ("5xx", 5),
        "llm-backend-api-latency": ("Latency", 15_000),
        "llm-backend-stream-error-rate": (None, 5),
        "llm-backend-stream-duration": ("Duration", 25_000),
        "llm-backend-stream-throttles": ("Throttles", 0),
        "llm-backend-stream-5xx": ("Url5xxCount", 5),
        "llm-backend-failed-answers": ("FailedAnswers", 3),
        "llm-backend-stream-failed-answers": ("FailedAnswers", 3),
        "llm-backend-token-ends": ("TokenDaysLeft", 14),
        "llm-backend-daily-cost": ("CostUSD", 4),
    }
    below = {alarm["AlarmName"] for alarm in alarms if alarm["ComparisonOperator"] != "GreaterThanThreshold"}
    assert below == {"llm-backend-token-ends"}
    for alarm in alarms:
        assert alarm["TreatMissingData"] == "notBreaching"
        assert alarm["AlarmActions"] == [topic["TopicArn"]]
    assert subscription["Endpoint"] == "ops@joblab.example"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_failed_answers_are_counted_for_each_function(account: Account, function: str) -> None:
    name = f"{function}-failed-answers"
    (alarm,) = account.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"]

    assert {dimension["Name"]: dimension["Value"] for dimension in alarm["Dimensions"]} == {
        "service": "llm-backend",
        "function": function,
    }


def test_the_dashboard_shows_the_api_that_was_made(account: Account) -> None:
    (api,) = account.client("apigatewayv2").get_apis()["Items"]
    body = json.loads(account.client("cloudwatch").get_dashboard(DashboardName="llm-backend")["DashboardBody"])

    titles = [widget["properties"]["title"] for widget in body["widgets"]]
    assert titles[:4] == ["Requests", "Errors", "Latency (ms)", "Cold starts"]
    assert titles[4:8] == ["Concurrency", "Answers", "Tokens", "Model cost per day (USD)"]
    assert titles[8:] == ["Days left of the database's token"]
    assert body["widgets"][0]["properties"]["metrics"][0][:4] == ["AWS/ApiGateway", "Count", "ApiId", api["ApiId"]]


def test_the_secret_is_nowhere_in_what_was_deployed(account: Account) -> None:
    template = account.client("cloudformation").get_template(StackName="joblab")["TemplateBody"]
    functions = account.client("lambda").list_functions(FunctionVersion="ALL")["Functions"]

    assert "JobLab" in json.dumps(template)
    assert len(functions) >= 4
    for deployed in (template, functions):
        assert MARKER not in json.dumps(deployed)
