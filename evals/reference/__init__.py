"""The semantic layer once more, in plain Python over a list of postings: simple, exact, and never by SQL.

Written from docs/semantic-layer.md, so that tests, evaluation and benchmarks can say what is right: postings, the names
that values go by, and a question or filters go in; what the SQL functions must answer comes out, with Decimal figures.
"""

from evals.reference.applied import Match, Stored, Unknown
from evals.reference.counting import Counting
from evals.reference.filters import Filters, Test, matcher, selected
from evals.reference.lists import CHARTS, most_frequent_pay, overview, search, top_values
from evals.reference.measures import Measure, Tally, by_number, percent, tally
from evals.reference.names import Alias, Member, Names
from evals.reference.periods import DAY, Shift, bucket_label, buckets, earlier, months_later
from evals.reference.postings import Posting, counted, words
from evals.reference.question import Counts, Period, Question, period_of
from evals.reference.stats import DataDays, Json, figures, job_stats

__all__ = [
    "CHARTS",
    "DAY",
    "Alias",
    "Counting",
    "Counts",
    "DataDays",
    "Filters",
    "Json",
    "Match",
    "Measure",
    "Member",
    "Names",
    "Period",
    "Posting",
    "Question",
    "Shift",
    "Stored",
    "Tally",
    "Test",
    "Unknown",
    "bucket_label",
    "buckets",
    "by_number",
    "counted",
    "earlier",
    "figures",
    "job_stats",
    "matcher",
    "months_later",
    "most_frequent_pay",
    "overview",
    "percent",
    "period_of",
    "search",
    "selected",
    "tally",
    "top_values",
    "words",
]
