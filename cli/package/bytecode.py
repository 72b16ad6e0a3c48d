"""Bytecode in the package: on Lambda nothing can write it, and compiling at each cold start takes 0.5 s of CPU."""

import subprocess
import sys
from pathlib import Path

# Where Lambda unpacks the zip; tracebacks name it.
TASK_ROOT = "/var/task"


def compile_dependencies(folder: Path) -> None:
    """Replace each source by its bytecode beside it, which Python imports as well; tracebacks keep file and line."""
    _compile(folder, "-b")
    for source in folder.rglob("*.py"):
        source.unlink()


def compile_own(folder: Path) -> None:
    """Add bytecode to our own modules, whose sources stay so that tracebacks show them."""
    _compile(folder)


def _compile(folder: Path, *options: str) -> None:
    """Compile with hashes that are never checked, in a process of its own, so that the bytes depend on nothing else."""
    command = [sys.executable, "-I", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", *options]
    subprocess.run([*command, "-s", str(folder), "-p", TASK_ROOT, str(folder)], check=True)
