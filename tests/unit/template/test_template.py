"""The template says what issue, design and app agree on, and the strictest offline tool finds nothing in it."""

import json
import subprocess
from pathlib import Path

import pytest
from annotated_types import Ge

from cli.deploy.checks import MAX_ENVIRONMENT_BYTES, MAX_TEMPLATE_BYTES, environment_bytes, environments
from cli.deploy.template import TOOLS, load_template
from cli.parts import ROOT
from joblab.deadline import GATEWAY_LIMIT
from joblab.settings import Settings
from local.gateway import cors
from tests.unit.template.deployed import REGION, SECRET, Deployed

# Lambda sets the region; the name is the app's default.
NOT_FROM_PARAMETERS = {"AWS_REGION", "APP_NAME"}
EVERYTHING_ON = {
    "AlarmEmail": "ops@joblab.example",
    "MonthlyBudget": "20",
    "ReservedConcurrency": "50",
    "BasePath": "/a-domain-of-ours/joblab",
    "ProvisionedConcurrency": "2",
    "BedrockTemperature": "0.2",
    "BedrockPrices": "0.11,0.55,0.1375,0.011",
    "BedrockCacheMinimum": "4096",
    "ApiKeyHashes": ",".join(["0" * 64] * 10),
}


@pytest.fixture(scope="module")
def deployed() -> Deployed:
    return Deployed()


def test_cfn_lint_finds_nothing_after_the_translation(tmp_path: Path) -> None:
    translated = tmp_path / "template.json"
    translated.write_text(json.dumps(Deployed(**EVERYTHING_ON).plain))

    command = [str(TOOLS / "cfn-lint"), "--regions", REGION, "--", str(translated)]
    linted = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (linted.returncode, linted.stdout, linted.stderr) == (0, "", "")


def test_the_translated_template_fits_into_a_request(deployed: Deployed) -> None:
    assert len(json.dumps(deployed.plain, separators=(",", ":"))) < MAX_TEMPLATE_BYTES


def test_the_function_is_as_designed(deployed: Deployed) -> None:
    function = deployed.properties("Backend")

    assert function["FunctionName"] == "llm-backend"
    assert function["Handler"] == "lambda_handler.lambda_handler"
    assert (function["Runtime"], function["Architectures"]) == ("python3.13", ["arm64"])
    assert (function["MemorySize"], function["Timeout"]) == (512, GATEWAY_LIMIT)
    assert function["SnapStart"] == {"ApplyOn": "None"}
    assert "ReservedConcurrentExecutions" not in function
    assert deployed.properties("BackendAliaslive")["Name"] == "live"


def test_the_streaming_function_is_the_same_code_under_the_web_adapter(deployed: Deployed) -> None:
    function = deployed.properties("Stream")
    variables = function["Environment"]["Variables"]

    assert function["Code"] == deployed.properties("Backend")["Code"]
    assert (function["Handler"], (ROOT / "api" / "run.sh").is_file()) == ("run.sh", True)
    assert function["Layers"] == [f"arn:aws:lambda:{REGION}:753240598075:layer:LambdaAdapterLayerArm64:27"]
    assert {name: value for name, value in variables.items() if name.startswith("AWS_")} == {
        "AWS_LAMBDA_EXEC_WRAPPER": "/opt/bootstrap",
        "AWS_LWA_INVOKE_MODE": "response_stream",
        "AWS_LWA_PORT": "8080",
        "AWS_LWA_READINESS_CHECK_PATH": "/health",
        "AWS_LWA_PASS_THROUGH_PATH": "/health",
    }
    assert function["Timeout"] > GATEWAY_LIMIT


def test_the_streaming_function_has_a_reserve_unless_the_account_has_no_room(deployed: Deployed) -> None:
    assert deployed.properties("Stream")["ReservedConcurrentExecutions"] == "20"
    assert "ReservedConcurrentExecutions" not in Deployed(StreamReservedConcurrency="0").properties("Stream")


def test_the_function_url_streams_to_everybody_who_may(deployed: Deployed) -> None:
    url = deployed.properties("StreamUrl")
    granted = [
        {key: value for key, value in permission.items() if key != "FunctionName"}
        for name, permission in deployed.of_type("AWS::Lambda::Permission").items()
        if name.startswith("Stream")
    ]

    assert (url["AuthType"], url["InvokeMode"]) == ("NONE", "RESPONSE_STREAM")
    assert granted == [
        {"Action": "lambda:InvokeFunctionUrl", "Principal": "*", "FunctionUrlAuthType": "NONE"},
        {"Action": "lambda:InvokeFunction", "Principal": "*", "InvokedViaFunctionUrl": True},
    ]


def test_cors_is_what_the_local_gateway_answers(deployed: Deployed) -> None:
    api = deployed.properties("Api")["CorsConfiguration"]
    url = deployed.properties("StreamUrl")["Cors"]

    assert api == {
        "AllowOrigins": ["https://joblab.example", "https://preview.joblab.example"],
        "AllowMethods": cors.ALLOW_METHODS.split(","),
        "AllowHeaders": cors.ALLOW_HEADERS.split(","),
        "ExposeHeaders": cors.EXPOSE_HEADERS.split(","),
        "MaxAge": cors.MAX_AGE_SECONDS,
    }
    # A function URL has no apigw-requestid, and takes no method longer than 6 letters.
    assert url == api | {"AllowMethods": ["GET", "POST"], "ExposeHeaders": api["ExposeHeaders"][1:]}


def test_every_setting_comes_from_a_parameter(deployed: Deployed) -> None:
    declared = deployed.plain["Resources"]["Backend"]["Properties"]["Environment"]["Variables"]

    assert set(declared) == set(Settings.model_fields) - NOT_FROM_PARAMETERS


def test_a_question_may_take_as_little_as_the_app_allows() -> None:
    (least,) = (limit.ge for limit in Settings.model_fields["TURN_TOKENS"].metadata if isinstance(limit, Ge))

    assert load_template(ROOT / "template.yaml")["Parameters"]["TurnTokens"]["MinValue"] == least


def test_the_defaults_are_the_apps_own(deployed: Deployed) -> None:
    for function in ("Backend", "Stream"):
        variables = deployed.properties(function)["Environment"]["Variables"]
        given = {name: variables[name] for name in ("SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "CORS_ORIGINS")}
        given["SUPABASE_API_JWT"] = "fake.jwt.token"

        assert Settings.model_validate(variables | given) == Settings.model_validate(given)


@pytest.mark.parametrize("function", ["Backend", "Stream"])
def test_a_limit_is_off_only_where_it_is_written_down(deployed: Deployed, function: str) -> None:
    def limits(deployed: Deployed) -> dict[str, str]:
        variables = deployed.properties(function)["Environment"]["Variables"]
        return {name: value for name, value in variables.items() if name.startswith(("BUDGET_", "VISITOR_"))}

    assert limits(deployed) == {
        "BUDGET_DAY_USD": "5",
        "BUDGET_MONTH_USD": "50",
        "VISITOR_DAY_QUESTIONS": "200",
        "VISITOR_DAY_TOKENS": "1500000",
    }
    names = ("BudgetDayUsd", "BudgetMonthUsd", "VisitorDayQuestions", "VisitorDayTokens")
    assert set(limits(Deployed(**dict.fromkeys(names, "off"))).values()) == {"off"}


def test_the_cost_alarm_rings_before_the_days_budget_refuses(deployed: Deployed) -> None:
    assert float(deployed.properties("DailyCostAlarm")["Threshold"]) < float(deployed.parameters["BudgetDayUsd"])


def test_the_environment_stays_below_lambdas_limit() -> None:
    full = Deployed(**EVERYTHING_ON)

    sizes = {name: environment_bytes(e) for name, e in environments(full.plain, full.parameters, REGION).items()}

    assert sizes.keys() == {"Backend", "Stream"}
    assert max(sizes.values()) < MAX_ENVIRONMENT_BYTES


def test_secrets_are_references(deployed: Deployed) -> None:
    variables = deployed.properties("Backend")["Environment"]["Variables"]

    assert variables["SUPABASE_API_JWT"] == SECRET
    assert "SUPABASE_SERVICE_ROLE_KEY" not in variables


def test_logs_are_kept_for_a_week(deployed: Deployed) -> None:
    groups = deployed.of_type("AWS::Logs::LogGroup").values()

    assert {group["LogGroupName"]: group["RetentionInDays"] for group in groups} == {
        "/aws/lambda/llm-backend": 7,
        "/aws/lambda/llm-backend-stream": 7,
        "/aws/apigateway/llm-backend": 7,
    }


def test_the_access_log_is_one_line_of_json(deployed: Deployed) -> None:
    written = deployed.properties("ApiStage")["AccessLogSettings"]["Format"]

    assert "\n" not in written
    assert json.loads(written)["request_id"] == "$context.requestId"


def test_alarms_mail_only_when_somebody_is_named() -> None:
    silent, loud = Deployed(), Deployed(AlarmEmail="ops@joblab.example")

    assert not any("AlarmActions" in alarm for alarm in silent.of_type("AWS::CloudWatch::Alarm").values())
    assert all(alarm["AlarmActions"] == ["{AlarmTopic}"] for alarm in loud.of_type("AWS::CloudWatch::Alarm").values())
    assert loud.properties("AlarmTopic")["Subscription"] == [{"Protocol": "email", "Endpoint": "ops@joblab.example"}]
    assert "AlarmTopic" not in silent.resources


def test_the_concurrency_alarm_is_at_four_fifths_of_the_reserve_or_of_a_thousand() -> None:
    def expression(deployed: Deployed) -> str:
        return str(deployed.properties("ConcurrencyAlarm")["Metrics"][0]["Expression"])

    assert expression(Deployed()) == "100*concurrent/1000"
    assert expression(Deployed(ReservedConcurrency="50")) == "100*concurrent/50"
    assert Deployed().properties("ConcurrencyAlarm")["Threshold"] == 80


def test_an_alarm_takes_a_canary_back(deployed: Deployed) -> None:
    groups = deployed.of_type("AWS::CodeDeploy::DeploymentGroup")
    failed = ["{FailedAnswersAlarm}", "{StreamFailedAnswersAlarm}"]

    assert {name: [alarm["Name"] for alarm in g["AlarmConfiguration"]["Alarms"]] for name, g in groups.items()} == {
        "BackendDeploymentGroup": [
            "{ErrorRateAlarm}",
            "{DurationAlarm}",
            "{ThrottlesAlarm}",
            "{ApiServerErrorsAlarm}",
            *failed,
        ],
        "StreamDeploymentGroup": [
            "{StreamErrorRateAlarm}",
            "{StreamDurationAlarm}",
            "{StreamThrottlesAlarm}",
            "{StreamServerErrorsAlarm}",
            *failed,
        ],
    }
    for group in groups.values():
        assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaCanary10Percent5Minutes"
        assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]


def test_every_alarm_of_a_function_has_its_like_for_the_other(deployed: Deployed) -> None:
    """What each watches, by the function that its metrics are of; only the API's function has a limit to come near."""
    watched: dict[str, set[tuple[str, ...]]] = {"{Backend}": set(), "{Stream}": set()}
    for alarm in deployed.of_type("AWS::CloudWatch::Alarm").values():
        metrics = [query["MetricStat"]["Metric"] for query in alarm.get("Metrics", []) if "MetricStat" in query]
        functions = {d["Value"] for metric in metrics or [alarm] for d in metric["Dimensions"]} & watched.keys()
        for function in functions:
            watched[function].add(tuple(metric["MetricName"] for metric in metrics or [alarm]))

    alike = {("Errors", "Invocations"), ("Duration",), ("Throttles",), ("FailedAnswers",)}
    assert watched == {"{Backend}": alike | {("ConcurrentExecutions",)}, "{Stream}": alike | {("Url5xxCount",)}}


def test_no_alarm_rings_for_want_of_data(deployed: Deployed) -> None:
    alarms = deployed.of_type("AWS::CloudWatch::Alarm").values()

    assert {alarm["TreatMissingData"] for alarm in alarms} == {"notBreaching"}


def test_the_end_of_the_databases_token_is_told_two_weeks_before(deployed: Deployed) -> None:
    alarm = deployed.properties("TokenEndsAlarm")

    assert (alarm["AlarmName"], alarm["MetricName"]) == ("llm-backend-token-ends", "TokenDaysLeft")
    assert (alarm["Statistic"], alarm["ComparisonOperator"]) == ("Minimum", "LessThanThreshold")
    assert alarm["Threshold"] == 14


def test_a_budget_is_made_only_where_one_is_given() -> None:
    assert "Budget" not in Deployed().plain["Resources"]  # many a region has no such type, and refuses its very name
    budget = Deployed(MonthlyBudget="20").properties("Budget")["Budget"]
    assert budget["BudgetLimit"] == {"Amount": "20", "Unit": "USD"}
