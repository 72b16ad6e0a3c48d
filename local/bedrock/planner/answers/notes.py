"""What an answer has to add: unknown values, what a list of values means, averages, the end of the data."""

from collections.abc import Iterator, Sequence
from datetime import date

from local.bedrock.planner.answers.result import Result
from local.bedrock.planner.answers.subject import Subject
from local.bedrock.planner.answers.wording import DIMENSIONS, joined, period_label, quoted
from local.bedrock.planner.periods import ALWAYS, Period
from local.bedrock.planner.query import Query
from local.bedrock.planner.understanding import Understood

_EITHER = ("skills", "tools")


def of_question(subjects: Sequence[Subject], understood: Understood, covered: Period) -> list[str]:
    """What can be said before anything was found; `covered` are the days of the data."""
    return [*_either(subjects, understood), *_averages(subjects), *_end_of_data(subjects, covered)]


def of_results(results: Sequence[Result], understood: Understood) -> list[str]:
    covered = next((result.table.covered for result in results if result.table.covered != ALWAYS), ALWAYS)
    return [
        *_unknown_values(results),
        *of_question(results, understood, covered),
        *_currencies(results),
        *_ties(results),
        *_repaired(results),
    ]


def failure(result: Result) -> str:
    """A call that could not be mended, in the tool's own words."""
    text = quoted(result.lookup.text.strip())
    return text if result.query.task == "job" else f"I could not look that up: {text}"


def _unknown_values(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        for unknown in result.table.unknown:
            name = DIMENSIONS.get(unknown.filter, (unknown.filter, ""))[0]
            closest = [quoted(value) for value in unknown.closest if value != "none"]
            question = f" Did you mean {joined(closest)}?" if closest else ""
            yield f"No posting has the {name} “{unknown.value}”.{question}"


def _either(subjects: Sequence[Subject], understood: Understood) -> Iterator[str]:
    for name in _EITHER:
        values = [subject.query.filters[name] for subject in subjects if name in subject.query.filters]
        compares = subjects[0].query.task == "compare"
        if name in understood.any_of and values and isinstance(values[0], tuple) and not compares:
            yield f"This counts postings with at least one of {joined(values[0], 'and')}, not only those with all."


def _averages(subjects: Sequence[Subject]) -> Iterator[str]:
    if any(subject.query.average for subject in subjects):
        yield "You asked for an average; this is the median, which a few very high salaries do not distort."


def _currencies(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        if len({row["currency"] for row in result.table.rows if row.get("currency")}) > 1:
            yield "Each figure is in the group's own currency, so their order does not compare what the pay is worth."


def _ties(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        query = result.query
        if result.table.is_tied and query.task == "rank" and query.limit == query.listed:
            yield f"More {DIMENSIONS[query.group_by[0]][1]} are equal to the last one named."


def _repaired(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        made = result.lookup.call.input
        for name, value in result.asked.as_call().input.items() if result.asked and not result.lookup.failed else ():
            if name not in made:
                yield f"The lookup was refused with {name} = {value}, so that it is left out here."
            elif made[name] != value:
                yield f"The lookup was refused with {name} = {value}; this is for {made[name]}."


def _end_of_data(subjects: Sequence[Subject], covered: Period) -> Iterator[str]:
    first, last = covered.start, covered.end
    if first and last and any(_is_outside(subject.query, first, last) for subject in subjects):
        yield f"The data covers {period_label(covered)}."


def _is_outside(query: Query, first: date, last: date) -> bool:
    """Whether the period reaches more than a day beyond what there is data for (today's postings come tomorrow)."""
    start, end = query.period.start, query.period.end
    return bool((start and (start < first or start > last)) or (end and ((end - last).days > 1 or end < first)))
