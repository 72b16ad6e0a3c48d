"""What every question costs before it is asked, beside what it would cost in the usual way."""

from benchmarks.tokens import PROMPT, as_sent
from benchmarks.usual.tools import TOOLS as USUAL_TOOLS
from joblab.chat.prompt import RULES
from joblab.tools import TOOLS

LARGEST_SHARE = 0.5


def test_prompt_and_tools_are_half_of_the_usual_ones_at_most() -> None:
    ours = len(RULES) + len(as_sent([tool.spec() for tool in TOOLS]))
    usual = len(PROMPT.read_text(encoding="utf-8")) + len(as_sent([tool.spec() for tool in USUAL_TOOLS]))

    assert ours <= LARGEST_SHARE * usual


def test_the_usual_tools_are_the_same_ones() -> None:
    assert [tool.__name__ for tool in USUAL_TOOLS] == [tool.name for tool in TOOLS]
