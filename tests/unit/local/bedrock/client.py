"""A real Bedrock Runtime client for an endpoint on this machine."""

from typing import TYPE_CHECKING, cast

import botocore.session
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient


def connect(endpoint: str, attempts: int = 1) -> "BedrockRuntimeClient":
    """A client with dummy credentials, which tries so often."""
    client = botocore.session.Session().create_client(
        "bedrock-runtime",
        region_name="us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id="dummy",
        aws_secret_access_key="dummy",
        config=Config(retries={"mode": "standard", "total_max_attempts": attempts}, read_timeout=10),
    )
    return cast("BedrockRuntimeClient", client)
