"""The settings, read once from the environment; a bad one fails at start-up, by its name."""

import json
import os
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import (
    AnyHttpUrl,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from joblab.bedrock.profiles import UNKNOWN, ModelProfile, Prices, built_in_profile
from joblab.secret_references import resolve

# What a call of the model reads at most with the longest question and history, in tokens: see joblab.bedrock.messages.
LARGEST_FIRST_CALL = 45_000

type Limit = Annotated[float, Field(gt=0)] | Literal["off"]


class SettingsError(Exception):
    """A setting is missing or malformed; the message names it and never shows its value."""


class Settings(BaseModel):
    """Everything the deployment decides; .env.example explains each one."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    APP_NAME: str = "JobLab"
    APP_VERSION: str = "0.1.0"
    LOG_LEVEL: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    AWS_REGION: str = "us-east-1"
    BEDROCK_MODEL_ID: str = "us.anthropic.claude-haiku-5-5"
    BEDROCK_MAX_TOKENS: int = Field(default=1024, ge=64, le=8192)
    BEDROCK_TEMPERATURE: float | None = Field(default=None, ge=0, le=1)
    BEDROCK_PRICES: Prices | None = None
    BEDROCK_CACHE_MINIMUM: int | None = Field(default=None, ge=1)
    SUPABASE_URL: AnyHttpUrl
    SUPABASE_PUBLISHABLE_KEY: SecretStr | None = None
    SUPABASE_API_JWT: SecretStr | None = None
    SUPABASE_SERVICE_ROLE_KEY: SecretStr | None = None
    TURN_TOKENS: int = Field(default=60_000, ge=50_000)
    BUDGET_DAY_USD: Limit = 5.0
    BUDGET_MONTH_USD: Limit = 50.0
    VISITOR_DAY_QUESTIONS: Limit = 200.0
    VISITOR_DAY_TOKENS: Limit = 1_500_000.0
    CORS_ORIGINS: tuple[str, ...] = ()
    API_KEYS: tuple[str, ...] = Field(default=(), repr=False)
    API_DOCS: bool = False
    BASE_PATH: str = Field(default="", pattern="^(/[A-Za-z0-9_-]+)*$")

    @field_validator("CORS_ORIGINS", "API_KEYS", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("BEDROCK_PRICES", mode="before")
    @classmethod
    def _split_prices(cls, value: object) -> object:
        prices = value.split(",") if isinstance(value, str) else value
        if isinstance(prices, list) and len(prices) != len(Prices._fields):
            raise ValueError(f"the prices are {','.join(Prices._fields)}")
        return prices

    @field_validator("API_KEYS")
    @classmethod
    def _are_sha256(cls, hashes: tuple[str, ...]) -> tuple[str, ...]:
        if any(len(text) != 64 or set(text) - set("0123456789abcdef") for text in hashes):
            raise ValueError("each API key is given as its SHA-256 in lower-case hex")
        return hashes

    @field_validator("SUPABASE_PUBLISHABLE_KEY", "SUPABASE_API_JWT", "SUPABASE_SERVICE_ROLE_KEY", mode="before")
    @classmethod
    def _fetch_secret(cls, value: object) -> object:
        return resolve(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _can_price_the_model(self) -> Self:
        if not self.BEDROCK_PRICES and not built_in_profile(self.BEDROCK_MODEL_ID):
            raise ValueError(
                "BEDROCK_MODEL_ID names a model without a built-in profile: set BEDROCK_PRICES to its "
                "input,output,cache_write,cache_read in US dollars per million tokens"
            )
        return self

    @model_validator(mode="after")
    def _has_room_for_one_call(self) -> Self:
        if self.TURN_TOKENS < LARGEST_FIRST_CALL + self.BEDROCK_MAX_TOKENS:
            raise ValueError(f"TURN_TOKENS must be at least {LARGEST_FIRST_CALL} and BEDROCK_MAX_TOKENS")
        return self

    @model_validator(mode="after")
    def _can_reach_supabase(self) -> Self:
        if not self.has_least_privilege and not self.SUPABASE_SERVICE_ROLE_KEY:
            raise ValueError(
                "set SUPABASE_PUBLISHABLE_KEY and SUPABASE_API_JWT (or SUPABASE_SERVICE_ROLE_KEY for an older project)"
            )
        return self

    @property
    def has_least_privilege(self) -> bool:
        """Whether the app comes in as joblab_api, which may do what it needs and no more."""
        return bool(self.SUPABASE_PUBLISHABLE_KEY and self.SUPABASE_API_JWT)

    @property
    def model_profile(self) -> ModelProfile:
        """The model's own profile, with what the settings say instead."""
        profile = built_in_profile(self.BEDROCK_MODEL_ID) or UNKNOWN
        return replace(
            profile,
            prices=self.BEDROCK_PRICES or profile.prices,
            smallest_cacheable_prompt=self.BEDROCK_CACHE_MINIMUM or profile.smallest_cacheable_prompt,
        )

    @property
    def limits(self) -> dict[str, float]:
        """What questions may cost, by the limits' names in the database; one that is off is left out."""
        limits = {
            "day_usd": self.BUDGET_DAY_USD,
            "month_usd": self.BUDGET_MONTH_USD,
            "visitor_questions": self.VISITOR_DAY_QUESTIONS,
            "visitor_tokens": self.VISITOR_DAY_TOKENS,
        }
        return {name: limit for name, limit in limits.items() if limit != "off"}

    @property
    def database_secret(self) -> SecretStr:
        """What the app proves itself to the database with."""
        secret = self.SUPABASE_API_JWT if self.has_least_privilege else self.SUPABASE_SERVICE_ROLE_KEY
        assert secret is not None  # noqa: S101  (_can_reach_supabase)
        return secret

    @cached_property
    def token_ends(self) -> datetime | None:
        """When the database stops taking the token; None where it does not say."""
        try:
            claims = self.database_secret.get_secret_value().split(".")[1]
            return datetime.fromtimestamp(json.loads(urlsafe_b64decode(claims + "=="))["exp"], UTC)
        except (IndexError, ValueError, KeyError, TypeError, OverflowError):
            return None  # no JWT, or one for ever

    def supabase_headers(self) -> dict[str, str]:
        """The credentials PostgREST wants: the least-privilege pair where given, else the service key."""
        publishable = self.SUPABASE_PUBLISHABLE_KEY if self.has_least_privilege else None
        return credentials(publishable or self.database_secret, self.database_secret)


def credentials(api_key: SecretStr, token: SecretStr) -> dict[str, str]:
    """The headers in which PostgREST takes a key, and the token of the role to come in as."""
    headers = {"apikey": api_key.get_secret_value()}
    if not token.get_secret_value().startswith("sb_"):  # the new keys are no JWTs and go into apikey alone
        headers["authorization"] = f"Bearer {token.get_secret_value()}"
    return headers


def load_settings() -> Settings:
    """Read the environment; an empty variable counts as unset.

    Raises:
        SettingsError: naming every setting that is missing or malformed.
    """
    try:
        return Settings.model_validate({name: value for name, value in os.environ.items() if value})
    except ValidationError as error:
        problems = [
            ": ".join(filter(None, (".".join(map(str, item["loc"])), item["msg"])))
            for item in error.errors(include_input=False, include_url=False)
        ]
        raise SettingsError("; ".join(problems)) from None
