"""What is refused before AWS is asked."""

import zipfile
from pathlib import Path

import pytest

from cli.deploy import checks
from cli.deploy.checks import check_environment, check_parameters, check_zip
from cli.deploy.errors import DeployError
from cli.deploy.template import load_template, release_of, with_defaults
from cli.parts import ROOT
from tests.unit.template.deployed import CODE, GIVEN, REGION, SECRET, Deployed

TEMPLATE = load_template(ROOT / "template.yaml")
MARKER = "marker-of-a-secret"


def refusal(region: str = REGION, **parameters: str) -> str:
    """Why the parameters are refused."""
    with pytest.raises(DeployError) as refused:
        check_parameters(TEMPLATE, with_defaults(TEMPLATE, GIVEN | parameters), region)
    return str(refused.value)


def test_good_parameters_pass() -> None:
    check_parameters(TEMPLATE, with_defaults(TEMPLATE, GIVEN), REGION)


def test_a_limit_that_is_written_off_passes() -> None:
    limits = ("BudgetDayUsd", "BudgetMonthUsd", "VisitorDayQuestions", "VisitorDayTokens")

    check_parameters(TEMPLATE, with_defaults(TEMPLATE, GIVEN | dict.fromkeys(limits, "off")), REGION)


@pytest.mark.parametrize("budget", ["5", "0.5", "0.05", "10.00"])
def test_a_budget_may_have_cents(budget: str) -> None:
    deployed = Deployed(BudgetDayUsd=budget)

    check_parameters(TEMPLATE, deployed.parameters, REGION)
    check_environment(deployed.plain, deployed.parameters, REGION)


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(DeployError, match="No value for SupabaseUrl, CorsOrigins: put it into"):
        check_parameters(TEMPLATE, with_defaults(TEMPLATE, {"Release": "r1"}), REGION)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("SupabaseUrl", "http://project.supabase.co", "must be an https address"),
        ("SupabaseApiJwtArn", MARKER, "must be the ARN of a secret or of a parameter, never the secret itself"),
        ("SupabaseServiceRoleKeyArn", MARKER, "must be the ARN of a secret"),
        ("SupabaseApiJwtArn", f"{SECRET[:-6]}*", "must be the ARN"),
        ("SupabasePublishableKey", f"sb_secret_{MARKER}", "must begin with sb_publishable_"),
        ("ApiKeyHashes", MARKER, "must be SHA-256 hashes"),
        ("BedrockModelId", "claude-haiku-5-5", "must be an inference profile, the ARN of one, or a model whose name"),
        ("BedrockModelId", "moonshotai.kimi-k2.5", "must be an inference profile"),
        ("BedrockModelId", "eu.anthropic.*", "must be an inference profile"),
        ("BedrockModelId", "arn:aws:bedrock:*:123456789012:inference-profile/*", "must be an inference profile"),
        ("BedrockModelId", "arn:aws:iam::123456789012:role/any", "must be an inference profile"),
        ("BedrockPrices", "1,5,1.25", "must be four prices of 0 or more"),
        ("BedrockPrices", "1,-5,1.25,0.1", "must be four prices of 0 or more"),
        ("BedrockCacheMinimum", "0", "must be a number of tokens above 0"),
        ("BedrockMaxTokens", "9000", "must be at least 64 and at most 8192"),
        ("BedrockMaxTokens", "many", "must be a number"),
        ("BedrockTemperature", "1.5", "must be between 0 and 1"),
        ("DailyCostLimit", "0", "must be at least 0.01"),
        ("TurnTokens", "49999", "must be at least 50000"),
        ("BudgetDayUsd", "0.00", "must be US dollars above 0, or the word off"),
        ("BudgetMonthUsd", "", "must be US dollars above 0, or the word off"),
        ("VisitorDayQuestions", "none", "must be a number of questions above 0, or the word off"),
        ("VisitorDayTokens", "1e6", "must be a number of tokens above 0, or the word off"),
        ("BasePath", "joblab/", "must be empty, or a path such as /joblab"),
        ("Canary", "Sometimes", "must be one of AllAtOnce"),
        ("Replicas", "3", "The template has no parameter Replicas"),
    ],
)
def test_a_wrong_parameter_is_named_and_its_value_is_not_shown(name: str, value: str, problem: str) -> None:
    said = refusal(**{name: value})

    assert name in said
    assert problem in said
    assert MARKER not in said


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"SupabaseApiJwtArn": ""}, "Give SupabasePublishableKey with SupabaseApiJwtArn"),
        ({"SupabasePublishableKey": ""}, "Give SupabasePublishableKey with SupabaseApiJwtArn"),
        ({"SupabaseServiceRoleKeyArn": SECRET}, "Give SupabasePublishableKey with SupabaseApiJwtArn"),
        ({"SnapStart": "PublishedVersions", "ProvisionedConcurrency": "1"}, "not both"),
    ],
)
def test_parameters_that_do_not_go_together_are_refused(parameters: dict[str, str], problem: str) -> None:
    assert problem in refusal(**parameters)


@pytest.mark.parametrize(
    ("geography", "region"),
    [
        ("us", "eu-west-1"),
        ("us", "ap-southeast-2"),
        ("eu", "us-east-1"),
        ("apac", "eu-central-1"),
        ("jp", "ap-south-1"),
    ],
)
def test_a_region_without_the_profile_is_refused(geography: str, region: str) -> None:
    said = refusal(region, BedrockModelId=f"{geography}.anthropic.claude-haiku-5-5")

    assert said == (
        f"BedrockModelId is a profile of the geography {geography}, which is not called from {region}; "
        "docs/models.md says what to name there."
    )


def test_a_profile_of_another_region_is_refused() -> None:
    arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6"

    assert refusal("eu-west-1", BedrockModelId=arn) == "BedrockModelId is the ARN of another region than eu-west-1."


@pytest.mark.parametrize(
    ("model_id", "region"),
    [
        ("us.anthropic.claude-haiku-5-5", "ca-central-1"),
        ("eu.anthropic.claude-haiku-4-5-20251001-v1:0", "eu-north-1"),
        ("apac.anthropic.claude-haiku-5-5", "ap-south-1"),
        ("jp.anthropic.claude-haiku-5-5", "ap-northeast-3"),
        ("global.anthropic.claude-haiku-5-5", "af-south-1"),
        ("new.anthropic.claude-haiku-5-5", "sa-east-1"),
        ("anthropic.claude-haiku-5-5", "eu-central-1"),
        ("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-haiku-5-5", "eu-west-1"),
    ],
)
def test_a_model_of_the_region_passes(model_id: str, region: str) -> None:
    deployed = Deployed(region, BedrockModelId=model_id)

    check_parameters(TEMPLATE, deployed.parameters, region)
    check_environment(deployed.plain, deployed.parameters, region)


def test_an_unknown_model_passes_with_its_prices() -> None:
    deployed = Deployed(
        BedrockModelId="us.amazon.nova-2-lite-v1:0", BedrockPrices="0,0,0,0", BedrockCacheMinimum="1024"
    )

    check_parameters(TEMPLATE, deployed.parameters, REGION)
    check_environment(deployed.plain, deployed.parameters, REGION)


def test_the_app_itself_reads_the_settings() -> None:
    good = Deployed()
    check_environment(good.plain, good.parameters, REGION)

    unknown = Deployed(BedrockModelId="us.anthropic.claude-unheard-of")
    with pytest.raises(
        DeployError, match="BEDROCK_MODEL_ID names a model without a built-in profile: set BEDROCK_PRICES"
    ):
        check_environment(unknown.plain, unknown.parameters, REGION)


def test_an_environment_above_lambdas_limit_is_refused() -> None:
    full = Deployed(ApiKeyHashes=",".join(["0" * 64] * 60))

    with pytest.raises(DeployError, match="The environment of Backend has 4,"):
        check_environment(full.plain, full.parameters, REGION)


def test_a_package_that_is_missing_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "package.zip"
    with pytest.raises(DeployError, match="make package"):
        check_zip(package)

    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("zeros", b"0" * 100_000)
    check_zip(package)
    monkeypatch.setattr(checks, "MAX_UNZIPPED_BYTES", 99_999)
    with pytest.raises(DeployError, match="100,000 bytes unzipped; Lambda takes 99,999"):
        check_zip(package)


@pytest.mark.parametrize(
    ("changed", "is_new"),
    [
        ({"BedrockMaxTokens": "2048"}, True),
        ({"WebAdapterVersion": "28"}, True),
        ({"SnapStart": "PublishedVersions"}, True),
        ({"BudgetDayUsd": "off"}, True),
        ({"AppVersion": "0.1.0-token-2027-02"}, True),  # how docs/operations.md has a new secret read
        ({"DailyCostLimit": "7"}, False),
        ({"StreamReservedConcurrency": "0"}, False),
        ({"ReservedConcurrency": "7"}, False),
        ({"Release": "other"}, False),
    ],
)
def test_a_release_is_new_when_a_version_would_differ(changed: dict[str, str], is_new: bool) -> None:
    before, after = (
        release_of(TEMPLATE, with_defaults(TEMPLATE, given), REGION, CODE) for given in (GIVEN, GIVEN | changed)
    )

    assert (before != after) == is_new
