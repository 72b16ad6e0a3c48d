"""`make bench`: measure every part, or the parts named, and write what was found into docs/benchmarks.md."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.documents import write_documents
from benchmarks.machine import machine
from benchmarks.report import Section, write_between, write_json
from cli.measured import MEASURED, Measured

ROOT = Path(__file__).absolute().parents[1]
DOCUMENT = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "dist" / "benchmarks.json"
# Each is a module here with a function `measure() -> Section`, imported when its turn comes.
PARTS = ("cold_start", "warm", "streaming", "tokens", "remembered", "refusals", "load", "database")


def main() -> int:
    """Run; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one or more of {', '.join(PARTS)}; all by default")
    chosen = parser.parse_args().parts or PARTS
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    sections = [_run(name) for name in chosen]
    write_json(RESULTS, sections)
    _keep_measured(sections)
    write_documents()
    missed = [line.name for section in sections for line in section.comparisons if line.met is False]
    print("Every target is met." if not missed else f"Missed: {'; '.join(missed)}")
    return int(bool(missed))


def _run(name: str) -> Section:
    print(f"{name} ...", flush=True)
    started = time.monotonic()
    measure: Callable[[], Section] = import_module(f"benchmarks.{name}").measure
    section = measure()
    print(section.markdown())
    print(f"{name}: {time.monotonic() - started:.0f} s\n", flush=True)
    write_between(DOCUMENT, section.name, f"{section.markdown()}\n\n{machine()}")
    return section


def _keep_measured(sections: Sequence[Section]) -> None:
    """Hand what was measured now to `joblab plan` and `joblab cost`."""
    measured = Measured.read().model_dump()
    for section in sections:
        measured |= section.measured
    MEASURED.write_text(Measured.model_validate(measured).model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
