"""What a right answer is, once the postings have been counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from evals.claims import Claim

type Outcome = Literal["answer", "clarification", "decline"]
STATS = frozenset({"job_stats"})
# A listing and the catalogue tell how many postings there are, too.
COUNTING = frozenset({"job_stats", "search_jobs", "describe_data"})
CATALOGUE = frozenset({"describe_data", "job_stats"})


@dataclass(frozen=True)
class Stated:
    """Claims that a tool has returned and the text states; of several groups of claims, any one."""

    proofs: Sequence[Sequence[Claim]]
    says: Sequence[Sequence[Claim]]
    tools: frozenset[str] = STATS
    at_least: int | None = None
    """How many claims of a group the text has to state, when not all."""


@dataclass(frozen=True)
class Listed:
    """The postings to show: which may come, how many, and in which order."""

    ids: frozenset[str]
    order: Sequence[object]
    """What the postings are sorted by, of each in its place; equal ones may change places."""
    sorted_by: dict[str, object] = field(repr=False)
    """The same by job_id."""
    fewest: int
    most: int


@dataclass(frozen=True)
class Described:
    """One posting, and what the text has to say of it."""

    job_id: str
    phrases: Sequence[str]


@dataclass(frozen=True)
class Refused:
    """A question back, or a refusal; nothing is looked up."""

    outcome: Outcome


type Expected = Stated | Listed | Described | Refused


def stated(claims: Iterable[Claim], tools: frozenset[str] = STATS) -> Stated:
    """Claims that both a tool and the text have to state."""
    group = tuple(claims)
    return Stated((group,), (group,), tools)
