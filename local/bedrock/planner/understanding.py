"""Understanding a conversation: the last question as Queries, or as a reason for not looking anything up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from joblab.jobs.catalogue import TIME
from local.bedrock.planner.decision import ReplyKind
from local.bedrock.planner.followups import follow
from local.bedrock.planner.intents import queries_of
from local.bedrock.planner.query import Query
from local.bedrock.planner.reader import read
from local.bedrock.planner.reading import WEAK_CUES, Reading
from local.bedrock.planner.tags import Tag, tag
from local.bedrock.planner.tokens import tokenize

# Where one message asks a second question.
_CLAUSE = re.compile(
    r"[?!;]+\s*|\.\s+(?=[A-Z])|\s*(?:,\s*)?\band\s+(?=(?:how|what(?!\s+about)|whats|which|show|list|who|where|when|give)\b)",
    re.IGNORECASE,
)
_MAX_CLAUSES = 3
_MAX_CALLS = 6
_QUESTION_WORDS = frozenset(
    {"what", "who", "how", "why", "when", "where", "which", "is", "are", "can", "do", "does", "will"}
)
_EVIDENCE: tuple[str, ...] = (
    "job_function_std",
    "role_keyword",
    "job_level_std",
    "job_type_filled",
    "is_remote",
    "salary_min",
)
_EVIDENCE += ("skills", "tools")
# Cues that are about postings even when these are not named.
_SUBJECTS = ("median_salary", "remote_share", "help", "describe", "growth", "trend", "who", "latest", "oldest")


@dataclass(frozen=True)
class Understood:
    """The last question.

    Attributes:
        queries: what to look up; empty when `refusal` says why not.
        talk: the kind of small talk ("thanks", "identity"), for a greeting.
        unknown: words that were not understood.
        any_of: dimensions whose values were asked for together, though the tools count either.
    """

    queries: tuple[Query, ...] = ()
    refusal: ReplyKind | None = None
    talk: str = ""
    unknown: tuple[str, ...] = ()
    any_of: frozenset[str] = frozenset()


def understand(questions: Sequence[str], today: date) -> Understood:
    """Read every question in turn, since each may depend on the one before; what counts is the last."""
    reading: Reading | None = None
    understood = Understood()
    for question in questions:
        understood, reading = _understand_one(question, reading, today)
    return understood


def last_queries(questions: Sequence[str], today: date) -> tuple[Query, ...]:
    """The queries of the latest question that made any."""
    for count in range(len(questions), 0, -1):
        if queries := understand(questions[:count], today).queries:
            return queries
    return ()


def _understand_one(question: str, previous: Reading | None, today: date) -> tuple[Understood, Reading | None]:
    tags = tag(tokenize(question), today)
    reading = read(question, today)
    if talk := _talk(tags, reading):
        return Understood(refusal="greeting", talk=talk), previous
    if _is_out_of_scope(tags, reading):
        return Understood(refusal="decline"), previous
    if previous is None and _asks_for_a_definition(tags, reading):
        return Understood(refusal="decline"), previous
    clauses = tuple(_readings(question, previous, today))
    queries = [query for clause in _asking(clauses) for query in queries_of(clause, today)]
    if not queries or (previous is None and not _has_evidence(reading)):
        return Understood(refusal=_refusal(tags, reading), unknown=reading.unknown), previous
    unknown = tuple(word for clause in _asking(clauses) for word in clause.unknown)
    any_of = frozenset(name for clause in _asking(clauses) for name in clause.any_of)
    return Understood(_distinct(queries), None, "", unknown, any_of), clauses[-1]


def _distinct(queries: Sequence[Query]) -> tuple[Query, ...]:
    kept: list[Query] = []
    for query in queries:
        if query not in kept:
            kept.append(query)
    return tuple(kept[:_MAX_CALLS])


def _readings(question: str, previous: Reading | None, today: date) -> Iterator[Reading]:
    parts = [part for part in _CLAUSE.split(question) if part and part.strip()]
    for reading in _shared([read(part, today) for part in parts[:_MAX_CLAUSES]]):
        if reading.is_empty and not follow(previous, reading).filters and len(parts) > 1:
            continue
        previous = follow(previous, reading)
        yield previous


def _shared(readings: list[Reading]) -> list[Reading]:
    """Give a first clause what the second one says of both.

    "How many jobs and how many companies in Spain", "how many remote and how many on-site jobs in Spain".
    """
    if len(readings) < 2 or readings[0].periods:
        return readings
    first, second = readings[:2]
    is_bare = first.talks_of_jobs and not first.filters and not second.after_verb
    is_elliptic = first.filters and not first.talks_of_jobs and second.talks_of_jobs
    if not (is_bare or is_elliptic):
        return readings
    shared = {name: value for name, value in second.filters.items() if name not in second.before_noun}
    first = replace(first, filters={**shared, **first.filters}, periods=second.periods, talks_of_jobs=True)
    return [first, *readings[1:]]


def _asking(clauses: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Without the statements that a question follows: they only say what it is about."""
    asking = [clause for clause in clauses[:-1] if clause.cues - WEAK_CUES or clause.dimensions or clause.job_id]
    return (*asking, *clauses[-1:])


def _talk(tags: Sequence[Tag], reading: Reading) -> str:
    """The kind of small talk when the whole utterance is nothing else."""
    kinds = [sense.name for item in tags for sense in item.senses if sense.kind == "talk"]
    rest = [item for item in tags if item.kind != "punctuation" and not item.sense("talk") and not item.sense("noise")]
    if "identity" in kinds and not reading.talks_of_jobs:
        return "identity"
    about_data = reading.filters or reading.dimensions or reading.periods or reading.talks_of_jobs
    return kinds[-1] if kinds and not rest and not about_data else ""


def _is_out_of_scope(tags: Sequence[Tag], reading: Reading) -> bool:
    scopes = {sense.name for item in tags for sense in item.senses if sense.kind == "scope"}
    split = [name for name in reading.dimensions if name not in TIME]
    about_jobs = reading.talks_of_jobs or reading.has("median_salary", "count") or bool(split)
    return "always" in scopes or ("without_jobs" in scopes and not about_jobs)


def _asks_for_a_definition(tags: Sequence[Tag], reading: Reading) -> bool:
    """ "What is machine learning?": nothing but a word and what it means."""
    opening = [item.words for item in tags[:2]]
    said = reading.cues - WEAK_CUES or reading.dimensions or reading.periods or reading.talks_of_jobs or reading.counted
    return opening == ["what", "is"] and bool(reading.filters) and not said and not reading.unknown


def _has_evidence(reading: Reading) -> bool:
    """Whether a first question is about postings at all, rather than about nothing named, or a mere place or firm."""
    said = reading.talks_of_jobs or reading.has(*_SUBJECTS) or reading.dimensions or reading.counted or reading.job_id
    named = reading.filters.keys() & set(_EVIDENCE) if reading.unknown else reading.filters or reading.periods
    return bool(said or named)


def _refusal(tags: Sequence[Tag], reading: Reading) -> ReplyKind:
    """Words that are all strange make a question about something else; a lone fragment is asked back."""
    first = tags[0].words.split()[0] if tags else ""
    about_else = first in _QUESTION_WORDS and reading.unknown and not reading.has("count")
    return "decline" if about_else else "clarify"
