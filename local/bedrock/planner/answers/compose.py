"""The answer as a whole: each query's result in its own form, then the notes."""

from collections.abc import Callable, Mapping, Sequence

from local.bedrock.planner.answers import comparisons, notes, postings, rankings, scalars, trends
from local.bedrock.planner.answers.result import Result, match_results
from local.bedrock.planner.decision import Lookup
from local.bedrock.planner.query import Query, Task
from local.bedrock.planner.replies import not_understood
from local.bedrock.planner.understanding import Understood


def answer(understood: Understood, rounds: Sequence[Sequence[Lookup]]) -> str:
    """The answer in Markdown; its every figure is in the results, or computed from them."""
    if not understood.queries:
        return _tables_as_they_are(rounds)
    results = match_results(understood.queries, rounds)
    parts = [part for group in _groups(results) for part in _answer_group(group)]
    parts += notes.of_results(results, understood)
    parts.append(not_understood(understood.unknown))
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def _groups(results: Sequence[Result]) -> list[list[Result]]:
    """Results that are one comparison or one quotient belong together; any other stands alone."""
    groups: list[list[Result]] = []
    for result in results:
        last = groups[-1][-1].query if groups else None
        if last and last.task == result.query.task and last.measure == result.query.measure and _is_joint(result.query):
            groups[-1].append(result)
        else:
            groups.append([result])
    return groups


def _is_joint(query: Query) -> bool:
    return query.task == "compare" or (query.task == "share" and query.measure == "count")


def _answer_group(results: list[Result]) -> list[str]:
    failed = [notes.failure(result) for result in results if result.failed]
    if failed:
        return failed
    if len(results) > 1:
        joint = scalars.quotient if results[0].query.task == "share" else comparisons.sides
        return [joint(results)]
    return [_WRITERS[results[0].query.task](results[0])]


def _tables_as_they_are(rounds: Sequence[Sequence[Lookup]]) -> str:
    """For lookups that answer no question that was understood: what they found, unchanged."""
    return "\n\n".join(f"```\n{lookup.text}\n```" for lookup in rounds[-1])


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
