"""The workflows run what people run, and hold no key."""

import re
from pathlib import Path

import pytest

from cli.parts import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_make_target_exists_and_every_action_is_pinned(workflow: Path) -> None:
    text = workflow.read_text()
    makefile = (ROOT / "Makefile").read_text()

    for target in re.findall(r"make ([a-z-]+)", "\n".join(line for line in text.splitlines() if "run:" in line)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for action in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@v\d+", action)


def test_the_deployment_takes_a_role_and_stores_no_key() -> None:
    deploy = (ROOT / ".github" / "workflows" / "deploy.yml").read_text()

    assert "permissions:\n  contents: read\n  id-token: write\n" in deploy
    assert "role-to-assume: ${{ vars.DEPLOY_ROLE_ARN }}" in deploy
    assert "access-key" not in deploy
