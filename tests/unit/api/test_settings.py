"""Settings: bad ones fail at start-up by name, and no value is ever shown."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from joblab.settings import Settings, SettingsError, load_settings
from local.supabase.api_token import mint_api_token

SECRET = "secret-value-that-must-not-be-shown"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUPABASE_URL", "http://127.0.0.1:54321")
    monkeypatch.setenv("SUPABASE_PUBLISHABLE_KEY", "sb_publishable_fake")
    monkeypatch.setenv("SUPABASE_API_JWT", SECRET)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SUPABASE_URL", None, "SUPABASE_URL: Field required"),
        ("SUPABASE_URL", "not a url", "SUPABASE_URL: Input should be a valid URL"),
        ("SUPABASE_API_JWT", None, "set SUPABASE_PUBLISHABLE_KEY and SUPABASE_API_JWT"),
        (
            "BEDROCK_MODEL_ID",
            "us.anthropic.claude-3-5-haiku-20241022-v1:0",
            "BEDROCK_MODEL_ID names a model without a built-in profile: set BEDROCK_PRICES to its "
            "input,output,cache_write,cache_read in US dollars per million tokens",
        ),
        (
            "BEDROCK_PRICES",
            "1,5,1.25",
            "BEDROCK_PRICES: Value error, the prices are input,output,cache_write,cache_read",
        ),
        ("BEDROCK_PRICES", "1,5,,1.25,0.1", "BEDROCK_PRICES: Value error, the prices are input,output"),
        ("BEDROCK_PRICES", "1,five,1.25,0.1", "BEDROCK_PRICES.1: Input should be a valid number"),
        ("BEDROCK_PRICES", "1,-5,1.25,0.1", "BEDROCK_PRICES.1: Input should be greater than or equal to 0"),
        ("BEDROCK_PRICES", "1,inf,1.25,0.1", "BEDROCK_PRICES.1: Input should be a finite number"),
        ("BEDROCK_PRICES", "nan,5,1.25,0.1", "BEDROCK_PRICES.0: Input should be a finite number"),
        ("BEDROCK_CACHE_MINIMUM", "0", "BEDROCK_CACHE_MINIMUM: Input should be greater than or equal to 1"),
        ("BEDROCK_MAX_TOKENS", "many", "BEDROCK_MAX_TOKENS: Input should be a valid integer"),
        ("BEDROCK_TEMPERATURE", "3", "BEDROCK_TEMPERATURE: Input should be less than or equal to 1"),
        ("BUDGET_DAY_USD", "none", "BUDGET_DAY_USD"),
        ("BUDGET_MONTH_USD", "0", "BUDGET_MONTH_USD"),
        ("VISITOR_DAY_QUESTIONS", "-1", "VISITOR_DAY_QUESTIONS"),
        ("TURN_TOKENS", "1000", "TURN_TOKENS: Input should be greater than or equal to 50000"),
        ("BEDROCK_MAX_TOKENS", "8192", "TURN_TOKENS must be at least 45000 and BEDROCK_MAX_TOKENS"),
        ("BASE_PATH", "prod", "BASE_PATH: String should match"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL: String should match"),
        ("API_KEYS", SECRET, "API_KEYS: Value error, each API key is given as its SHA-256"),
    ],
)
def test_a_bad_setting_fails_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None, complaint: str
) -> None:
    if "TURN_TOKENS must" in complaint:
        monkeypatch.setenv("TURN_TOKENS", "50000")
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=re.escape(complaint)) as error:
        load_settings()

    assert SECRET not in str(error.value)


def test_a_limit_is_on_unless_it_is_written_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(load_settings().limits) == {"day_usd", "month_usd", "visitor_questions", "visitor_tokens"}

    monkeypatch.setenv("BUDGET_DAY_USD", "off")
    monkeypatch.setenv("VISITOR_DAY_TOKENS", "250000")

    limits = load_settings().limits
    assert "day_usd" not in limits
    assert limits["visitor_tokens"] == 250_000


def test_the_end_of_the_token_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().token_ends is None  # a word is no JWT

    issued = datetime(2026, 11, 27, 12, tzinfo=UTC)
    token = mint_api_token("a-secret-that-is-long-enough-for-hs256", issued_at=issued, days=90)
    monkeypatch.setenv("SUPABASE_API_JWT", token)

    assert load_settings().token_ends == issued + timedelta(days=90)


def test_secrets_are_hidden_in_the_repr() -> None:
    assert SECRET not in repr(load_settings())


def test_an_older_project_comes_in_with_its_service_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUPABASE_PUBLISHABLE_KEY")
    monkeypatch.delenv("SUPABASE_API_JWT")
    monkeypatch.setenv("SUPABASE_SERVICE_ROLE_KEY", "fake.service.key")
    settings = load_settings()

    assert not settings.has_least_privilege
    assert settings.supabase_headers() == {"apikey": "fake.service.key", "authorization": "Bearer fake.service.key"}


def test_env_example_documents_every_setting() -> None:
    documented = re.findall(r"^#? ?([A-Z_]+)=", Path(".env.example").read_text(), re.MULTILINE)

    assert sorted(documented) == sorted(Settings.model_fields)
