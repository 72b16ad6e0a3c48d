"""Questions over HTTP to a running JobLab."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from evals.expected import Outcome
from evals.questions import Question

# API Gateway answers within 30 s, with an error if need be.
TIMEOUT_SECONDS = 35.0


class Reading(BaseModel):
    """What is read of the API's answers; they may hold more."""

    model_config = ConfigDict(frozen=True)


class Call(Reading):
    """A tool call behind an answer."""

    name: str
    input: dict[str, JsonValue]
    result: dict[str, JsonValue] | None = None
    error: str | None = None


class Spent(Reading):
    """Tokens and US dollars."""

    total_tokens: int
    cost_usd: float


class Grounding(Reading):
    """How many figures of the text have no source in the tools' results."""

    unproven: int


class Answer(Reading):
    """What /ai/ask says."""

    answer: str
    model: str | None = None
    """None where a remembered plan answered, without a model."""
    from_plan: bool = False
    result_type: Outcome | str
    conversation_id: str = ""
    tool_calls: list[Call] | None = None
    usage: Spent = Spent(total_tokens=0, cost_usd=0)
    grounding: Grounding | None = None
    rounds: int | None = None

    @property
    def calls(self) -> list[Call]:
        """The calls; none is an empty list."""
        return self.tool_calls or []


@dataclass(frozen=True)
class Asked:
    """The answer to a question's last turn, or why there is none."""

    answer: Answer | None
    seconds: float
    error: str = ""


def api_at(url: str, key: str | None) -> httpx.Client:
    """A client of the API, with its key where it takes one."""
    return httpx.Client(base_url=url, headers={"x-api-key": key} if key else {}, timeout=TIMEOUT_SECONDS)


def ask(api: httpx.Client, question: Question) -> Asked:
    """Ask the earlier questions, then the one that counts, in one conversation."""
    conversation: Mapping[str, str] = {}
    asked = Asked(None, 0)
    for prompt in (*question.history, question.ask):
        asked = _ask(api, {"prompt": prompt, **conversation})
        if asked.answer is None:
            break
        conversation = {"conversation_id": asked.answer.conversation_id}
    return asked


def _ask(api: httpx.Client, body: Mapping[str, str]) -> Asked:
    started = time.perf_counter()
    try:
        response = api.post("/ai/ask", json=body)
    except httpx.HTTPError as error:
        return Asked(None, time.perf_counter() - started, f"no answer: {error!r}")
    seconds = time.perf_counter() - started
    if response.status_code != httpx.codes.OK:
        return Asked(None, seconds, f"{response.status_code}: {response.text[:300]}")
    try:
        return Asked(Answer.model_validate_json(response.content), seconds)
    except ValidationError as error:
        return Asked(None, seconds, f"not an answer: {error}")
