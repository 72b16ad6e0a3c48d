"""The zip for this machine's processor, unpacked as on Lambda, and an interpreter that has what Lambda's has."""

import shutil
from pathlib import Path

import pytest

from benchmarks.packages import usual_package
from benchmarks.unpacked import ARCH, Interpreter, make_interpreter, make_read_only, unpack
from cli.package.build import build
from cli.package.bytecode import compile_own

API = Path(__file__).parents[3] / "api"
BARE = Path(__file__).parent / "bare" / "lambda_handler.py"


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of api/, which nobody edits while the tests run."""
    return shutil.copytree(API, tmp_path_factory.mktemp("source") / "api")


@pytest.fixture(scope="session")
def archive(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of api/."""
    target = tmp_path_factory.mktemp("package") / "llm-backend.zip"
    build(source, ARCH, target)
    return target


@pytest.fixture(scope="session")
def code(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That zip in a read-only folder."""
    folder = tmp_path_factory.mktemp("code")
    unpack(archive, folder)
    make_read_only(folder)
    return folder


@pytest.fixture(scope="session")
def bare_code(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same dependencies, byte for byte, with a handler that uses FastAPI, Mangum and a Bedrock client alone."""
    folder = tmp_path_factory.mktemp("bare")
    unpack(archive, folder)
    shutil.rmtree(folder / "joblab")
    shutil.copy(BARE, folder)
    compile_own(folder)
    make_read_only(folder)
    return folder


@pytest.fixture(scope="session")
def usual_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backend as it is usually written and packaged."""
    return usual_package(tmp_path_factory.mktemp("usual"))


@pytest.fixture(scope="session")
def interpreter(tmp_path_factory: pytest.TempPathFactory) -> Interpreter:
    """A Python as on Lambda."""
    return make_interpreter(tmp_path_factory.mktemp("lambda"))
