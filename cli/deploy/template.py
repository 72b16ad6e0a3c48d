"""template.yaml: its parameters, and its translation by AWS SAM into plain CloudFormation."""

import copy
import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import boto3  # type: ignore[import-untyped]
from samtranslator.parser.parser import Parser  # type: ignore[import-untyped]
from samtranslator.translator.translator import Translator  # type: ignore[import-untyped]
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]

from cli.deploy.intrinsics import Intrinsics

# The translator warns of feature flags that only AWS can set.
logging.getLogger("samtranslator").setLevel(logging.ERROR)

UNNAMED = "unnamed"


@dataclass(frozen=True)
class Code:
    """Where the zip lies in S3."""

    bucket: str
    key: str


def load_template(path: Path) -> dict[str, Any]:
    """The template as written, functions such as `!Ref` in their long form."""
    return cast("dict[str, Any]", yaml_parse(path.read_text()))


def with_defaults(template: Mapping[str, Any], parameters: Mapping[str, str]) -> dict[str, str]:
    """The given parameters, and the template's defaults for the others that have one."""
    declared = template["Parameters"].items()
    return {name: str(parameter["Default"]) for name, parameter in declared if "Default" in parameter} | dict(
        parameters
    )


def translate(template: Mapping[str, Any], parameters: Mapping[str, str], region: str, code: Code) -> dict[str, Any]:
    """Plain CloudFormation, the zip named by its place in S3."""
    source = copy.deepcopy(dict(template))
    source["Globals"]["Function"]["CodeUri"] = f"s3://{code.bucket}/{code.key}"
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=region))
    return cast("dict[str, Any]", translator.translate(source, dict(parameters)))


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
