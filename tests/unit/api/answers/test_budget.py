"""What filling in and checking cost: nobody may wait for it."""

import time

from joblab.answers.check import check
from joblab.answers.filler import Filler
from joblab.tools.sheet import Scope
from tests.unit.api.answers.sheets import named, stats

MILLISECOND = 1e-3


def test_an_answer_is_filled_and_checked_within_a_millisecond() -> None:
    rows = [(f"Country {number}", number + 1000.0) for number in range(50)]
    sheets = named(A=stats(*rows, compare="previous_period"), B=stats(*rows, compare="previous_period"))
    cells = sum(len(row) for sheet in sheets.values() for row in sheet.rows)
    sentence = "In January 2026, {A1.country} had {A1} postings, {A1/A.total %} of {A.total}. "
    text = sentence * 5 + "The others have fewer, all of them.  " * 45
    scope = Scope(sheets)
    assert (cells, len(text) > 2000) == (500, True)

    def run() -> float:
        started = time.thread_time()
        filler = Filler(scope)
        for at in range(0, len(text), 20):
            filler.feed(text[at : at + 20])
        filler.finish()
        answer = check(filler, "How many?")
        assert (len(answer.grounding.figures), answer.findings) == (20, ())
        return time.thread_time() - started

    assert min(run() for _ in range(30)) < 2 * MILLISECOND
