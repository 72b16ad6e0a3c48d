"""What a fault is, as data: what the visitor sends, what the model and the database play, what must come of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from local.wire import BEGUN, DESCRIPTION, JANUARY, STATS, Json, Played, answer, reply

type Area = Literal["model", "database", "client", "platform", "data"]
type Door = Literal["ask", "chat"]

DOORS: tuple[Door, ...] = ("ask", "chat")

# Stands in a script for the name of the case that plays it, so that upstreams know whose call they answer.
MARK = "case-mark"
# In a header of a script: the address of a server that nobody must be sent to.
ELSEWHERE = "http://elsewhere"
REDIRECT = ("location", f"{ELSEWHERE}/{MARK}")
# What upstreams say of themselves; no visitor and no log may see it.
SECRET = "secret upstream text"
QUESTION = f"How many jobs in January 2026? ({MARK})"
# What the processes "without limits" ask for.
API_KEY = "a-key-of-the-tests"
READY = "/health/ready"
# More than any time limit.
FOR_EVER = 45


@dataclass(frozen=True)
class Says:
    """A streamed reply of the model, as `local.wire.reply` makes it, with the case's own mark in it."""

    blocks: tuple[Json | str, ...]
    stop: str | None = None
    pauses: tuple[float, ...] = ()
    cut_after: int = 0

    def played(self, mark: str) -> Played:
        """The answer on the wire."""
        blocks: list[Json | str] = json.loads(json.dumps(self.blocks).replace(MARK, mark))
        return reply(*blocks, stop=self.stop, pauses=self.pauses, cut_after=self.cut_after)


@dataclass(frozen=True)
class Raw:
    """Bytes that need be no HTTP, after so many seconds; then the connection is closed."""

    sent: bytes = b""
    after: float = 0


type Step = Says | Played | Raw


def says(*blocks: Json | str, stop: str | None = None, pauses: tuple[float, ...] = (), cut_after: int = 0) -> Says:
    """A reply: a str is a text block, {"name", "input"} a tool call."""
    return Says(blocks, stop, pauses, cut_after)


def count(call_id: str = "count", **filters: object) -> Json:
    """A call of job_stats."""
    return {"id": call_id, "name": "job_stats", "input": {**JANUARY, "role_keyword": MARK, **filters}}


POSTING: Json = {
    "job_id": "p-1",
    "actual_role": "Data Engineer",
    "company_name": "Acme",
    "country": "Germany",
    "location": "Berlin",
    "url": "https://jobs.example/1",
    "posted_date": "2026-01-15",
    "job_level_std": "Senior",
    "job_function_std": "Data Science",
    "job_type_filled": "Full-time",
    "platform": "LinkedIn",
    "is_remote": False,
    "is_research": False,
    "skills": ["Python"],
    "tools": ["AWS"],
    "job_description": "We look for a data engineer.",
    "company_industry_std": None,
    "education_level": None,
    "search_term": None,
    "scraped_at": None,
}
PAGE: Json = {
    "total": 1,
    "rows": [{name: value for name, value in POSTING.items() if name in set(POSTING) - {"job_description"}}],
    "filters": {},
    "unknown_values": [],
    "oldest_day": "2025-01-01",
    "newest_day": "2026-11-22",
}
HEALTHY: Mapping[str, Step] = {
    "describe_data": answer(DESCRIPTION),
    "begin_turn": answer(BEGUN),
    "end_turn": answer(None),
    "job_stats": answer(STATS),
    "search_jobs": answer(PAGE),
    "get_job": answer(POSTING),
}
LOOKS_UP = says(count())
TELLS = says("There were {A.total} jobs in January 2026.")
ANSWER = "There were 912 jobs in January 2026."


@dataclass(frozen=True)
class Request:
    """What a visitor sends, where it is not simply the question; `body` is made for a door and a question."""

    method: str = "POST"
    path: str | None = None
    body: Callable[[Door, str], bytes] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    leaves: str | None = None
    """Hang up: in the stream once it holds these characters, or where they are none before anything is read."""


@dataclass(frozen=True)
class Fault:
    """One fault. A script's last step is played again for every further call.

    Attributes:
        model: what the model plays.
        database: what SQL functions play, by name, where they are not healthy.
        place: the processes that serve it (see PLACES).
        seconds: about how long it takes, where that is more than a moment; it then runs beside the others.
        answer: a finished answer, which must be seen.
        cut: whether the model's last words did not come whole, so that nothing may look as if they had.
        unheard: what must not be told to the model.
        asks_no_model: whether nothing may be asked of the model.
        stops_model: whether a call of the model must be closed before its end.
        grows_mb: by how much the processes may grow meanwhile; not looked at beside others.
        closes: the upstream of its place that is closed before, for good.
        in_platform: whether API Gateway itself answers, in its own form.
        goes_on: whether the turn does, although nobody waits for it any more.
        unsettled: why the database hears no end of the turn.
        is_anonymous: whether the app cannot tell where the visitor asks from.
    """

    area: Area
    name: str
    model: Sequence[Step] = (LOOKS_UP, TELLS)
    database: Mapping[str, Sequence[Step]] = field(default_factory=dict)
    request: Request = Request()
    question: str = QUESTION
    doors: tuple[Door, ...] = DOORS
    place: str = "usual"
    seconds: int = 0
    answer: str = ""
    cut: bool = False
    unheard: tuple[str, ...] = ()
    asks_no_model: bool = False
    stops_model: bool = False
    grows_mb: int = 60
    closes: Literal["", "model", "database"] = ""
    in_platform: bool = False
    goes_on: bool = False
    unsettled: str = ""
    is_anonymous: bool = False


def body_of(door: Door, question: str) -> bytes:
    """The usual body with a question."""
    if door == "ask":
        return json.dumps({"prompt": question}).encode()
    return json.dumps({"id": "chat", "messages": [message("user", question)]}).encode()


def message(role: str, text: str) -> Json:
    """A message as `useChat` sends it."""
    return {"id": "m", "role": role, "parts": [{"type": "text", "text": text}]}
