"""`joblab load`: job postings from files into the database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from cli.load.database import JobsTable
from cli.load.errors import BadRowError, LoadError
from cli.load.identity import Identities
from cli.load.loading import BATCH_ROWS, Counts, load_postings
from cli.load.posting import Posting, posting_of
from cli.load.rejects import Reject, rejects_path, write_rejects
from cli.load.source import Record, read_records
from cli.project import ProjectError, Target

# Postings from which on questions are faster over counted months; below, reading the postings takes as long.
LARGE_TABLE = 100_000

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def load(
    files: Annotated[list[Path], typer.Argument(help="CSV (JobSpy's columns or the table's own), JSON or JSON lines.")],
    rejects: Annotated[Path | None, typer.Option(help="Where bad rows go; default: beside each file.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, write no posting.")] = False,
) -> None:
    """Load job postings; running it again changes nothing.

    Goes to SUPABASE_URL with SUPABASE_SECRET_KEY, or to the local project when neither is set.
    """
    try:
        records = [record for file in files for record in read_records(file)]
        target = Target.from_environment()
        with JobsTable(target.url, target.secret_key) as table:
            addresses = table.addresses()
            postings, refused = _identified(records, Identities(addresses))
            _write_rejects(files, rejects, refused)
            counts = _load(postings, table, write=not dry_run)
            if not dry_run and len(addresses) + counts.inserted >= LARGE_TABLE:
                table.count_months()
    except (LoadError, ProjectError) as error:
        errors.print(f"load: {error}", markup=False)
        raise typer.Exit(error.exit_code) from None
    duplicates = sum(posting["has_url_duplicate"] == 1 for posting in postings)
    console.print(
        f"{'Would load' if dry_run else 'Loaded'} {len(records)} rows into {target.url}: "
        f"{counts.inserted} inserted, {counts.updated} updated, {counts.unchanged} unchanged; "
        f"{duplicates} marked as duplicates, {len(refused)} rejected.",
        markup=False,
    )
    if not (counts.inserted or counts.updated):
        console.print("Nothing changed: the database already held all of it.")


def _identified(records: list[Record], identities: Identities) -> tuple[list[Posting], list[Reject]]:
    postings: list[Posting] = []
    refused: list[Reject] = []
    for record in records:
        try:
            posting = posting_of(record)
            identities.identify(posting)
        except BadRowError as error:
            refused.append(Reject(record, str(error)))
        else:
            postings.append(posting)
    return postings, refused


def _write_rejects(files: list[Path], chosen: Path | None, refused: list[Reject]) -> None:
    for path in dict.fromkeys(chosen or rejects_path(file) for file in files):
        here = [reject for reject in refused if (chosen or rejects_path(reject.record.file)) == path]
        if here:
            write_rejects(path, here)
            errors.print(f"{len(here)} rows rejected, see {path}", markup=False)


def _load(postings: list[Posting], table: JobsTable, *, write: bool) -> Counts:
    """Load with a progress bar; on Ctrl-C says how far it came.

    Raises:
        LoadError: the database failed midway, or the user stopped it.
    """
    counts = Counts()
    batches = load_postings(postings, table, counts, now=datetime.now(UTC), write=write)
    total = -(-len(postings) // BATCH_ROWS)
    try:
        for _ in track(batches, "Loading", total, console=errors, transient=True, disable=not errors.is_terminal):
            pass
    except KeyboardInterrupt:
        raise LoadError(_so_far("stopped", counts, len(postings))) from None
    except ProjectError as error:
        raise LoadError(_so_far(str(error), counts, len(postings))) from error
    return counts


def _so_far(reason: str, counts: Counts, total: int) -> str:
    done = counts.inserted + counts.updated + counts.unchanged
    return f"{reason} ({done} of {total} rows are in; run the same command again to go on)"
