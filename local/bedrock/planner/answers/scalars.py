"""Answers that are one figure."""

from collections.abc import Sequence

from local.bedrock.planner.answers.result import Result
from local.bedrock.planner.answers.tables import Row
from local.bedrock.planner.answers.wording import figure, jobs_phrase


def total(result: Result) -> str:
    """The measure over all postings that the filters leave."""
    value, jobs, when = result.total, result.jobs, result.when
    if result.query.measure == "median_salary":
        return median(result)
    if value is None or (result.table.number("postings") == 0 and result.query.measure != "count"):
        return f"No {jobs} were posted{when}."
    if result.query.measure == "companies":
        noun = "company" if value == 1 else "different companies"
        return f"**{result.total_text}** {noun} posted {jobs}{when}."
    if result.query.measure == "remote_share":
        return f"**{result.total_text}** of the {jobs} posted{when or ' so far'} are remote."
    if value == 0:
        return f"No {jobs} were posted{when}."
    if value == 1:
        return f"**1** posting was found: {jobs}{when}."
    return f"**{result.total_text}** {jobs} were posted{when}."


def median(result: Result) -> str:
    postings = result.table.number("postings")
    if result.total is None or not postings:
        return f"None of the {result.jobs} posted{result.when or ' so far'} states a usable salary."
    counted = f"{postings:,.0f} posting{'s' if postings != 1 else ''} that state pay"
    return f"The median salary of {result.jobs}{result.when} is **{result.total_text}** a year ({counted})."


def quotient(results: Sequence[Result]) -> str:
    """Two counts, the part and the whole, as a percentage; by group when they are grouped."""
    part, whole = results[0], results[1]
    dimension = next(iter(part.query.focus), "")
    told = jobs_phrase({dimension: part.query.focus[dimension]}, "jobs")
    if not part.query.group_by:
        if not whole.total:
            return f"No {whole.jobs} were posted{whole.when}."
        value = figure(round(100 * (part.total or 0.0) / whole.total, 2), "share")
        return f"**{value}** of the {whole.jobs}{whole.when} ({part.total_text} of {whole.total_text}) are {told}."
    shares = _shares(part, whole)
    shares = shares[-part.query.listed :] if part.in_time else shares[: part.query.listed]
    lines = [f"- {label}: {figure(value, 'share')} ({of})" for label, value, of in shares]
    everything = "all jobs" if whole.jobs == "jobs" else whole.jobs
    return "\n".join([f"Share of {told} in {everything}{whole.when}:", "", *lines])


def _shares(part: Result, whole: Result) -> list[tuple[str, float, str]]:
    counts = {part.label(row): row for row in part.table.rows}
    shares = [
        _group_share(label, counts[label], row) for row in whole.table.rows if (label := whole.label(row)) in counts
    ]
    return shares if part.in_time else sorted(shares, key=lambda share: -share[1])


def _group_share(label: str, part: Row, whole: Row) -> tuple[str, float, str]:
    count, of = int(part["postings"]), int(whole["postings"])
    return label, round(100 * count / of, 2) if of else 0.0, f"{count:,} of {of:,}"
