"""A chat that ends with a question is answered with a whole stream, whatever else a client keeps in it."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.fuzz.conftest import Door, is_whole_stream

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
WRITING = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=300)
QUESTIONS = (
    WRITING.filter(str.strip)
    | st.sampled_from(["How many jobs in January 2026?", "Which country has the most jobs?", "Show me jobs", "Hello"])
    | st.text("a?! {}[]/%0", min_size=1, max_size=4_000).filter(str.strip)
)


def part(kind: st.SearchStrategy[str], text: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """One of that kind, with the text and what else a client may keep there."""
    more = st.dictionaries(st.sampled_from(["toolCallId", "state", "input", "output", "data", "id"]), JSON, max_size=3)
    return st.builds(lambda kept, kind, text: {**kept, "type": kind, "text": text}, more, kind, text)


ANY_PART = part(st.sampled_from(["text", "tool-job_stats", "data-chart", "step-start", "file"]), WRITING)
MESSAGES = st.fixed_dictionaries(
    {"role": st.sampled_from(["user", "assistant", "system"]), "parts": st.lists(ANY_PART, max_size=4)},
    optional={"id": JSON, "metadata": JSON},
)
QUESTION = st.builds(lambda last: {"role": "user", "parts": [last]}, part(st.just("text"), QUESTIONS))


@settings(max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(MESSAGES, max_size=8), QUESTION, st.dictionaries(st.sampled_from(["id", "trigger", "x"]), JSON))
def test_a_chat_is_answered(streaming: Door, history: list[object], question: object, more: dict[str, object]) -> None:
    response = streaming.client.post("/ai/chat", json={**more, "messages": [*history, question]})

    assert response.status_code == 200, response.text
    assert is_whole_stream(response.text)
