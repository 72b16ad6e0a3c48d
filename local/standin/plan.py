"""From a Reading to what to look up: a measure, and the form of the question.

Each says which cues it honours. What neither of them does is left, and is named to the reader.
"""

from dataclasses import dataclass, replace
from datetime import date

from joblab.jobs.catalogue import TIME
from local.standin.measures import Measured, asks_pay, is_time, measured
from local.standin.queries import FORMS, Form, Query, queries
from local.standin.reading import LISTS, Reading

# What every form honours, whatever it is.
_ALWAYS = frozenset({"fragment", "bound", "values", "flipped", "any", "also", "only"})
_ASKING_PAY = ("count", "median", "average", "best_paid", "worst_paid", "most", "least", "compare", "than", "bound")


@dataclass(frozen=True)
class Plan:
    """What to look up; nothing where words are `left` that say something else than was understood."""

    queries: tuple[Query, ...] = ()
    left: tuple[str, ...] = ()


def plan(reading: Reading, today: date) -> Plan:
    """What to look up for a question, or the words that are not honoured."""
    reading = _counting_groups(reading)
    says = reading.says_something or reading.has("data")
    form = next((form for form in FORMS if says and form.fits(reading)), None)
    if form is None:
        return Plan(left=(*reading.left, *filter(None, reading.cues.values())))
    what = measured(reading, is_plain=form.task in ("list", "job", "describe"))
    used = {*form.uses.split(), *what.uses, *_ALWAYS} - _unsaid(form, reading, what)
    left = dict.fromkeys((*reading.left, *(text for cue, text in reading.cues.items() if cue not in used)))
    return Plan(left=tuple(left)) if left else Plan(tuple(queries(form, reading, what, today)))


def _counting_groups(reading: Reading) -> Reading:
    """ "Countries with 20 jobs or more: how many are there?" """
    if not (reading.has("fewest") and reading.has("count") and reading.by) or reading.counted:
        return reading
    cues = {("counted" if cue == "split" else cue): text for cue, text in reading.cues.items()}
    return replace(reading, counted=reading.by[0], by=(), cues=cues)


def _unsaid(form: Form, reading: Reading, what: Measured) -> set[str]:
    """Cues that the form or the measure takes, but not beside what else was said."""
    has, task, cues, by = reading.has, form.task, reading.cues, reading.by
    split = cues.get("split", "")
    entities = [name for name in (*by, reading.counted) if name and name not in TIME]
    left_out = {term.name for term in reading.terms if term.how == "not"}
    lists = {term.name for term in reading.terms if term.name in LISTS}
    asks_of_pay = asks_pay(reading) or has("bound")
    first_is_open = len(reading.periods) == 1 and None in (reading.periods[0].start, reading.periods[0].end)
    later_are_open = any(None in (span.start, span.end) for span in reading.periods[1:])
    moves = "grow fall change compare than previous_year previous_period"
    rules = (
        ("split", asks_of_pay and is_time(reading) and split != "month by month" and cues.get("by") != "by"),
        ("split", by[:1] == ("company_name",) and len(by) > 1 and not reading.has_noun),  # "companies per city"
        ("split", left_out & {*LISTS} & {*by}),  # "skills besides Python" would leave out postings, not the row
        ("split", left_out - {*entities} and not reading.has_noun),
        ("split", has("share") and split.startswith("compan")),
        ("counted", left_out - {*entities} and reading.counted and not reading.has_noun),
        ("count", asks_pay(reading) and cues.get("count", "").startswith("total")),
        ("pay", cues.get("pay") == "paid" and not has(*_ASKING_PAY)),
        ("bound", has("median", "average") and has("bound")),
        ("average", task == "growth" and what.column == "mean"),  # changes are told of the median alone
        ("ascending descending", task == "list" and not has("sort", "best_paid", "worst_paid")),
        ("ordinal", reading.limit or not has("most", "least", "detail")),
        ("least worst_paid", has("most", "best_paid") and has("least", "worst_paid")),
        ("only", lists),  # of skills it would mean that no other is wanted
        ("only", entities and task not in ("list", "compare")),
        ("any", len(lists) > 1),
        ("flipped", entities and not (reading.has_noun and has("most", "least", "count"))),
        ("flipped", any(isinstance(values[0], bool) for values in reading.several.values())),
        ("by", len(by) > 1 and has("most", "least", "best_paid") and cues.get("by") != "by"),
        ("both", entities and any(term.joiner == "and" and term.name not in LISTS for term in reading.terms)),
        ("than", entities and has("than") and not reading.limit),
        ("compare grow fall change", task in ("compare", "growth") and later_are_open),
        (moves, task == "growth" and (not has("compare", "than", "grow", "fall", "change", "amount") or first_is_open)),
        (moves, task == "growth" and has("previous_period") and not reading.periods),
    )
    return {cue for said, is_so in rules if is_so for cue in said.split()}
