"""Clients of AWS, and what the deployed parts are called there."""

from functools import cache
from typing import Any

import botocore.session

# As template.yaml names them.
FUNCTIONS = ("llm-backend", "llm-backend-stream")
ALIAS = "live"


def client(service: str, region: str) -> Any:
    """A client with the caller's own credentials; botocore makes its methods at run time, hence Any.

    AWS_ENDPOINT_URL points all of them elsewhere, for tests.
    """
    return _session().create_client(service, region_name=region)


@cache
def _session() -> Any:
    """One for all clients: it keeps what it has read of the services."""
    return botocore.session.get_session()
