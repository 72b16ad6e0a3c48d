"""What Lambda never reads of the dependencies; docs/packaging.md gives the reasons."""

import configparser
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

# The AWS services that api/ calls.
SERVICES = {"bedrock-runtime", "secretsmanager", "ssm"}
# Anywhere in the tree.
NEEDLESS_NAMES = {"tests", "__pycache__", "py.typed", "examples-1.json"}
NEEDLESS_SUFFIXES = {".c", ".cpp", ".h", ".md", ".pxd", ".pyi", ".pyx", ".rst"}
NEEDLESS_PATHS = (
    "bin",  # console scripts; run.sh starts uvicorn as a module
    ".lock",  # uv's
    "aws_lambda_powertools/event_handler/openapi/swagger_ui",  # the page of Powertools' own router
    "pydantic/v1",  # pydantic 1 beside pydantic 2; FastAPI imports it where it is there, to look for old models
    "dateutil/zoneinfo/dateutil-zoneinfo.tar.gz",  # for systems without a time zone database
)
# Groups of entry points that are read by installers and test runners alone.
DEVELOPMENT_GROUPS = {"console_scripts", "gui_scripts", "pytest11"}


def prune(folder: Path) -> None:
    """Remove from installed dependencies what is not read at run time."""
    for path in [*_needless(folder), *_other_services(folder / "botocore" / "data")]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)  # gone already with its folder
    _cut_endpoints(folder / "botocore" / "data" / "endpoints.json")


def _needless(folder: Path) -> Iterator[Path]:
    yield from (folder / path for path in NEEDLESS_PATHS)
    for metadata in folder.glob("*.dist-info"):
        yield from _unread_metadata(metadata)
    for path in folder.rglob("*"):
        if path.name in NEEDLESS_NAMES or path.suffix in NEEDLESS_SUFFIXES:
            yield path


def _unread_metadata(metadata: Path) -> list[Path]:
    """The whole folder, or all but the entry points where a library may look for them at run time."""
    entry_points = metadata / "entry_points.txt"
    parser = configparser.ConfigParser(delimiters="=")
    parser.read(entry_points)
    if set(parser.sections()) <= DEVELOPMENT_GROUPS:
        return [metadata]
    return [path for path in metadata.iterdir() if path != entry_points]


def _other_services(data: Path) -> Iterator[Path]:
    for path in data.glob("*"):
        if path.is_dir() and path.name not in SERVICES:
            yield path


def _cut_endpoints(path: Path) -> None:
    """Leave only our services: each process parses this file whole, 1.2 MB of it for some 50 ms.

    botocore falls back on the partition's defaults for a service that is not listed, as it does for bedrock-runtime.
    """
    if not path.exists():
        return
    endpoints = json.loads(path.read_text())
    for partition in endpoints["partitions"]:
        partition["services"] = {name: value for name, value in partition["services"].items() if name in SERVICES}
    path.write_text(json.dumps(endpoints, separators=(",", ":")))
