"""Secrets by reference: fetched over AWS's wire protocol, never shown."""

import json

import pytest

from joblab.secret_references import resolve
from local.wire import Played, answer
from tests.unit.api.wire import WireServer

SECRET_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:joblab-AbCdEf"
PARAMETER_ARN = "arn:aws:ssm:us-east-1:123456789012:parameter/joblab/jwt"


@pytest.fixture(autouse=True)
def _aws(bedrock: WireServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", bedrock.url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


def test_a_plain_value_is_itself(bedrock: WireServer) -> None:
    assert resolve("sb_publishable_fake") == "sb_publishable_fake"
    assert not bedrock.requests


def test_a_secret_is_fetched(bedrock: WireServer) -> None:
    bedrock.script = [answer({"SecretString": "the secret\n"})]

    assert resolve(SECRET_ARN) == "the secret"
    assert bedrock.bodies() == [{"SecretId": SECRET_ARN}]


def test_one_key_of_a_json_secret_is_picked(bedrock: WireServer) -> None:
    bedrock.script = [answer({"SecretString": json.dumps({"jwt": "the secret", "other": "x"})})] * 2

    assert resolve(f"{SECRET_ARN}#jwt") == "the secret"
    with pytest.raises(ValueError, match="no JSON object with the key nope"):
        resolve(f"{SECRET_ARN}#nope")


def test_a_parameter_is_fetched_decrypted(bedrock: WireServer) -> None:
    bedrock.script = [answer({"Parameter": {"Value": " the secret\n"}})]

    assert resolve(PARAMETER_ARN) == "the secret"
    assert bedrock.bodies() == [{"Name": "/joblab/jwt", "WithDecryption": True}]


def test_a_refusal_names_the_code_alone(bedrock: WireServer) -> None:
    denied = json.dumps({"__type": "AccessDeniedException", "message": "raw upstream text"}).encode()
    bedrock.script = [Played((denied,), 400)]

    with pytest.raises(ValueError, match=r"^the secret cannot be read: AccessDeniedException$"):
        resolve(SECRET_ARN)
