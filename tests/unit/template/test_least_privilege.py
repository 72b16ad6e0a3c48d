"""The role of the functions allows what the code needs, and nothing else."""

import re

import pytest

from cli.package.prune import SERVICES
from tests.unit.template.deployed import ACCOUNT, REGION, SECRET, Deployed, Grant

PARAMETER = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/joblab/jwt"
PROFILE = f"arn:aws:bedrock:{REGION}:{ACCOUNT}:inference-profile/us.anthropic.claude-haiku-5-5"
MODEL = "arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-5-5"
LOGS = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:"
STREAM = "bedrock:InvokeModelWithResponseStream"
NEEDS = [
    # ConverseStream is authorised as this action, on the profile and wherever the profile may send it.
    Grant(STREAM, PROFILE),
    Grant(STREAM, MODEL, through=PROFILE),
    # Lambda writes what the process prints, as the function's role, into streams that it names itself.
    *(
        Grant(action, f"{LOGS}{{{group}}}:log-stream:*")
        for group in ("BackendLogs", "StreamLogs")
        for action in ("logs:CreateLogStream", "logs:PutLogEvents")
    ),
]
IN_SECRETS_MANAGER = Grant("secretsmanager:GetSecretValue", SECRET)
IN_PARAMETER_STORE = Grant("ssm:GetParameter", PARAMETER)


@pytest.mark.parametrize(
    ("parameters", "secret"),
    [
        ({}, IN_SECRETS_MANAGER),
        ({"SupabaseApiJwtArn": f"{SECRET}#jwt"}, IN_SECRETS_MANAGER),
        ({"SupabaseApiJwtArn": PARAMETER}, IN_PARAMETER_STORE),
        ({"SupabaseApiJwtArn": "", "SupabaseServiceRoleKeyArn": SECRET}, IN_SECRETS_MANAGER),
    ],
    ids=["secret", "key of a secret", "parameter", "service-role key"],
)
def test_the_role_allows_exactly_what_is_needed(parameters: dict[str, str], secret: Grant) -> None:
    assert sorted(Deployed(**parameters).granted()) == sorted([*NEEDS, secret])


def test_no_action_and_no_resource_is_a_wildcard() -> None:
    for action, resource, through in Deployed().granted():
        # The names of log streams are nobody's to know beforehand; where a profile sends a call, the profile decides.
        named = resource.removesuffix(":log-stream:*") if action.startswith("logs:") else resource
        named = named.removeprefix("arn:aws:bedrock:*::") if through else named
        assert not re.search(r"[*?]", action + named + through)


def test_the_role_has_no_other_policy_and_only_lambda_takes_it() -> None:
    role = Deployed().properties("Role")

    assert role.keys() == {"RoleName", "AssumeRolePolicyDocument", "Policies"}
    assert role["RoleName"] == "lambda-llm-backend-role"
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert (trust["Principal"], trust["Action"]) == ({"Service": "lambda.amazonaws.com"}, "sts:AssumeRole")


def test_both_functions_use_it() -> None:
    functions = Deployed().of_type("AWS::Lambda::Function")

    assert {name: function["Role"] for name, function in functions.items()} == dict.fromkeys(
        ("Backend", "Stream"), "{Role.Arn}"
    )


def test_the_role_is_for_the_services_that_the_package_can_call() -> None:
    needed = {need.action.partition(":")[0] for need in [*NEEDS, IN_SECRETS_MANAGER, IN_PARAMETER_STORE]}

    assert needed - {"logs"} == {service.removesuffix("-runtime") for service in SERVICES}
