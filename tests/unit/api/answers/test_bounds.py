"""Filling and checking cost no more than in proportion to what a model may write, whatever it writes."""

import time
from datetime import date

import pytest

from joblab.answers.check import check
from joblab.answers.filler import Filler
from joblab.jobs.schemas import Stats
from joblab.tools import job_stats
from joblab.tools.sheet import Scope
from local.wire import STATS

ROWS = [{"keys": {"country": f"Country {n}"}, "value": n * 37, "postings": n * 37} for n in range(50)]
SHEET = job_stats.sheet(Stats.model_validate({**STATS, "group_by": ["country"], "rows": ROWS, "groups": 50}))
PATTERNS = [
    "1",
    "1,",
    "1.",
    "5 % ",
    "1-2/3 ",
    "$1,000k ",
    "2026-01-01 ",
    "{A1}",
    "{Z9.foo}",
    "{",
    "{A1",
    "{sum(A1:A50)} ",
    "{A1/0} ",
    "(",
    "- ",
    "> ",
    "|1|2|\n",
    " ",
    "*",
    "١٢٣ ",
]


def seconds(text: str) -> float:
    """CPU seconds for a text that comes in as a stream does; the best of three."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        filler = Filler(Scope({"a": SHEET}), "en")
        for at in range(0, len(text), 20):
            filler.feed(text[at : at + 20])
        filler.finish()
        check(filler, "How many jobs in January 2026? " * 100, (date(2026, 11, 27),))
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize("pattern", [*PATTERNS, "{" + "A1+" * 5_000, "{" + "(" * 5_000, "{" + "-" * 5_000])
def test_four_times_the_text_is_about_four_times_the_work(pattern: str) -> None:
    few = (pattern * 4_000)[:4_000]
    many = (pattern * 16_000)[:16_000]

    assert seconds(many) < 8 * seconds(few) + 0.02
