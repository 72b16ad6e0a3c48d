"""A server of the Messages API that answers ten questions about a month as Claude would, from a script.

As Anthropic's does, it wants its reasoning and the ids of its calls back unchanged, and caches the prompt.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from local.wire import Json, Played
from tests.unit.local.messages.server import (
    MessagesServer,
    begun,
    call,
    ended,
    grown,
    refused,
    started,
    stopped,
    streamed,
    text,
)

type Row = dict[str, object]
type Rows = Sequence[Row]
type Blocks = list[list[Json]]
type Step = Callable[[Json, str], Blocks]
"""What is said in one round, of a period and its name."""

MONTH = re.compile(r"(\w+) 2026")
PROMPT_TOKENS = 3_000
LONG_ID = "call_0__thought__" + "Ab+/" * 40
THOUGHT = {"type": "thinking", "thinking": "Remote jobs, then.", "signature": "EqQBCkYIARgC+/="}


@dataclass(frozen=True)
class Question:
    """One of the ten, with `{}` for the month."""

    words: str
    steps: tuple[Step, ...]
    figures: Callable[[Rows], list[int]]
    """What the answer must state, counted in the rows of the month."""
    is_busy: bool = False
    """Whether the server is overloaded when it is asked first."""

    def about(self, month: str) -> str:
        return self.words.format(f"{month} 2026")


def stats(period: Json, use_id: str = "toolu_1", index: int = 0, **query: object) -> list[Json]:
    """A call of job_stats, in three fragments."""
    written = json.dumps({**period, **query})
    return call(index, use_id, "job_stats", written[:9], written[9:30], written[30:])


def says(words: str) -> Step:
    """A reply of words alone, with the period's name at `{}`."""
    return lambda _, name: [text(0, words.replace("{}", name))]


def thinks(period: Json, _: str) -> Blocks:
    deltas = [
        grown(0, "thinking_delta", thinking=THOUGHT["thinking"]),
        grown(0, "signature_delta", signature=THOUGHT["signature"]),
    ]
    block = begun(0, {"type": "thinking", "thinking": "", "signature": ""})
    return [[block, *deltas, stopped(0)], stats(period, index=1, is_remote=True)]


def largest(rows: Rows) -> list[int]:
    """The most that one company has."""
    companies = [row["company_name"] for row in rows]
    return [max(map(companies.count, set(companies)))]


def count(**wanted: object) -> Callable[[Rows], list[int]]:
    return lambda rows: [sum(all(row[name] == value for name, value in wanted.items()) for row in rows)]


def with_skill(skill: str) -> Callable[[Rows], list[int]]:
    return lambda rows: [sum(skill in str(row["skills"]).split(", ") for row in rows)]


TOTAL = "**{A.total}** in {}."
QUESTIONS = {
    "at once": Question(
        "How many jobs were posted in {}?",
        (lambda period, name: [stats(period, answer=f"**{{total}}** jobs were posted in {name}.")],),
        count(),
    ),
    "in two rounds": Question(
        "How many jobs did Germany have in {}?",
        (lambda period, _: [text(0, "Let me look."), stats(period, index=1, country="Germany")], says(TOTAL)),
        count(country="Germany"),
    ),
    "two calls in one reply": Question(
        "How many jobs were there in Germany and in France in {}?",
        (
            lambda period, _: [
                stats(period, "toolu_1", 0, country="Germany"),
                stats(period, "toolu_2", 1, country="France"),
            ],
            says("Germany **{A.total}**, France **{B.total}** in {}."),
        ),
        lambda rows: count(country="Germany")(rows) + count(country="France")(rows),
    ),
    "a ranking": Question(
        "Which company posted most in {}?",
        (
            lambda period, _: [stats(period, group_by=["company_name"], limit=3)],
            says("{A1.company_name}, with **{A1}** in {}."),
        ),
        largest,
    ),
    "reasoning": Question("How many remote jobs were posted in {}?", (thinks, says(TOTAL)), count(is_remote=True)),
    "an id that Bedrock does not take": Question(
        "How many jobs asked for Python in {}?",
        (lambda period, _: [stats(period, LONG_ID, skills=["Python"])], says(TOTAL)),
        with_skill("Python"),
    ),
    "a field that there is not": Question(
        "How many jobs asked for SQL in {}?",
        (
            lambda period, _: [stats(period, "toolu_1", ability="SQL")],
            lambda period, _: [stats(period, "toolu_2", skills=["SQL"])],
            says(TOTAL),
        ),
        with_skill("SQL"),
    ),
    "an input that is no JSON": Question(
        "How many jobs did Spain have in {}?",
        (
            lambda period, _: [call(0, "toolu_1", "job_stats", '{"country": "Spain"', "}}")],
            lambda period, _: [stats(period, "toolu_2", country="Spain")],
            says(TOTAL),
        ),
        count(country="Spain"),
    ),
    "overloaded at first": Question(
        "How many jobs did Poland have in {}?",
        (lambda period, _: [stats(period, country="Poland")], says(TOTAL)),
        count(country="Poland"),
        is_busy=True,
    ),
    "no question of ours": Question(
        "What will the weather be like in {}?",
        (says("{decline} I can only answer questions about the job market."),),
        lambda _: [],
    ),
}


@dataclass
class ScriptedClaude(MessagesServer):
    """Knows the ten questions, and no other."""

    busy: set[str] = field(default_factory=set)
    """The questions to which it has said that it is overloaded."""

    def answer(self, body: Json) -> Played:
        asked = body["messages"][0]["content"][-1]["text"]
        found = MONTH.search(asked)
        question = next((each for each in QUESTIONS.values() if found and each.about(found[1]) == asked), None)
        if question is None or found is None:
            return refused(400, "invalid_request_error", "This is not in the script.")
        if question.is_busy and asked not in self.busy:
            self.busy.add(asked)
            return refused(529, "overloaded_error", "Overloaded", retry_after="1")
        replies = [message["content"] for message in body["messages"] if message["role"] == "assistant"]
        first = datetime.strptime(found[0], "%B %Y").date()  # noqa: DTZ007 (a month has no hour)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        period = {"posted_start": str(first), "posted_end": str(last)}
        blocks = [step(period, found[0]) for step in question.steps]
        if any(map(_differs, replies, blocks)):
            return refused(400, "invalid_request_error", "Blocks of the assistant's messages cannot be modified.")
        return _streamed(blocks[len(replies)], is_cached=bool(self.requests[:-1]))


def _differs(sent: list[Json], said: Blocks) -> bool:
    """Whether what comes back is not what was said, as far as Anthropic looks: reasoning, and the ids of calls."""
    begun_blocks = [events[0]["content_block"] for events in said]
    ids = [block["id"] for block in begun_blocks if block["type"] == "tool_use"]
    thoughts = [THOUGHT for block in begun_blocks if block["type"] == "thinking"]
    return ids != [block["id"] for block in sent if block["type"] == "tool_use"] or thoughts != [
        block for block in sent if block["type"] == "thinking"
    ]


def _streamed(blocks: Blocks, *, is_cached: bool) -> Played:
    cached = {"cache_read_input_tokens" if is_cached else "cache_creation_input_tokens": PROMPT_TOKENS}
    events = [event for block in blocks for event in block]
    calls = any(event.get("content_block", {}).get("type") == "tool_use" for event in events)
    return streamed(
        started(input_tokens=40, **cached), *events, *ended("tool_use" if calls else "end_turn", output_tokens=20)
    )
