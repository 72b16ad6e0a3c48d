"""JobLab's package and those it is compared with, built for this machine and unpacked into read-only folders."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.life import Function
from benchmarks.unpacked import ARCH, make_interpreter, make_read_only, unpack
from benchmarks.upstreams import UPSTREAMS
from cli.package.archive import write_zip
from cli.package.build import build
from cli.package.bytecode import compile_own
from cli.package.install import install
from cli.package.sizes import PackageSize, Size
from cli.parts import running
from local.wire import ENVIRONMENT

HERE = Path(__file__).parent
API = HERE.parent / "api"


@dataclass(frozen=True)
class Packages:
    """The functions, the sizes of their zips, and what they write into the log."""

    ours: Function
    usual: Function
    bare: Function
    sizes: Mapping[str, Size]
    log: Path


@contextmanager
def packages() -> Iterator[Packages]:
    """Build all of them, with scripted upstreams for as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="joblab-bench-") as name, running(UPSTREAMS) as upstreams:
        folder = Path(name)
        log = folder / "log"
        python = _quiet_interpreter(folder / "lambda", log)
        environment = environment_on(upstreams)
        ours, sizes = _ours(folder), {}
        sizes["ours"] = PackageSize.of(folder / "llm-backend.zip").total
        usual = usual_package(folder)
        sizes["usual"] = PackageSize.of(folder / "usual.zip").total
        yield Packages(
            Function(ours, python, environment),
            Function(usual, python, environment),
            Function(_bare(folder), python, environment),
            sizes,
            log,
        )


def with_second_route(ours: Function) -> Function:
    """JobLab's function with the routes of without_loop.py."""
    folder = ours.code.with_name("without-loop")
    shutil.copytree(ours.code, folder)
    folder.chmod(0o755)
    shutil.copy(HERE / "without_loop.py", folder)
    return Function(folder, ours.python, ours.environment, "without_loop.lambda_handler")


def environment_on(upstreams: str) -> dict[str, str]:
    """A deployed function's settings, its upstreams on loopback."""
    return {**ENVIRONMENT, "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": upstreams, "SUPABASE_URL": upstreams}


def _quiet_interpreter(folder: Path, log: Path) -> Path:
    """Lambda's Python, which writes into a log instead of among the tables."""
    program = make_interpreter(folder).program
    quiet = folder / "quiet-python3"
    quiet.write_text(f'#!/bin/sh\nexec {program} "$@" >>{log} 2>&1\n')
    quiet.chmod(0o755)
    return quiet


def _ours(folder: Path) -> Path:
    zipped = folder / "llm-backend.zip"
    build(API, ARCH, zipped)
    return _unpacked(zipped, folder / "ours")


def usual_package(folder: Path) -> Path:
    """As `pip install --target` leaves it, all of it, without bytecode; the zip is folder/usual.zip."""
    content = folder / "usual-content"
    install(HERE / "usual" / "requirements.txt", ARCH, content)
    shutil.copytree(HERE / "usual", content / "usual", ignore=shutil.ignore_patterns("__pycache__", "requirements*"))
    (content / "usual" / "lambda_handler.py").rename(content / "lambda_handler.py")
    write_zip(content, folder / "usual.zip")
    return _unpacked(folder / "usual.zip", folder / "usual")


def _bare(folder: Path) -> Path:
    """Our dependencies, byte for byte, with a handler that uses FastAPI, Mangum and a Bedrock client alone."""
    code = folder / "bare"
    unpack(folder / "llm-backend.zip", code)
    shutil.rmtree(code / "joblab")
    shutil.copy(HERE / "bare" / "lambda_handler.py", code)
    compile_own(code)
    make_read_only(code)
    return code


def _unpacked(zipped: Path, code: Path) -> Path:
    unpack(zipped, code)
    make_read_only(code)
    return code
