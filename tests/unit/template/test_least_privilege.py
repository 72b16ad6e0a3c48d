"""The role of the functions allows what the code needs, and nothing else."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.parts import ROOT
from tests.unit.template.deployed import ACCOUNT, REGION, SECRET, Deployed

PARAMETER = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/joblab/jwt"
PROFILE = f"arn:aws:bedrock:{REGION}:{ACCOUNT}:inference-profile/us.anthropic.claude-haiku-5-5"
MODEL = "foundation-model/anthropic.claude-haiku-5-5"
LOGS = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:"


class Need(NamedTuple):
    """One action on one resource, which the code cannot do without."""

    action: str
    resource: str


STREAM = "bedrock:InvokeModelWithResponseStream"
NEEDS = [
    # ConverseStream is authorised as this action, on the profile and wherever the profile may send it.
    Need(STREAM, PROFILE),
    Need(STREAM, f"arn:aws:bedrock:us-east-1::{MODEL}"),
    Need(STREAM, f"arn:aws:bedrock:us-east-2::{MODEL}"),
    Need(STREAM, f"arn:aws:bedrock:us-west-2::{MODEL}"),
    # Lambda writes what the process prints, as the function's role, into streams that it names itself.
    *(
        Need(action, f"{LOGS}{{{group}}}:log-stream:*")
        for group in ("BackendLogs", "StreamLogs")
        for action in ("logs:CreateLogStream", "logs:PutLogEvents")
    ),
]
IN_SECRETS_MANAGER = Need("secretsmanager:GetSecretValue", SECRET)
IN_PARAMETER_STORE = Need("ssm:GetParameter", PARAMETER)


def granted(deployed: Deployed) -> list[tuple[str, str]]:
    """Every action with every resource that the role allows."""
    (policy,) = deployed.properties("Role")["Policies"]
    return [
        (action, resource)
        for statement in policy["PolicyDocument"]["Statement"]
        for action in _listed(statement["Action"])
        for resource in _listed(statement["Resource"])
    ]


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


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
def test_the_role_allows_exactly_what_is_needed(parameters: dict[str, str], secret: Need) -> None:
    assert sorted(granted(Deployed(**parameters))) == sorted([*NEEDS, secret])


def test_no_action_and_no_resource_is_a_wildcard() -> None:
    for action, resource in granted(Deployed()):
        # The names of log streams alone are nobody's to know beforehand.
        named = resource.removesuffix(":log-stream:*") if action.startswith("logs:") else resource
        assert not re.search(r"[*?]", action + named)


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


def test_no_code_calls_another_service_of_aws() -> None:
    files = [path for path in Path(ROOT / "api").rglob("*.py") if "create_client(" in path.read_text()]
    services = {name for path in files for name in re.findall(r'create_client\(\s*"([a-z-]+)"', path.read_text())}

    assert services == {"bedrock-runtime", "secretsmanager", "ssm"}
