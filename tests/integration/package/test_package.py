"""The very zip that would be uploaded: its bytes, its size, and its life in a read-only folder."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from benchmarks.unpacked import ARCH, Interpreter
from cli.package.build import build
from cli.package.sizes import ZIPPED_TARGET, PackageSize
from cli.parts import Part, api_environment, free_port, running
from local.supabase.project import Project
from tests.integration.package.init_cpu import init_ratio
from tests.integration.system import print_line

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the zip holds wheels for Linux")

NO_SERVICES = {
    "AWS_ACCESS_KEY_ID": "fake",
    "AWS_SECRET_ACCESS_KEY": "fake",
    "AWS_LAMBDA_FUNCTION_NAME": "llm-backend",
    "SUPABASE_URL": "http://127.0.0.1:1",
    "SUPABASE_PUBLISHABLE_KEY": "fake",
    "SUPABASE_API_JWT": "fake",
}
# JobLab's own limit; docs/packaging.md has what was measured.
LARGEST_INIT_RATIO = 1.25
# The target is 0.35: docs/benchmarks.md. Three rounds on a busy machine are no measurement.
LARGEST_RATIO_TO_USUAL = 0.45
IMPORTED_FILES = """
import lambda_handler, sys
print(*{module.__file__ for module in sys.modules.values() if hasattr(module, "__file__")})
"""
CLIENTS = """
import botocore.session
for name in ("bedrock-runtime", "secretsmanager", "ssm"):
    client = botocore.session.get_session().create_client(name, region_name="eu-central-1")
    print(client.meta.endpoint_url)
"""


def run(interpreter: Interpreter, code: Path, program: str) -> subprocess.CompletedProcess[str]:
    command = [str(interpreter.program), "-c", program]
    return subprocess.run(command, cwd=code, env=NO_SERVICES, capture_output=True, text=True, check=False)


@contextmanager
def client_of(part: Part) -> Iterator[httpx.Client]:
    with running(part, print_line) as url, httpx.Client(base_url=url, timeout=40) as client:
        yield client


def test_the_same_code_gives_the_same_bytes_wherever_it_lies_and_without_the_secrets_of_its_builder(
    archive: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = "marker-of-a-secret-1f0c"
    for name in ("SUPABASE_API_JWT", "SUPABASE_SECRET_KEY", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, marker)
    again = tmp_path / "again.zip"
    elsewhere = tmp_path / "a" / "longer" / "path"
    shutil.copytree(source, elsewhere, copy_function=shutil.copyfile)  # new times
    (elsewhere / "run.sh").chmod(0o755)
    (elsewhere / ".env").write_text(f"SUPABASE_API_JWT={marker}\n")

    build(elsewhere, ARCH, again)

    first, second = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (archive, again))
    assert first == second
    with zipfile.ZipFile(again) as content:
        assert "joblab/app.py" in content.namelist()
        assert not [name for name in content.namelist() if marker.encode() in content.read(name)]


def test_zip_meets_the_target(archive: Path) -> None:
    assert PackageSize.of(archive).total.zipped <= ZIPPED_TARGET


def test_zip_holds_our_sources_and_no_others(archive: Path, source: Path) -> None:
    sources = {name for name in zipfile.ZipFile(archive).namelist() if name.endswith(".py")}

    assert sources == {path.relative_to(source).as_posix() for path in source.rglob("*.py")}


def test_zip_leaves_the_runtime_client_to_lambda(archive: Path) -> None:
    assert not {"awslambdaric", "boto3", "uv", "pip"} & PackageSize.of(archive).packages.keys()


def test_streaming_door_is_executable(archive: Path) -> None:
    with zipfile.ZipFile(archive) as content:
        assert content.getinfo("run.sh").external_attr >> 16 & 0o777 == 0o755


def test_folder_is_read_only(interpreter: Interpreter, code: Path) -> None:
    finished = run(interpreter, code, "open('written', 'w')")

    assert "PermissionError" in finished.stderr


def test_handler_imports_from_the_zip_the_runtime_and_the_standard_library_alone(
    interpreter: Interpreter, code: Path
) -> None:
    finished = run(interpreter, code, IMPORTED_FILES)

    assert finished.returncode == 0, finished.stderr
    imported = [Path(file) for file in finished.stdout.split() if file != "None"]
    library = Path(os.__file__).parent
    assert {file for file in imported if code not in file.parents and library not in file.parents} == set()
    assert not any("site-packages" in file.parts for file in imported)


def test_each_client_finds_its_data(interpreter: Interpreter, code: Path) -> None:
    finished = run(interpreter, code, CLIENTS)

    assert finished.stdout.split() == [
        "https://bedrock-runtime.eu-central-1.amazonaws.com",
        "https://secretsmanager.eu-central-1.amazonaws.com",
        "https://ssm.eu-central-1.amazonaws.com",
    ], finished.stderr


def test_a_question_is_answered(interpreter: Interpreter, code: Path, demo_supabase: Project) -> None:
    with client_of(Part.model(demo_supabase, 0, "--delta-ms", "0")) as bedrock:
        environment = api_environment(demo_supabase, str(bedrock.base_url))
        gateway = Part.module("gateway", 0, environment, "--code", str(code), "--python", str(interpreter.program))
        with client_of(gateway) as api:
            health = api.get("/health")
            answer = api.post("/ai/ask", json={"prompt": "How many jobs in Germany in January 2026?"}).json()

    assert health.status_code == 200
    (call,) = answer["tool_calls"]
    assert answer["gate_outcome"] == "ANSWER"
    assert f"{call['result']['total']['value']:,}" in answer["answer"]


def test_streaming_door_opens(interpreter: Interpreter, code: Path) -> None:
    port = free_port()
    path = f"{interpreter.program.parent}:/usr/bin:/bin"
    environment = {**NO_SERVICES, "PATH": path, "AWS_LWA_PORT": str(port)}

    with client_of(Part("door", port, [str(code / "run.sh")], environment, f"http://127.0.0.1:{port}/health")) as api:
        assert api.get("/health").status_code == 200


def test_init_costs_little_more_than_that_of_a_bare_package(
    interpreter: Interpreter, code: Path, bare_code: Path
) -> None:
    assert init_ratio([str(interpreter.program)], code, bare_code, NO_SERVICES) <= LARGEST_INIT_RATIO


def test_init_costs_less_than_half_of_that_of_a_usual_package(
    interpreter: Interpreter, code: Path, usual_code: Path
) -> None:
    assert init_ratio([str(interpreter.program)], code, usual_code, NO_SERVICES, rounds=3) <= LARGEST_RATIO_TO_USUAL
