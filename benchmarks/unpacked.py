"""A zip unpacked as on Lambda, and an interpreter that has what Lambda's has."""

import importlib.metadata
import os
import platform
import shutil
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from cli.package.bytecode import compile_dependencies
from cli.package.install import Arch

ARCH: Arch = "x86_64" if platform.machine() == "x86_64" else "arm64"
# What the python3.13 runtime brings along; the zip does not hold it.
RUNTIME_DISTRIBUTIONS = ("awslambdaric", "simplejson", "snapshot-restore-py")


@dataclass(frozen=True)
class Interpreter:
    """A Python without any site-packages, and the folder that Lambda's runtime adds to its path."""

    program: Path
    runtime: Path


def unpack(archive: Path, folder: Path) -> None:
    """Extract with the modes in the zip."""
    with zipfile.ZipFile(archive) as content:
        for entry in content.infolist():
            Path(content.extract(entry, folder)).chmod(entry.external_attr >> 16 & 0o777)


def make_read_only(folder: Path) -> None:
    """Take the right to write from everybody."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode & 0o555)


def make_interpreter(folder: Path) -> Interpreter:
    """Started through `program` it finds the standard library, awslambdaric and its working folder, nothing else."""
    runtime = folder / "runtime"
    for name in RUNTIME_DISTRIBUTIONS:
        for file in importlib.metadata.files(name) or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                (runtime / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), runtime / file)
    compile_dependencies(runtime)
    program = folder / "python3"
    python = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")
    # Root writes where nobody may, unless it gives up its capabilities.
    prefix = "setpriv --bounding-set=-all --inh-caps=-all " if os.geteuid() == 0 else ""
    program.write_text(f'#!/bin/sh\nPATH=/usr/bin:/bin PYTHONPATH={runtime} exec {prefix}{python} -S "$@"\n')
    program.chmod(0o755)
    return Interpreter(program, runtime)
