"""Where a request comes from."""

import json
import os
from collections.abc import MutableMapping
from typing import Any

# What the Lambda Web Adapter tells of an event, in place of whatever a client sends under that name:
# https://awslabs.github.io/aws-lambda-web-adapter/features/request-context.html
REQUEST_CONTEXT = b"x-amzn-request-context"


def address_of(scope: MutableMapping[str, Any]) -> str:
    """The visitor's IP address, as AWS has seen it or, without AWS, as the server has; empty where nobody knows."""
    if "aws.event" not in scope and "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        context = dict(scope["headers"]).get(REQUEST_CONTEXT, b"{}")
        try:
            return str(json.loads(context)["http"]["sourceIp"])
        except (ValueError, KeyError, TypeError):
            return ""
    client = scope.get("client")
    return str(client[0]) if client else ""
