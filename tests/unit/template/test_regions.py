"""Any model in any region: what the role may call, and that AWS's own checker takes the template there."""

import json
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from cli.deploy.template import TOOLS
from tests.unit.template.deployed import ACCOUNT, Deployed, Grant

HAIKU = "anthropic.claude-haiku-5-5"
OTHER = "anthropic.claude-opus-5-5"
STREAM = "bedrock:InvokeModelWithResponseStream"
APPLICATION = f"arn:aws:bedrock:eu-west-1:{ACCOUNT}:application-inference-profile/a1b2c3d4e5f6"
# The last is opt-in. In some that are opt-in Lambda has no function URLs, and the streaming door cannot be made.
REGIONS = ["us-east-1", "us-west-2", "eu-west-1", "eu-north-1", "ap-northeast-1", "ap-southeast-2", "af-south-1"]


def profile(region: str, profile_id: str) -> str:
    return f"arn:aws:bedrock:{region}:{ACCOUNT}:inference-profile/{profile_id}"


def model(region: str, model_id: str = HAIKU) -> str:
    return f"arn:aws:bedrock:{region}::foundation-model/{model_id}"


def bedrock_grants(deployed: Deployed) -> list[Grant]:
    return [grant for grant in deployed.granted() if grant.action.startswith("bedrock:")]


def may_call(deployed: Deployed, resource: str, through: str = "") -> bool:
    """Whether IAM would allow it: each part of an ARN for itself, `*` for any text and for none."""
    return any(
        grant.action == STREAM
        and grant.through in ("", through)
        and all(map(fnmatchcase, resource.split(":", 5), grant.resource.split(":", 5)))
        for grant in deployed.granted()
    )


@pytest.mark.parametrize(
    ("region", "profile_id", "model_id"),
    [
        ("us-east-1", f"us.{HAIKU}", HAIKU),
        ("us-west-2", "us.anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-haiku-4-5-20251001-v1:0"),
        ("ca-central-1", f"us.{HAIKU}", HAIKU),
        ("ca-central-1", f"ca.{HAIKU}", HAIKU),
        ("eu-west-1", f"eu.{HAIKU}", HAIKU),
        ("eu-north-1", "eu.amazon.nova-2-lite-v1:0", "amazon.nova-2-lite-v1:0"),
        ("ap-southeast-2", f"apac.{HAIKU}", HAIKU),
        ("ap-southeast-2", f"au.{HAIKU}", HAIKU),
        ("ap-northeast-1", f"jp.{HAIKU}", HAIKU),
        ("us-east-2", f"global.{HAIKU}", HAIKU),
        ("eu-central-1", f"global.{HAIKU}", HAIKU),
        ("af-south-1", f"global.{HAIKU}", HAIKU),
    ],
)
def test_a_profile_may_be_called_and_its_model_through_it(region: str, profile_id: str, model_id: str) -> None:
    called = profile(region, profile_id)

    assert bedrock_grants(Deployed(region, BedrockModelId=profile_id)) == [
        Grant(STREAM, called),
        Grant(STREAM, model("*", model_id), through=called),
    ]


@pytest.mark.parametrize("called", [APPLICATION, profile("eu-west-1", f"eu.{HAIKU}")])
def test_a_profile_by_its_arn_may_be_called_and_whatever_it_stands_for_through_it(called: str) -> None:
    assert bedrock_grants(Deployed("eu-west-1", BedrockModelId=called)) == [
        Grant(STREAM, called),
        Grant(STREAM, model("*", "*"), through=called),
    ]


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_a_model_on_demand_may_be_called_in_the_region_alone(region: str) -> None:
    assert bedrock_grants(Deployed(region, BedrockModelId=HAIKU)) == [Grant(STREAM, model(region))]


def test_a_profile_may_send_the_call_anywhere_and_nothing_else_may() -> None:
    deployed = Deployed("eu-west-1", BedrockModelId=f"global.{HAIKU}")
    called, another = profile("eu-west-1", f"global.{HAIKU}"), profile("eu-west-1", f"eu.{HAIKU}")

    assert may_call(deployed, called)
    for destination in ("eu-west-1", "ap-northeast-3", ""):  # a global profile's model has an ARN without a region, too
        assert may_call(deployed, model(destination), through=called)
        assert not may_call(deployed, model(destination))
        assert not may_call(deployed, model(destination), through=another)
        assert not may_call(deployed, model(destination, OTHER), through=called)
    assert not may_call(deployed, another)
    assert not may_call(deployed, profile("us-east-1", f"global.{HAIKU}"))


def test_cfn_lint_finds_nothing_in_any_region(tmp_path: Path) -> None:
    models = {"global": f"global.{HAIKU}", "foundation": HAIKU, "application": APPLICATION}
    for kind, model_id in models.items():
        translated = json.dumps(Deployed("eu-west-1", BedrockModelId=model_id).plain)
        (tmp_path / f"{kind}.json").write_text(translated)

    # Where no budget is made, its condition is of no use.
    command = [
        str(TOOLS / "cfn-lint"),
        "--ignore-checks",
        "W8001",
        "--regions",
        *REGIONS,
        "--",
        *map(str, tmp_path.iterdir()),
    ]
    linted = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (linted.returncode, linted.stdout, linted.stderr) == (0, "", "")


@pytest.mark.parametrize("region", REGIONS)
def test_what_is_deployed_names_no_other_region(region: str) -> None:
    secret = f"arn:aws:ssm:{region}:{ACCOUNT}:parameter/jwt"
    deployed = Deployed(region, BedrockModelId=f"global.{HAIKU}", SupabaseApiJwtArn=secret)

    named = json.dumps([deployed.resources, deployed.plain["Outputs"]])
    assert [other for other in REGIONS if other in named] == [region]
