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
        ("BedrockModelId", "eu.anthropic.claude-haiku-5-5", "must be a US inference profile"),
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


def test_a_region_without_the_profile_is_refused() -> None:
    assert "us-east-1, us-east-2 or us-west-2" in refusal(region="eu-central-1")


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
