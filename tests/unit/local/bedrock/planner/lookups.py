"""What the tools give the model, as short as a test needs it, and what the planner says of it."""

from datetime import date
from string import ascii_uppercase

from local.bedrock.planner.decision import CallTools, Conversation, Lookup, Say
from local.bedrock.planner.plan import decide

TODAY = date(2026, 11, 23)
DATA = "data: 2025-01-01..2026-11-22"


def calls(question: str) -> CallTools:
    """What is called for a question (and those before it, separated by //)."""
    planned = decide(Conversation(TODAY, tuple(question.split(" // "))))
    assert isinstance(planned, CallTools)
    return planned


def answer(question: str, *texts: str) -> str:
    """The answer to a question when its calls bring these texts, as results A, B ..."""
    made = calls(question).calls
    lookups = tuple(
        Lookup(call, f"result {name}: {text}") for name, call, text in zip(ascii_uppercase, made, texts, strict=False)
    )
    assert len(lookups) == len(made)
    decision = decide(Conversation(TODAY, tuple(question.split(" // ")), (lookups,)))
    assert isinstance(decision, Say)
    return decision.text


def total(value: object, measure: str = "count", postings: int = 10, more: str = "") -> str:
    counted = "" if measure == "count" else f" total.postings={postings}"
    return f"measure={measure}\n{DATA}\ntotal={value}{counted}{more}"


def rows(columns: str, *lines: str, measure: str = "count", postings: int = 100, more: str = "") -> str:
    """A grouping by the first of the columns."""
    counted = "" if measure == "count" else f" total.postings={postings}"
    head = f"measure={measure}\n{DATA}\ntotal={postings}{counted} groups={len(lines)} rows={len(lines)}{more}"
    numbered = (f"{number}|{line}" for number, line in enumerate(lines, 1))
    return "\n".join([head, f"row|{columns}", *numbered])
