"""How long a request may still take, from the Lambda context where there is one."""

import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

# API Gateway gives up after 30 s (its fixed integration limit for HTTP APIs).
GATEWAY_LIMIT = 30.0
# Kept back for the end of a turn in the database (MEMORY_TIMEOUT) and for sending the answer, so that none is lost.
RESERVE = 3.0

# A public read: more than the 2 s after which the database gives it up (read_publicly), so that it says so itself.
PUBLIC_READ = 2.5


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
        """What Lambda leaves of this invocation, less the reserve; without Lambda, API Gateway's limit."""
        return cls.after(_seconds_left(scope) - RESERVE)

    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.at - time.monotonic())


def _seconds_left(scope: MutableMapping[str, Any]) -> float:
    context = scope.get("aws.context")  # set by Mangum
    if context is not None:
        return float(context.get_remaining_time_in_millis()) / 1000
    return GATEWAY_LIMIT
