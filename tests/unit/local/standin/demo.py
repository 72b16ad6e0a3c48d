"""Questions to the stand-in about what the demo database holds."""

import json
from datetime import date
from pathlib import Path

from local.standin.decide import CallTools, Conversation, Lookup, Say, decide
from local.standin.vocabulary import Holdings, Vocabulary

TODAY = date(2026, 11, 23)
NEWEST = date(2026, 11, 22)
# What `local.standin.holdings` reads from the demo database; tests/integration/demo compares the two.
FILE = Path(__file__).with_name("demo_holdings.json")


def demo_holdings() -> Holdings:
    """The values and the other names of the demo database."""
    held = json.loads(FILE.read_text(encoding="utf-8"))
    return Holdings(held["values"], [tuple(name) for name in held["names"]])


VOCABULARY = Vocabulary(demo_holdings())


def ask(
    *questions: str,
    rounds: tuple[tuple[Lookup, ...], ...] = (),
    shown: tuple[str, ...] = (),
    tools: frozenset[str] = Conversation.tools,
    must_call: bool = False,
) -> CallTools | Say:
    """What the stand-in does when the last of these is asked."""
    return decide(Conversation(TODAY, NEWEST, questions, shown, rounds, tools, must_call), VOCABULARY)
