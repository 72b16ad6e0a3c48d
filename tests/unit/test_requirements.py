"""What is tested is what is deployed."""

import re
from pathlib import Path


def pinned(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", Path(file).read_text(), re.MULTILINE))


def test_lambda_receives_the_versions_that_the_tests_run_on() -> None:
    deployed, tested = pinned("api/requirements.txt"), pinned("requirements-dev.txt")

    assert "fastapi" in deployed
    assert deployed == {name: tested[name] for name in deployed}


def test_the_deploy_tools_hold_nothing_back() -> None:
    assert {"aws-sam-translator", "cfn-lint"} <= pinned("requirements-deploy.txt").keys()
    assert not {"aws-sam-translator", "cfn-lint"} & pinned("requirements-dev.txt").keys()


def test_no_registry_is_named() -> None:
    for file in ("api/requirements.txt", "requirements-dev.txt", "requirements-deploy.txt", "web/package-lock.json"):
        assert not re.search(r"--index-url|\"resolved\"|pypi\.|npmjs\.", Path(file).read_text()), file
