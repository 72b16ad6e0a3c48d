"""Brings postings into the database, batch by batch, and touches only what differs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import batched

from cli.load.database import JobsTable
from cli.load.posting import Posting, Value

BATCH_ROWS = 500


@dataclass
class Counts:
    """What became of the postings so far."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0


def load_postings(
    postings: Iterable[Posting], table: JobsTable, counts: Counts, *, now: datetime, write: bool
) -> Iterator[int]:
    """Upsert what is new or differs; yields the size of each batch once it is in, and keeps `counts` up to date.

    A blank in a posting leaves what the database holds. A new posting without scraped_at gets `now`.

    Raises:
        ProjectError: the project is unreachable or refuses; the batches yielded so far are in.
    """
    for batch in batched(postings, BATCH_ROWS, strict=False):
        stored = table.stored([str(posting["job_id"]) for posting in batch])
        new = [p | {"scraped_at": p["scraped_at"] or now.isoformat()} for p in batch if p["job_id"] not in stored]
        known = [(p, stored[str(p["job_id"])]) for p in batch if p["job_id"] in stored]
        changed = [_overlaid(p, old) for p, old in known if _differs(p, old)]
        if write and (new or changed):
            table.upsert(new + changed)
        counts.inserted += len(new)
        counts.updated += len(changed)
        counts.unchanged += len(known) - len(changed)
        yield len(batch)


def _overlaid(posting: Posting, stored: Posting) -> Posting:
    return {column: stored[column] if value is None else value for column, value in posting.items()}


def _differs(posting: Posting, stored: Posting) -> bool:
    return any(
        value is not None and _comparable(column, value) != _comparable(column, stored[column])
        for column, value in posting.items()
    )


def _comparable(column: str, value: Value) -> object:
    """Databases and files write the same time or number in several ways."""
    if value is None:
        return None
    if column == "scraped_at":
        return datetime.fromisoformat(str(value))
    if column in {"salary_min", "salary_max", "job_relevance_score"}:
        return Decimal(str(value))
    return value
