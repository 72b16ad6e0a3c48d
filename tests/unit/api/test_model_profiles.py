"""What is known of a model by its id, and what the settings say of one that is not known."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from joblab.bedrock.profiles import PROFILES, built_in_profile
from local.wire import Json, reply
from tests.unit.api.wire import WireServer

UNKNOWN = "eu.example.model-of-tomorrow-v1:0"
CACHE_POINT = {"cachePoint": {"type": "default"}}
# What local.wire's reply uses.
READ, WRITTEN, CACHED = 100, 10, 50


class Asked(NamedTuple):
    """A question asked under some settings: what the model was sent, what was answered, what went to the database."""

    sent: Json
    path: str
    usage: Json
    reserved: Json
    spent: Json


type Ask = Callable[..., Asked]


@pytest.fixture
def ask(
    environment: None,
    bedrock: WireServer,
    database: WireServer,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Ask:
    def under(**settings: str) -> Asked:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        bedrock.script = [reply("Hello. Ask me about jobs.")]
        response = request.getfixturevalue("invoke")("POST", "/ai/ask", {"prompt": "Hello"})
        (sent,), (begun,), (ended,) = bedrock.requests, database.bodies("/begin_turn"), database.bodies("/end_turn")
        return Asked(sent["body"], sent["path"], response.json["usage"], begun["reservation"], ended["spent"])

    return under


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize(
    "model_id",
    [
        "{}",
        "anthropic.{}",
        *(f"{where}.anthropic.{{}}" for where in ("us", "eu", "apac", "jp", "au", "ca", "us-gov", "global")),
        "{}-20251001",
        "anthropic.{}-20251001-v1:0",
        "global.anthropic.{}-v2:0",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.{}",
        "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.{}-20251001-v1:0",
    ],
)
def test_a_model_is_known_wherever_it_runs(model_id: str, name: str) -> None:
    assert built_in_profile(model_id.format(name)) is PROFILES[name]


@pytest.mark.parametrize(
    "model_id",
    [
        UNKNOWN,
        "anthropic.claude-haiku-5",
        "anthropic.claude-haiku-5-5-large",
        "anthropic.not-claude-haiku-5-5",
        "claude-haiku-5-5/other",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
        "qwen3.5:9b",
        "",
    ],
)
def test_another_model_is_not_taken_for_one_that_is_known(model_id: str) -> None:
    assert built_in_profile(model_id) is None


def test_an_unknown_model_gets_what_every_model_takes(ask: Ask) -> None:
    asked = ask(BEDROCK_MODEL_ID=UNKNOWN, BEDROCK_PRICES="3,15,3.75,0.3")

    assert asked.path == "/model/eu.example.model-of-tomorrow-v1%3A0/converse-stream"
    assert asked.sent["inferenceConfig"] == {"maxTokens": 1024}
    assert "additionalModelRequestFields" not in asked.sent
    assert CACHE_POINT not in asked.sent["system"] + asked.sent["toolConfig"]["tools"]
    assert asked.usage["cost_usd"] == pytest.approx((READ * 3 + WRITTEN * 15 + CACHED * 0.3) / 1e6)


def test_an_unknown_model_gets_what_is_set(ask: Ask) -> None:
    asked = ask(
        BEDROCK_MODEL_ID=UNKNOWN,
        BEDROCK_PRICES="3,15,3.75,0.3",
        BEDROCK_TEMPERATURE="0.2",
        BEDROCK_CACHE_MINIMUM="1024",
    )

    assert asked.sent["inferenceConfig"] == {"maxTokens": 1024, "temperature": 0.2}
    assert asked.sent["system"][-1] == asked.sent["toolConfig"]["tools"][-1] == CACHE_POINT


def test_the_settings_price_a_known_model_anew_and_leave_its_habits(ask: Ask) -> None:
    asked = ask(BEDROCK_PRICES="1,2,3,4", BEDROCK_CACHE_MINIMUM="1000000", BEDROCK_TEMPERATURE="0.2")

    assert asked.usage["cost_usd"] == pytest.approx((READ * 1 + WRITTEN * 2 + CACHED * 4) / 1e6)
    assert CACHE_POINT not in asked.sent["system"]
    assert asked.sent["inferenceConfig"] == {"maxTokens": 1024}
    assert asked.sent["additionalModelRequestFields"] == {"thinking": {"type": "disabled"}}


def test_a_model_may_cost_nothing(ask: Ask) -> None:
    asked = ask(BEDROCK_MODEL_ID="llama-at-home", BEDROCK_PRICES="0,0,0,0")

    assert asked.reserved["usd"] == 0
    assert asked.spent == {"usd": 0, "tokens": READ + WRITTEN + CACHED}
    assert asked.usage["cost_usd"] == 0
