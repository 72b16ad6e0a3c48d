"""The answer as a whole: each query's result in its own form, then the notes."""

from collections.abc import Callable, Mapping, Sequence
from string import ascii_uppercase

from local.bedrock.planner.answers import comparisons, notes, postings, rankings, scalars, trends
from local.bedrock.planner.answers.result import Result, match_results
from local.bedrock.planner.answers.subject import Subject
from local.bedrock.planner.decision import Lookup
from local.bedrock.planner.periods import Period
from local.bedrock.planner.query import Query, Task
from local.bedrock.planner.replies import not_understood
from local.bedrock.planner.understanding import Understood


def answer(understood: Understood, rounds: Sequence[Sequence[Lookup]]) -> str:
    """The answer in Markdown, from what was found."""
    results = match_results(understood.queries, rounds)
    parts = [part for group in _groups(results) for part in _answer_group(group)]
    return _text([*parts, *notes.of_results(results, understood)], understood)


def answer_ahead(understood: Understood, covered: Period) -> str:
    """The same text before anything was found; empty where a word of it depends on what that will be.

    The results are called by letters, in order of the queries; the only one needs no name.
    """
    queries = understood.queries
    names = ascii_uppercase if len(queries) > 1 else ("",)
    subjects = [Subject(query, name) for query, name in zip(queries, names, strict=False)]
    parts = [_answer_group_ahead(group) for group in _groups(subjects)]
    return _text([*parts, *notes.of_question(subjects, understood, covered)], understood) if all(parts) else ""


def _text(parts: Sequence[str], understood: Understood) -> str:
    return "\n\n".join(dict.fromkeys(part for part in (*parts, not_understood(understood.unknown)) if part))


def _groups[Asked: Subject](subjects: Sequence[Asked]) -> list[list[Asked]]:
    """What is one comparison or one quotient belongs together; anything else stands alone."""
    groups: list[list[Asked]] = []
    for subject in subjects:
        last = groups[-1][-1].query if groups else None
        query = subject.query
        if last and last.task == query.task and last.measure == query.measure and _is_joint(query):
            groups[-1].append(subject)
        else:
            groups.append([subject])
    return groups


def _is_joint(query: Query) -> bool:
    return query.task == "compare" or (query.task == "share" and query.measure == "count")


def _answer_group(results: list[Result]) -> list[str]:
    failed = [notes.failure(result) for result in results if result.lookup.failed]
    if failed:
        return failed
    if len(results) > 1:
        joint = scalars.quotient if results[0].query.task == "share" else comparisons.sides
        return [joint(results)]
    result = results[0]
    is_course = result.query.task == "share" and result.in_time and not result.query.focus
    return [trends.trend(result) if is_course else _WRITERS[result.query.task](result)]


def _answer_group_ahead(subjects: list[Subject]) -> str:
    query = subjects[0].query
    if len(subjects) > 1:
        is_quotient = query.task == "share" and not query.group_by
        return scalars.share_sentence(subjects[0], subjects[1]) if is_quotient else ""
    if query.group_by:
        is_ranking = query.task in ("rank", "share") and not query.focus
        return rankings.ranking_ahead(subjects[0]) if is_ranking else ""
    if query.tool != "job_stats" or query.measure == "share":
        return ""
    return trends.change_sentence(subjects[0]) if query.compare else scalars.sentence(subjects[0])


_WRITERS: Mapping[Task, Callable[[Result], str]] = {
    "count": scalars.total,
    "share": rankings.share,
    "rank": rankings.ranking,
    "trend": trends.trend,
    "peak": trends.trend,
    "growth": trends.growth,
    "compare": comparisons.comparison,
    "list": postings.listing,
    "job": postings.details,
    "describe": postings.description,
}
