"""The workflows run what people run, hold no key, and trust no action to stay what it was."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from cli.parts import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
# A commit, which nobody can move to another one as a tag can be moved, and the version that it was taken for.
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
ROLE = "id-token"
# All that a job may run that may take the role: none of it builds or tests.
WITH_THE_ROLE = (
    "make .venv-deploy/installed",
    *(f".venv/bin/joblab {command} " for command in ("deploy", "smoke", "rollback")),
)


def problems(text: str) -> Iterator[str]:
    """What is wrong with a workflow."""
    for used in re.findall(r"\buses:\s*(.*\S)", text):
        if not PINNED.fullmatch(used):
            yield f"not pinned: {used}"
    workflow: dict[str, Any] = yaml.safe_load(text)
    allowed = workflow.get("permissions")
    if not isinstance(allowed, Mapping):
        yield "no block of permissions"
        allowed = {}
    if "write" in allowed.values():
        yield "every job may write"
    for name, job in workflow["jobs"].items():
        if ROLE in job.get("permissions", allowed):
            yield from (f"{name} may take the role and runs {run}" for run in foreign_commands(job))


def foreign_commands(job: Mapping[str, Any]) -> Iterator[str]:
    """What a job runs beside what the role is for; lines that go on are one command."""
    for step in job["steps"]:
        script = re.sub(r"(\\|\|\|)\n\s*", " ", step.get("run", ""))
        for command in re.split(r"\n|;|\{|\}|\|\|", script):
            if command.strip() not in {"", "exit 1"} and not f"{command.strip()} ".startswith(WITH_THE_ROLE):
                yield command.strip()


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_commits_and_what_builds_or_tests_takes_no_role(workflow: Path) -> None:
    assert list(problems(workflow.read_text())) == []


CHECKOUT = "actions/checkout@93cb6efe18208431cddfb8368fd83d5badbf9bfd"


def workflow_with(
    *, uses: str = f"{CHECKOUT} # v5.0.1", permissions: str = "{contents: read}", run: str = "make test"
) -> str:
    return (
        f"permissions: {permissions}\n"
        f"jobs:\n  build:\n    steps:\n      - uses: {uses}\n      - run: |\n          {run}\n"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (workflow_with(), []),
        (workflow_with(uses="actions/checkout@v5"), ["not pinned: actions/checkout@v5"]),
        (workflow_with(uses=CHECKOUT), [f"not pinned: {CHECKOUT}"]),
        (workflow_with(uses=f"{CHECKOUT[:-1]} # v5.0.1"), [f"not pinned: {CHECKOUT[:-1]} # v5.0.1"]),
        (workflow_with(permissions=""), ["no block of permissions"]),
        (workflow_with(permissions="write-all"), ["no block of permissions"]),
        (
            workflow_with(permissions="{contents: read, id-token: write}"),
            ["every job may write", "build may take the role and runs make test"],
        ),
        (
            workflow_with().replace("    steps:", "    permissions: {id-token: write}\n    steps:"),
            ["build may take the role and runs make test"],
        ),
        (
            workflow_with(run=".venv/bin/joblab deploy --yes; npm ci").replace(
                "    steps:", "    permissions: {id-token: write}\n    steps:"
            ),
            ["build may take the role and runs npm ci"],
        ),
    ],
    ids=[
        "good",
        "tag",
        "no version",
        "short",
        "no permissions",
        "all permissions",
        "role for all",
        "role",
        "role, more",
    ],
)
def test_what_is_wrong_is_found(text: str, found: list[str]) -> None:
    assert list(problems(text)) == found


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_make_target_exists(workflow: Path) -> None:
    makefile, text = (ROOT / "Makefile").read_text(), workflow.read_text()

    targets = re.findall(r"\bmake ([\w./-]+)", re.sub(r"#.*", "", text))
    for job in yaml.safe_load(text)["jobs"].values():
        targets += job.get("strategy", {}).get("matrix", {}).get("target", [])
    assert targets
    for target in targets:
        assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target


def test_the_package_that_was_tested_is_the_one_that_is_deployed() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "deploy.yml").read_text())["jobs"]
    build, deploy = jobs["build"], jobs["deploy"]
    (kept,) = (step["with"] for step in build["steps"] if "upload-artifact" in step.get("uses", ""))
    (taken,) = (step["with"] for step in deploy["steps"] if "download-artifact" in step.get("uses", ""))

    assert [step["run"] for step in build["steps"] if "run" in step] == ["make test", "make test-slow", "make package"]
    assert deploy["needs"] == "build"
    assert (kept["name"], kept["path"]) == (taken["name"], f"{taken['path']}/llm-backend.zip")


def test_the_deployment_takes_a_role_and_stores_no_key() -> None:
    text = (ROOT / ".github" / "workflows" / "deploy.yml").read_text()
    jobs = yaml.safe_load(text)["jobs"]

    assert {name for name, job in jobs.items() if ROLE in job.get("permissions", {})} == {"deploy"}
    assert jobs["deploy"]["environment"] == "production"
    assert "role-to-assume: ${{ vars.DEPLOY_ROLE_ARN }}" in text
    assert "access-key" not in text
