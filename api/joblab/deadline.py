"""How long a request may still take, from the Lambda context where there is one."""

import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

# API Gateway gives up after 30 s (its fixed integration limit for HTTP APIs).
GATEWAY_LIMIT = 30.0
# Kept back for the end of a turn in the database (MEMORY_TIMEOUT) and for sending the answer, so that none is lost.
RESERVE = 3.0

# A public read, of which the database works 2 s at most (read_publicly); the rest is for its turn to come.
PUBLIC_READ = 10.0


@dataclass(frozen=True)
class Deadline:
    """A point on the monotonic clock, in seconds."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The deadline that many seconds from now."""
        return cls(time.monotonic() + seconds)

    @classmethod
    def of_request(cls, scope: MutableMapping[str, Any]) -> "Deadline":
        """What Lambda leaves of this invocation and API Gateway of the request, less the reserve."""
        return cls.after(min(_left_by_lambda(scope), _left_by_gateway(scope)) - RESERVE)

    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.at - time.monotonic())


def _left_by_lambda(scope: MutableMapping[str, Any]) -> float:
    context = scope.get("aws.context")  # set by Mangum
    return float(context.get_remaining_time_in_millis()) / 1000 if context is not None else GATEWAY_LIMIT


def _left_by_gateway(scope: MutableMapping[str, Any]) -> float:
    """Its clock runs while Lambda starts an environment, Lambda's own begins after that."""
    arrived = scope.get("aws.event", {}).get("requestContext", {}).get("timeEpoch")
    waited = time.time() - arrived / 1000 if arrived else 0.0
    return GATEWAY_LIMIT - max(0.0, waited)
