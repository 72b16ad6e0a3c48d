"""A visitor: sends what a fault says, and reads what comes back as a browser would."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from joblab.visitors import REQUEST_CONTEXT
from local.wire import Json
from tests.integration.reliability.fault import MARK, body_of
from tests.integration.reliability.upstreams import Case

# Longer than API Gateway waits: who hangs that long has not been answered.
PATIENCE = 40
# When somebody hangs up who waits for an answer in one piece.
MOMENT = 0.4
_PATHS = {"ask": "/ai/ask", "chat": "/ai/chat"}


@dataclass
class Response:
    """What a visitor received; the status is 0 where there was none."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    is_cut: bool = False
    """The connection ended before the response did."""
    seconds: float = 0

    @property
    def is_stream(self) -> bool:
        """Whether it is the chat's."""
        return self.headers.get("content-type", "").startswith("text/event-stream")

    @property
    def request_id(self) -> str:
        """What the app calls the request; empty where it did not answer."""
        return self.headers.get("x-request-id", "")

    def json(self) -> Json:
        """The body of one that is no stream."""
        found: Json = json.loads(self.text)
        return found

    def chunks(self) -> list[Json]:
        """The stream's chunks, as far as it came; without keep-alives and the mark at its end."""
        frames = [frame.removeprefix("data: ") for frame in self.text.split("\n\n") if frame.startswith("data: {")]
        return [json.loads(frame) for frame in frames]

    def words(self) -> str:
        """The answer's text as the page shows it: what was taken back is gone."""
        texts: dict[str, str] = {}
        for chunk in self.chunks():
            if chunk["type"] == "text-delta":
                texts[chunk["id"]] = texts.get(chunk["id"], "") + chunk["delta"]
            elif chunk["type"] == "data-discard":
                texts.pop(chunk["data"]["text_id"])
        return "".join(texts.values())


def send(url: str, case: Case) -> Response:
    """Send the case's request and read its answer, or as much of it as the visitor waits for."""
    request = case.fault.request
    headers = {
        "content-type": "application/json",
        REQUEST_CONTEXT.decode(): json.dumps({"http": {"sourceIp": case.address}}),
        **request.headers,
    }
    body = (request.body or body_of)(case.door, case.question) if request.method == "POST" else b""
    body = body.replace(MARK.encode(), case.mark.encode())
    is_leaving = request.leaves is not None
    waits = MOMENT if request.leaves == "" or (is_leaving and case.door == "ask") else PATIENCE
    response = Response()
    started = time.monotonic()
    transport = httpx.HTTPTransport(local_address=case.address, verify=False)
    path = (request.path or _PATHS[case.door]).replace(MARK, case.mark)
    try:
        with (
            httpx.Client(base_url=url, transport=transport, timeout=waits) as client,
            client.stream(request.method, path, content=body, headers=headers) as received,
        ):
            response.status, response.headers = received.status_code, received.headers
            for text in received.iter_text():
                response.text += text
                if request.leaves and request.leaves in response.text:
                    break
    except httpx.TimeoutException:
        response.is_cut = True
    except httpx.TransportError:
        response.is_cut = True
    response.seconds = time.monotonic() - started
    return response
