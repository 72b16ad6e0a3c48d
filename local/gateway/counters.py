"""What GET /_local/metrics shows."""

from dataclasses import dataclass


@dataclass
class Counters:
    """Counts since the start: HTTP requests, environments started, requests refused, invocations failed."""

    requests: int = 0
    cold_starts: int = 0
    throttles: int = 0
    errors: int = 0
