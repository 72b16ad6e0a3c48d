"""Settings whose value is a reference to a secret kept elsewhere in AWS."""

import json
from typing import Any

import botocore.session
from botocore.exceptions import BotoCoreError, ClientError

SECRETS_MANAGER = "arn:aws:secretsmanager:"
PARAMETER_STORE = "arn:aws:ssm:"


def resolve(value: str) -> str:
    """The secret behind an ARN of Secrets Manager or of SSM's Parameter Store, without white space around it.

    Any other value is given back as it is.

    A Secrets Manager ARN may end in `#key` for one key of a JSON secret.

    Raises:
        ValueError: the secret cannot be read; names the service's error code, not the value.
    """
    if not value.startswith((SECRETS_MANAGER, PARAMETER_STORE)):
        return value
    arn, _, key = value.partition("#")
    region = arn.split(":")[3]
    session: Any = botocore.session.get_session()  # its clients' methods are made at run time
    try:
        if arn.startswith(PARAMETER_STORE):
            name = arn.split(":parameter", 1)[1]
            answer = session.create_client("ssm", region_name=region).get_parameter(Name=name, WithDecryption=True)
            return str(answer["Parameter"]["Value"]).strip()
        answer = session.create_client("secretsmanager", region_name=region).get_secret_value(SecretId=arn)
    except ClientError as error:
        raise ValueError(f"the secret cannot be read: {error.response['Error']['Code']}") from None
    except BotoCoreError as error:
        raise ValueError(f"the secret cannot be read: {type(error).__name__}") from None
    return _pick(str(answer["SecretString"]), key).strip()


def _pick(secret: str, key: str) -> str:
    if not key:
        return secret
    try:
        return str(json.loads(secret)[key])
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"the secret is no JSON object with the key {key}") from None
