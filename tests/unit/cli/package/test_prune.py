import json
from pathlib import Path

import botocore
import pytest
from botocore.regions import EndpointResolver

from cli.package.prune import SERVICES, prune
from tests.unit.cli.package.conftest import Tree

ENDPOINTS = Path(botocore.__file__).parent / "data" / "endpoints.json"


def left(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "needless",
    [
        "bin/uvicorn",
        ".lock",
        "library/tests/test_it.py",
        "library/tests/data/sample.json",
        "library/__pycache__/module.cpython-313.pyc",
        "library/py.typed",
        "library/module.pyi",
        "library/speedups.c",
        "library/.agents/skills/README.md",
        "library-1.0.dist-info/METADATA",
        "library-1.0.dist-info/licenses/LICENSE",
        "aws_lambda_powertools/event_handler/openapi/swagger_ui/swagger-ui-bundle.min.js",
        "pydantic/v1/main.py",
        "dateutil/zoneinfo/dateutil-zoneinfo.tar.gz",
        "botocore/data/s3/2006-03-01/service-2.json.gz",
        "botocore/data/ssm/2014-11-06/examples-1.json",
    ],
)
def test_what_is_not_read_is_removed(tree: Tree, needless: str) -> None:
    folder = tree({needless: "", "library/module.py": ""})

    prune(folder)

    assert left(folder) == {"library/module.py"}


@pytest.mark.parametrize(
    "needed",
    [
        "library/module.py",
        "library/testing.py",
        "library/contest/module.py",
        "library/speedups.cpython-313-aarch64-linux-gnu.so",
        "library/data.json",
        "botocore/cacert.pem",
        "botocore/data/_retry.json",
        "botocore/data/partitions.json",
        "botocore/data/bedrock-runtime/2023-09-30/service-2.json.gz",
        "botocore/data/secretsmanager/2017-10-17/endpoint-rule-set-1.json.gz",
    ],
)
def test_what_is_read_stays(tree: Tree, needed: str) -> None:
    folder = tree({needed: ""})

    prune(folder)

    assert left(folder) == {needed}


def test_entry_points_stay_where_a_library_looks_for_them(tree: Tree) -> None:
    scripts = "[console_scripts]\nserve = a:main\n\n[pytest11]\na = a.plugin\n"
    plugins = "[console_scripts]\nb = b:main\n\n[opentelemetry_propagator]\nbaggage = b:Baggage\n"
    folder = tree(
        {
            "a-1.dist-info/entry_points.txt": scripts,
            "b-1.dist-info/entry_points.txt": plugins,
            "b-1.dist-info/RECORD": "",
        }
    )

    prune(folder)

    assert left(folder) == {"b-1.dist-info/entry_points.txt"}


def test_cut_endpoints_resolve_as_the_whole_ones(tree: Tree) -> None:
    whole = json.loads(ENDPOINTS.read_text())
    folder = tree({"botocore/data/endpoints.json": ENDPOINTS.read_text()})

    prune(folder)

    cut = json.loads((folder / "botocore" / "data" / "endpoints.json").read_text())
    before, after = EndpointResolver(whole), EndpointResolver(cut)
    regions = [region for partition in whole["partitions"] for region in partition["regions"]]
    assert len(regions) > 30
    for service in SERVICES:
        for region in regions:
            assert before.construct_endpoint(service, region) == after.construct_endpoint(service, region)


def test_cut_endpoints_are_a_hundredth(tree: Tree) -> None:
    folder = tree({"botocore/data/endpoints.json": ENDPOINTS.read_text()})

    prune(folder)

    assert (folder / "botocore/data/endpoints.json").stat().st_size < ENDPOINTS.stat().st_size / 50
