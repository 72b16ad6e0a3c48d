"""What SAM makes of a template, asked of its own environment."""

from pathlib import Path

import pytest

from cli.deploy import template
from cli.deploy.errors import DeployError
from cli.deploy.template import Code, translate
from tests.unit.template.deployed import REGION


def test_a_template_that_sam_does_not_take_is_refused_with_its_reason() -> None:
    unnamed = {"Globals": {"Function": {}}, "Resources": {"Backend": {"Type": "AWS::Serverless::Function"}}}

    for _ in range(2):  # the translator goes on after a refusal
        with pytest.raises(DeployError, match="Backend"):
            translate(unnamed, {}, REGION, Code("bucket", "key"))


def test_tools_that_are_not_installed_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "TOOLS", tmp_path)

    with pytest.raises(DeployError, match="make install"):
        template._running_sam.__wrapped__()
