"""Answers that are one figure."""

from collections.abc import Sequence

from local.bedrock.planner.answers.result import Result, value
from local.bedrock.planner.answers.subject import Subject, put
from local.bedrock.planner.answers.tables import Row
from local.bedrock.planner.answers.wording import jobs_phrase


def sentence(subject: Subject, *, is_one: bool = False) -> str:
    """The measure over all postings that the filters leave, if there are any; `is_one` makes it singular."""
    jobs, when, figure = subject.jobs, subject.when, f"**{put(subject.of_whole('total'))}**"
    match subject.query.measure:
        case "median_salary":
            states = "posting that states" if is_one else "postings that state"
            counted = f"{put(subject.of_whole('total.postings'))} {states} pay"
            return f"The median salary of {jobs}{when} is {figure} a year ({counted})."
        case "companies":
            return f"{figure} {'company' if is_one else 'different companies'} posted {jobs}{when}."
        case "remote_share":
            return f"{figure} of the {jobs} posted{when or ' so far'} are remote."
    return f"{figure} posting was found: {jobs}{when}." if is_one else f"{figure} {jobs} were posted{when}."


def total(result: Result) -> str:
    """The measure over all postings, also where there are none."""
    if result.query.measure == "median_salary":
        if result.total is None and result.table.rows:
            return _by_currency(result)
        if result.total is None or not result.postings:
            return f"None of the {result.jobs} posted{result.when or ' so far'} states a usable salary."
        return sentence(result, is_one=result.postings == 1)
    if result.total is None or not result.postings:
        return nothing(result)
    return sentence(result, is_one=result.total == 1)


def _by_currency(result: Result) -> str:
    """Pay in several currencies, which is no single figure."""
    lines = [
        f"- {result.cell(row)} a year in {row['salary_currency']} ({result.cell(row, 'postings')} postings)"
        for row in result.table.rows[: result.query.listed]
    ]
    return "\n".join([f"The median salary of {result.jobs}{result.when}, by currency:", "", *lines])


def nothing(subject: Subject) -> str:
    return f"No {subject.jobs} were posted{subject.when}."


def quotient(results: Sequence[Result]) -> str:
    """Two counts, the part and the whole, as a percentage; by group when they are grouped."""
    part, whole = results[0], results[1]
    if not part.query.group_by:
        return share_sentence(part, whole) if whole.total else nothing(whole)
    shares = _shares(part, whole)
    shares = shares[-part.query.listed :] if part.in_time else shares[: part.query.listed]
    lines = [
        f"- {whole.label(of)}: {put(f'{part.of_row(row)}/{whole.of_row(of)} %')} ({part.cell(row)} of {whole.cell(of)})"
        for row, of in shares
    ]
    everything = "all jobs" if whole.jobs == "jobs" else whole.jobs
    return "\n".join([f"Share of {_part(part)} in {everything}{whole.when}:", "", *lines])


def share_sentence(part: Subject, whole: Subject) -> str:
    """Two counts as a percentage."""
    some, all_ = part.of_whole("total"), whole.of_whole("total")
    counts = f"{put(some)} of {put(all_)}"
    return f"**{put(f'{some}/{all_} %')}** of the {whole.jobs}{whole.when} ({counts}) are {_part(part)}."


def _part(part: Subject) -> str:
    dimension = next(iter(part.query.focus), "")
    return jobs_phrase({dimension: part.query.focus[dimension]})


def _shares(part: Result, whole: Result) -> list[tuple[Row, Row]]:
    """The rows of the part, each with that of the whole, the largest share first or in order of time."""
    keys = part.query.group_by
    parts = {tuple(row[key] for key in keys): row for row in part.table.rows}
    shares = [(parts[key], row) for row in whole.table.rows if (key := tuple(row[name] for name in keys)) in parts]
    shares = [(row, of) for row, of in shares if value(of)]
    return shares if part.in_time else sorted(shares, key=lambda each: -(value(each[0]) or 0) / (value(each[1]) or 1))
