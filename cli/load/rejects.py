"""The rows that could not be loaded, each with the reason, as CSV."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from cli.load.errors import LoadError
from cli.load.source import Record

HEADER = ("file", "line", "reason", "row")


@dataclass(frozen=True)
class Reject:
    """A row and why it was not loaded."""

    record: Record
    reason: str


def rejects_path(file: Path) -> Path:
    """Where the rejects of a file go: beside it."""
    return file.with_name(f"{file.stem}.rejects.csv")


def write_rejects(path: Path, rejects: list[Reject]) -> None:
    """Write the file anew.

    Raises:
        LoadError: it cannot be written.
    """
    try:
        # Text that UTF-8 cannot hold (half a surrogate pair from JSON) is written as an escape.
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as output:
            writer = csv.writer(output)
            writer.writerow(HEADER)
            for reject in rejects:
                row = json.dumps(reject.record.values, ensure_ascii=False, default=str)
                writer.writerow((reject.record.file, reject.record.line, reject.reason, row))
    except OSError as error:
        raise LoadError(f"cannot write {path}: {error.strerror}; choose a place with --rejects") from error
