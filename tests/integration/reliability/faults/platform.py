"""Faults of the platform that need no processes of their own; the others are in scenes.py."""

from tests.integration.reliability.fault import ANSWER, READY, Fault, Request


def fault(name: str, request: Request, **more: object) -> Fault:
    """One that asks nothing of the model."""
    return Fault("platform", name, request=request, asks_no_model=True, **more)  # type: ignore[arg-type]


_EVENT = b'{"version": "0", "source": "aws.events", "detail": {}}'
_READY = Request("GET", READY)

FAULTS = [
    fault(
        "an event that is no request, as the Web Adapter passes it on (POST /health)",
        Request("POST", "/health", lambda _door, _question: _EVENT),
        doors=("chat",),
    ),
    fault("GET /health/ready, the database token ends in 10 days", _READY, doors=("ask",), place="without model"),
    fault("GET /health/ready, the database cannot be reached", _READY, doors=("ask",), place="without limits"),
    Fault(
        "platform",
        "the Web Adapter does not say who asks",
        request=Request(headers={"x-amzn-request-context": "{"}),
        doors=("chat",),
        is_anonymous=True,
        answer=ANSWER,
    ),
]
