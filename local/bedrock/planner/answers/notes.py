"""What an answer has to add: unknown values, what a list of values means, averages, the end of the data."""

from collections.abc import Iterator, Sequence
from datetime import date

from local.bedrock.planner.answers.result import Result
from local.bedrock.planner.answers.wording import DIMENSIONS, day_words, joined
from local.bedrock.planner.query import Query
from local.bedrock.planner.understanding import Understood

_EITHER = ("skills", "tools")


def of_results(results: Sequence[Result], understood: Understood) -> list[str]:
    return [
        *_unknown_values(results),
        *_either(results, understood),
        *_averages(results),
        *_currencies(results),
        *_repaired(results),
        *_end_of_data(results),
    ]


def failure(result: Result) -> str:
    """A call that could not be mended, in the tool's own words."""
    if result.query.task == "job":
        return result.lookup.text.strip()
    return f"I could not look that up: {result.lookup.text.strip()}"


def _unknown_values(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        for unknown in result.table.unknown:
            name = DIMENSIONS.get(unknown.filter, (unknown.filter, ""))[0]
            closest = [value for value in unknown.closest if value != "none"]
            question = f" Did you mean {joined(closest)}?" if closest else ""
            yield f"No posting has the {name} “{unknown.value}”.{question}"


def _either(results: Sequence[Result], understood: Understood) -> Iterator[str]:
    for name in _EITHER:
        values = [result.query.filters[name] for result in results if name in result.query.filters]
        if name in understood.any_of and values and isinstance(values[0], tuple) and results[0].query.task != "compare":
            yield f"This counts postings with at least one of {joined(values[0], 'and')}, not only those with all."


def _averages(results: Sequence[Result]) -> Iterator[str]:
    if any(result.query.average for result in results):
        yield "You asked for an average; this is the median, which a few very high salaries do not distort."


def _currencies(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        if len({row["currency"] for row in result.table.rows if row.get("currency")}) > 1:
            yield "Each figure is in the group's own currency, so their order does not compare what the pay is worth."


def _repaired(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        made = result.lookup.call.input
        for name, value in result.asked.as_call().input.items() if result.asked and not result.failed else ():
            if name not in made:
                yield f"The lookup was refused with {name} = {value}, so that it is left out here."
            elif made[name] != value:
                yield f"The lookup was refused with {name} = {value}; this is for {made[name]}."


def _end_of_data(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        first, last = _day(result.table.first_day), _day(result.table.last_day)
        if first and last and _is_outside(result.query, first, last):
            yield f"The data covers {day_words(first)} to {day_words(last)}."


def _day(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None


def _is_outside(query: Query, first: date, last: date) -> bool:
    """Whether the period reaches more than a day beyond what there is data for (today's postings come tomorrow)."""
    start, end = query.period.start, query.period.end
    return bool((start and (start < first or start > last)) or (end and ((end - last).days > 1 or end < first)))
