"""`joblab deploy`, `rollback` and `logs` against moto."""

import time
from ast import literal_eval
from collections.abc import Callable

from cli.deploy.aws import FUNCTIONS
from tests.integration.deploy.conftest import MARKER, Account


def live_versions(account: Account) -> list[str]:
    client = account.client("lambda")
    return [client.get_alias(FunctionName=name, Name="live")["FunctionVersion"] for name in FUNCTIONS]


def test_a_deployment_is_made_changed_and_rolled_back(make_account: Callable[[], Account]) -> None:
    account = make_account()
    assert account.deploy().exit_code == 0
    assert live_versions(account) == ["1", "1"]
    refused = account.run("rollback", "--yes")
    assert (refused.exit_code, refused.stderr.strip()) == (1, "llm-backend has no version before 1.")

    again = account.deploy()
    assert "Nothing to change" in again.output
    assert live_versions(account) == ["1", "1"]

    changed = account.deploy("BedrockMaxTokens=2048")  # a setting alone makes a version of its own
    assert "Modify  BackendAliaslive" in changed.output
    assert live_versions(account) == ["2", "2"]
    assert account.live_settings("llm-backend")["BEDROCK_MAX_TOKENS"] == "2048"

    started = time.monotonic()
    back = account.run("rollback", "--yes")
    assert "llm-backend: version 2 -> 1" in back.output
    assert live_versions(account) == ["1", "1"]
    assert account.live_settings("llm-backend")["BEDROCK_MAX_TOKENS"] == "1024"
    assert time.monotonic() - started < 10


def test_a_deployment_in_europe_has_everything_there(make_account: Callable[..., Account]) -> None:
    account = make_account("eu-central-1")
    refused = account.deploy()
    assert "a profile of the geography us, which is not called from eu-central-1" in refused.stderr

    deployed = account.deploy("BedrockModelId=eu.anthropic.claude-haiku-5-5")

    assert deployed.exit_code == 0, deployed.output
    assert live_versions(account) == ["1", "1"]
    assert account.live_settings("llm-backend")["BEDROCK_MODEL_ID"] == "eu.anthropic.claude-haiku-5-5"
    assert account.live_settings("llm-backend")["SUPABASE_API_JWT"].startswith("arn:aws:secretsmanager:eu-central-1:")
    (bucket,) = account.client("s3").list_buckets()["Buckets"]
    where = account.client("s3").get_bucket_location(Bucket=bucket["Name"])
    assert (bucket["Name"][-13:], where["LocationConstraint"]) == ("-eu-central-1", "eu-central-1")
    policy = account.client("iam").get_role_policy(RoleName="lambda-llm-backend-role", PolicyName="llm-backend")
    profile, model, *_ = literal_eval(policy["PolicyDocument"])["Statement"]  # not JSON in moto
    assert profile["Resource"].startswith("arn:aws:bedrock:eu-central-1:")
    assert model["Condition"] == {"StringEquals": {"bedrock:InferenceProfileArn": profile["Resource"]}}


def test_what_is_written_off_is_off_and_the_reserve_is_given_back(make_account: Callable[[], Account]) -> None:
    account = make_account()
    assert account.deploy().exit_code == 0
    limits = {
        "BudgetDayUsd": "BUDGET_DAY_USD",
        "BudgetMonthUsd": "BUDGET_MONTH_USD",
        "VisitorDayQuestions": "VISITOR_DAY_QUESTIONS",
        "VisitorDayTokens": "VISITOR_DAY_TOKENS",
    }

    changed = account.deploy(*(f"{name}=off" for name in limits), "StreamReservedConcurrency=0", "BasePath=/joblab")

    assert changed.exit_code == 0, changed.output
    off = dict.fromkeys(limits.values(), "off") | {"TURN_TOKENS": "60000", "BASE_PATH": "/joblab"}
    for function in FUNCTIONS:
        assert off.items() <= account.live_settings(function).items()
        assert account.reserve(function) is None


def test_a_declined_first_deployment_leaves_nothing(make_account: Callable[[], Account]) -> None:
    account = make_account()

    declined = account.deploy(answer="--package=" + str(account.package))

    assert declined.exit_code == 1
    assert account.client("lambda").list_functions()["Functions"] == []
    unfinished = ["REVIEW_IN_PROGRESS", "CREATE_COMPLETE"]
    stacks = account.client("cloudformation").list_stacks(StackStatusFilter=unfinished)["StackSummaries"]
    assert stacks == []


def test_a_refused_deployment_names_the_parameter_and_hides_its_value(make_account: Callable[[], Account]) -> None:
    account = make_account()

    refused = account.deploy(f"SupabaseApiJwtArn={MARKER}", "Replicas=3")

    assert refused.exit_code == 1
    assert "SupabaseApiJwtArn must be the ARN of a secret" in " ".join(refused.stderr.split())
    assert "no parameter Replicas" in refused.stderr
    assert MARKER not in refused.output


def test_logs_prints_the_lines_of_a_function(make_account: Callable[[], Account]) -> None:
    account = make_account()
    client = account.client("logs")
    for name in FUNCTIONS:
        client.create_log_group(logGroupName=f"/aws/lambda/{name}")
    for stream in ("a", "b"):
        client.create_log_stream(logGroupName="/aws/lambda/llm-backend", logStreamName=stream)
        events = [{"timestamp": int(time.time() * 1000), "message": f"line of {stream}\n"}]
        client.put_log_events(logGroupName="/aws/lambda/llm-backend", logStreamName=stream, logEvents=events)

    printed = account.run("logs", "--since", "5m")

    assert (printed.exit_code, sorted(printed.output.splitlines())) == (0, ["line of a", "line of b"])
    assert account.run("logs", "--stream").output == ""


def test_logs_knows_durations_only(make_account: Callable[[], Account]) -> None:
    assert "no duration" in make_account().run("logs", "--since", "yesterday").stderr
