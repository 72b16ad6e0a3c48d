"""What a question costs that was asked before: CPU, waiting, and the model's tokens of many visitors."""

import os
import random
import time
from collections.abc import Sequence

import httpx

from benchmarks.life import Function, ask_event
from benchmarks.packages import packages
from benchmarks.report import Comparison, Figure, Section, Target
from benchmarks.upstreams import MODEL_SECONDS, question
from benchmarks.warm import LONG, RUNS, SHORT, milliseconds_of
from cli.measured import Measured
from cli.parts import Part, running
from joblab.chat.plans import LONGEST_QUESTION

WAITS = 5
# What visitors ask: questions by a Zipf distribution, of which one in five goes on with a conversation.
DRAWS, QUESTIONS, FOLLOW_UPS = 1000, 300, 0.2
# Tokens of a question, as docs/benchmarks.md had them before answers came with their calls and were remembered.
TOKENS_BEFORE = 3283


def measure() -> Section:
    """Compare."""
    with packages() as built:
        cpu = cpu_milliseconds(built.ours, RUNS)
        waits = _waits(built.ours)
    at_once, asked, unkept = cpu
    tokens = tokens_of_visitors(Measured.read())
    return Section(
        "remembered",
        [
            Comparison(
                "CPU of a question asked before",
                "ms",
                at_once,
                "the same with a model that answers in no time",
                asked,
                Target("ratio", 0.6),
            ),
            Comparison(
                "CPU of a question that is not remembered",
                "ms",
                asked,
                "one too long to be looked up",
                unkept,
                Target("difference", 2),
            ),
            Comparison(
                "from a question asked before to the last byte",
                "ms",
                waits[0],
                f"a model that takes {MODEL_SECONDS / 2:g} s a round",
                waits[1],
                Target("ratio", 0.05),
            ),
            Comparison(
                f"the model's tokens for {DRAWS:,} questions",
                "",
                Figure.exact(tokens),
                "before anything was remembered",
                Figure.exact(DRAWS * TOKENS_BEFORE),
                Target("ratio", 0.4),
            ),
        ],
        [
            f"{DRAWS:,} questions drawn by Zipf from {QUESTIONS}, {FOLLOW_UPS:.0%} of them follow-ups, which are never "
            "remembered; tokens a question are those of the part above."
        ],
    )


def cpu_milliseconds(function: Function, runs: int, short: int = SHORT, long: int = LONG) -> list[Figure]:
    """CPU of an ask that is answered at once, of one that the model answers, and of one that is not looked up."""
    padding = " " + "x" * LONGEST_QUESTION
    rounds = [
        [
            milliseconds_of(function, lambda _: ask_event(question(7, kept=True)), short, long, rounds=0),
            milliseconds_of(function, lambda n: ask_event(question(n)), short, long, rounds=2),
            milliseconds_of(function, lambda n: ask_event(question(n) + padding), short, long, rounds=2),
        ]
        for _ in range(runs)
    ]
    return [Figure.of(times) for times in zip(*rounds, strict=True)]


def _waits(function: Function) -> tuple[Figure, Figure]:
    """Milliseconds to the last byte through the gateway: of a remembered question, and of its first asking."""
    options = ["--code", str(function.code), "--python", str(function.python)]
    with (
        running(Part.module("gateway", 0, {**os.environ, **function.environment}, *options)) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        _ask(client, question(1))  # a warm process
        asked = [question(100 + number, MODEL_SECONDS / 2, kept=True) for number in range(WAITS)]
        first = [_ask(client, text) for text in asked]
        again = [_ask(client, text) for text in asked]
    return Figure.of(again), Figure.of(first)


def _ask(client: httpx.Client, text: str) -> float:
    started = time.perf_counter()
    client.post("/ai/ask", json={"prompt": text}).raise_for_status()
    return 1000 * (time.perf_counter() - started)


def tokens_of_visitors(measured: Measured, seed: int = 1) -> float:
    """All tokens that the model reads and the memory does not save."""
    chance = random.Random(seed)
    weights = [1 / rank for rank in range(1, QUESTIONS + 1)]
    asked: Sequence[int] = chance.choices(range(QUESTIONS), weights, k=DRAWS)
    seen: set[int] = set()
    paid = 0
    for number in asked:
        is_follow_up = chance.random() < FOLLOW_UPS
        paid += is_follow_up or number not in seen
        if not is_follow_up:
            seen.add(number)
    return paid * (measured.fixed_tokens + measured.result_tokens)
