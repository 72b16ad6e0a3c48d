"""template.yaml: its parameters, and its translation by AWS SAM into plain CloudFormation."""

import atexit
import copy
import hashlib
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, cast

from cli.deploy.errors import DeployError
from cli.deploy.intrinsics import Intrinsics
from cli.parts import ROOT

TOOLS = ROOT / ".venv-deploy" / "bin"
UNNAMED = "unnamed"
# A region without such a type refuses a template that names it, even for a resource that is not to be made.
NOT_IN_EVERY_REGION = ("AWS::Budgets::Budget",)


@dataclass(frozen=True)
class Code:
    """Where the zip lies in S3."""

    bucket: str
    key: str


def load_template(path: Path) -> dict[str, Any]:
    """The template as written, functions such as `!Ref` in their long form."""
    return _sam("parse", path.read_text())


def with_defaults(template: Mapping[str, Any], parameters: Mapping[str, str]) -> dict[str, str]:
    """The given parameters, and the template's defaults for the others that have one."""
    declared = template["Parameters"].items()
    return {name: str(parameter["Default"]) for name, parameter in declared if "Default" in parameter} | dict(
        parameters
    )


def translate(template: Mapping[str, Any], parameters: Mapping[str, str], region: str, code: Code) -> dict[str, Any]:
    """Plain CloudFormation for a region, the zip named by its place in S3.

    Raises:
        DeployError: it is no template that SAM takes.
    """
    source = copy.deepcopy(dict(template))
    source["Globals"]["Function"]["CodeUri"] = f"s3://{code.bucket}/{code.key}"
    plain = _sam("translate", source, dict(parameters), region)
    intrinsics = Intrinsics(plain, parameters, region, account="")
    plain["Resources"] = {
        name: resource
        for name, resource in plain["Resources"].items()
        if resource["Type"] not in NOT_IN_EVERY_REGION or intrinsics.condition(resource["Condition"])
    }
    return plain


def release_of(template: Mapping[str, Any], parameters: Mapping[str, str], region: str, code: Code) -> str:
    """A name for the code and settings that a function's version freezes: the same if, and only if, none changes.

    SAM makes a new version when this changes, and Lambda refuses one that is equal to the last.
    """
    parameters = {**parameters, "Release": UNNAMED}
    plain = translate(template, parameters, region, code)
    intrinsics = Intrinsics(plain, parameters, region, account="")
    functions = [
        {**resource["Properties"], "ReservedConcurrentExecutions": None}  # of the function, not of its versions
        for resource in plain["Resources"].values()
        if resource["Type"] == "AWS::Lambda::Function"
    ]
    frozen = json.dumps(intrinsics.value(functions), sort_keys=True)
    return hashlib.sha256(frozen.encode()).hexdigest()[:10]


def _sam(call: str, *arguments: object) -> dict[str, Any]:
    tool = _running_sam()
    print(json.dumps([call, arguments]), file=tool.stdin, flush=True)
    said: dict[str, Any] = json.loads(cast("IO[str]", tool.stdout).readline())
    if "refusal" in said:
        raise DeployError(said["refusal"])
    return cast("dict[str, Any]", said["answer"])


@cache
def _running_sam() -> subprocess.Popen[str]:
    """The translator, which takes longer to start than to translate; it ends with this process."""
    python = TOOLS / "python"
    if not python.exists():
        raise DeployError("The deploy tools are not installed: run `make install` first.")
    script = Path(__file__).with_name("sam.py")
    tool = subprocess.Popen([python, "-I", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(tool.communicate)
    return tool
