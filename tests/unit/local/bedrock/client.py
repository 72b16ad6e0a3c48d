"""A real Bedrock Runtime client for an endpoint on this machine."""

from typing import TYPE_CHECKING, cast

import botocore.session
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient


def connect(endpoint: str) -> "BedrockRuntimeClient":
    """A client with dummy credentials that retries nothing."""
    client = botocore.session.Session().create_client(
        "bedrock-runtime",
        region_name="us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id="dummy",
        aws_secret_access_key="dummy",
        config=Config(retries={"total_max_attempts": 1}, read_timeout=10),
    )
    return cast("BedrockRuntimeClient", client)
