"""Reads CSV, JSON and JSON lines into records, with the line on which each begins."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cli.load.errors import InputError

# A description may be long; csv refuses fields above 128 KiB unless told.
csv.field_size_limit(16 * 1024 * 1024)


@dataclass(frozen=True)
class Record:
    """A row as the file has it: column to value, or what is wrong with it."""

    file: Path
    line: int
    values: Mapping[str, object]
    problem: str | None = None


def read_records(path: Path) -> list[Record]:
    """The rows of a file; its first character tells a JSON array, JSON lines and CSV apart.

    Raises:
        InputError: the file is missing, empty, not UTF-8, or has no column for the title.
    """
    text = _read_text(path)
    records = list({"[": _json_array, "{": _json_lines}.get(text.lstrip()[0], _csv)(path, text))
    names = {name for record in records for name in record.values}
    if names and names.isdisjoint({"title", "actual_role"}):
        raise InputError(f"{path}: no column `title` or `actual_role`; it has {', '.join(sorted(names)[:8])}")
    return records


def _read_text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    if not text.strip():
        raise InputError(f"{path}: empty file")
    return text


def _csv(path: Path, text: str) -> Iterator[Record]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [name.strip() for name in next(lines)]
    line = lines.line_num + 1
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield Record(path, line, {}, f"not CSV: {error}")
        else:
            if len(cells) == len(header):
                yield Record(path, line, dict(zip(header, cells, strict=True)))
            elif cells:
                row = dict(zip(header, cells, strict=False))
                yield Record(path, line, row, f"{len(cells)} columns where the header has {len(header)}")
        line = lines.line_num + 1


def _json_lines(path: Path, text: str) -> Iterator[Record]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _record(path, number, json.loads(line))
            except (ValueError, RecursionError) as error:
                yield Record(path, number, {}, f"not JSON: {error}")


def _json_array(path: Path, text: str) -> Iterator[Record]:
    """Item by item, so that each knows its line and those before a broken one are kept."""
    decoder = json.JSONDecoder()
    line, counted, at = 1, 0, text.index("[") + 1
    while True:
        at = _skip(text, at)
        line, counted = line + text.count("\n", counted, at), at
        if text[at : at + 1] == "]":
            return
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Record(path, line, {}, f"not JSON, nothing after it was read: {error}")
            return
        yield _record(path, line, item)


def _skip(text: str, at: int) -> int:
    """Where the next item, or the end of the array, is."""
    while at < len(text) and text[at] in ", \t\r\n":
        at += 1
    return at


def _record(path: Path, line: int, item: object) -> Record:
    if isinstance(item, dict):
        return Record(path, line, item)
    return Record(path, line, {}, "not a JSON object")
