"""Whatever the text: no crash, figures in order inside it, the same answer twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from joblab.proof import Grounding, prove
from tests.unit.api.proof.cases import RESULTS, call

WORDS = st.sampled_from(
    [
        *("1,234", "12.2 %", "$105k", "€70,000–85,000", "+134", "-6.67%", "third", "half", "doubled", "two in five"),
        *("No", "1.5x", "Germany", "France", "Acme Corp", "7-Eleven", "Senior", "Python", "January 2026", "2026-01-15"),
        *("Q1", "between", "to", "against", "the month before", "most", "peak", "postings", "jobs", "companies", "of"),
        *("than", "more", "respectively", "top", "rest", "per month", "or", "zusammen", "erstes Halbjahr", "remoto"),
        *("|", "\n", "|---|---|\n", "- ", "1. ", "**", "`", "```", ",", ".", ":", "(", ")", "[", "](", "http://"),
        *("/", "–", "%", "~", "“", "”", ";"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=40).map("".join)
)
CALLS = st.lists(st.sampled_from(sorted(RESULTS)), max_size=3, unique=True).map(lambda names: tuple(map(call, names)))


@settings(max_examples=200, deadline=None)
@given(answer=TEXTS, question=TEXTS, calls=CALLS)
def test_any_text_is_read_without_a_crash(answer: str, question: str, calls: tuple[()]) -> None:
    grounding = prove(answer, question, calls)
    end = 0
    for figure in grounding.figures:
        assert end <= figure.start < figure.end <= len(answer)
        assert figure.text == answer[figure.start : figure.end]
        assert (figure.status == "proven") == (figure.source is not None)
        end = figure.end
    assert grounding.unproven == sum(figure.status == "unproven" for figure in grounding.figures)
    assert prove(answer, question, calls) == grounding
    assert Grounding.model_validate_json(grounding.model_dump_json()) == grounding


@settings(max_examples=50, deadline=None)
@given(answer=TEXTS)
def test_without_results_nothing_is_proven(answer: str) -> None:
    assert all(figure.status == "unproven" for figure in prove(answer, "", ()).figures)
