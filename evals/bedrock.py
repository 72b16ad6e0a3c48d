"""Requests of the recorder to the endpoint of the model: the stand-in's, or Amazon Bedrock's."""

import os

import httpx
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import NoCredentialsError
from botocore.session import get_session

from evals.cassette import Forward, Response

TIMEOUT_SECONDS = 35.0
DEFAULT_REGION = "us-east-1"


def forward_to(endpoint: str, sign: bool) -> Forward:
    """Send requests on to an endpoint; signed anew for Amazon Bedrock, since a signature is for one host."""

    def forward(path: str, body: bytes) -> Response:
        url = f"{endpoint}{path}"
        request = AWSRequest("POST", url, {"Content-Type": "application/json"}, body)
        if sign:
            _authorize(request)
        response = httpx.post(url, content=body, headers=dict(request.headers.items()), timeout=TIMEOUT_SECONDS)
        kind, error = (response.headers.get(name, "") for name in ("content-type", "x-amzn-errortype"))
        return Response(response.status_code, kind, response.content, error)

    return forward


def region() -> str:
    """The one that the API uses."""
    return os.environ.get("AWS_REGION", DEFAULT_REGION)


def real_endpoint() -> str:
    """Where Amazon Bedrock answers."""
    return f"https://bedrock-runtime.{region()}.amazonaws.com"


def _authorize(request: AWSRequest) -> None:
    """By API key when there is one, else by the credentials that the AWS SDK finds.

    Raises:
        NoCredentialsError: it finds none.
    """
    if token := os.environ.get("AWS_BEARER_TOKEN_BEDROCK"):
        request.headers["Authorization"] = f"Bearer {token}"
    else:
        credentials = get_session().get_credentials()
        if credentials is None:
            raise NoCredentialsError
        SigV4Auth(credentials, "bedrock", region()).add_auth(request)
