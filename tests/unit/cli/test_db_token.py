from datetime import UTC, datetime

import jwt
import pytest
import typer
from typer.testing import CliRunner

from cli.db_token import db_token

SECRET = "a-secret-of-this-test-that-is-long-enough"
app = typer.Typer()
app.command()(db_token)


def test_prints_only_a_token_for_the_api_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPABASE_JWT_SECRET", SECRET)
    result = CliRunner().invoke(app, ["--days", "7"])
    assert result.exit_code == 0
    claims = jwt.decode(result.stdout.strip(), SECRET, algorithms=["HS256"])
    assert claims["role"] == "joblab_api"
    assert 0 <= claims["exp"] - datetime.now(UTC).timestamp() - 6.99 * 86400 <= 0.02 * 86400


def test_is_valid_for_ninety_days_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPABASE_JWT_SECRET", SECRET)
    claims = jwt.decode(CliRunner().invoke(app).stdout.strip(), SECRET, algorithms=["HS256"])
    assert claims["exp"] - claims["iat"] == 90 * 86400


@pytest.mark.parametrize("days", [[], ["--days", "7"]], ids=["usual", "told"])
def test_says_beside_the_token_until_when_it_is_valid(monkeypatch: pytest.MonkeyPatch, days: list[str]) -> None:
    monkeypatch.setenv("SUPABASE_JWT_SECRET", SECRET)
    result = CliRunner().invoke(app, days)
    claims = jwt.decode(result.stdout.strip(), SECRET, algorithms=["HS256"])
    ends = datetime.fromtimestamp(claims["exp"], UTC)
    assert result.stderr == f"Valid until {ends:%Y-%m-%d %H:%M} UTC: write that down.\n"


@pytest.mark.parametrize(
    ("secret", "says"), [("", "is not set"), ("short", "is shorter than 32 characters")], ids=["missing", "short"]
)
def test_a_secret_that_cannot_sign_is_named(monkeypatch: pytest.MonkeyPatch, secret: str, says: str) -> None:
    monkeypatch.setenv("SUPABASE_JWT_SECRET", secret)
    result = CliRunner().invoke(app)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"db-token: SUPABASE_JWT_SECRET {says}\n"
