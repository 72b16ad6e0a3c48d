"""What the tools give the model, as short as a test needs it, and what the planner says of it."""

from datetime import date

from local.bedrock.planner.decision import CallTools, Conversation, Lookup, Say
from local.bedrock.planner.plan import decide

TODAY = date(2026, 11, 23)
DATA = "data: 2025-01-01..2026-11-22"


def answer(question: str, *texts: str) -> str:
    """The answer to a question (and those before it, separated by //) when its calls bring these texts."""
    questions = tuple(question.split(" // "))
    planned = decide(Conversation(TODAY, questions))
    assert isinstance(planned, CallTools)
    lookups = tuple(Lookup(call, text) for call, text in zip(planned.calls, texts, strict=True))
    decision = decide(Conversation(TODAY, questions, (lookups,)))
    assert isinstance(decision, Say)
    return decision.text


def total(value: object, measure: str = "count", postings: int = 10, more: str = "") -> str:
    return f"measure={measure}\n{DATA}\ntotal={value} postings={postings}{more}"


def rows(group_by: str, *lines: str, measure: str = "count", postings: int = 100) -> str:
    return f"measure={measure} group_by={group_by}\n{DATA}\ntotal={postings} postings={postings}\n" + "\n".join(lines)
