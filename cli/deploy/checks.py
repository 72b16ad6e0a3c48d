"""What can be known to be wrong before AWS is asked."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from cli.deploy.errors import DeployError
from cli.deploy.intrinsics import Intrinsics
from joblab.secret_references import PARAMETER_STORE, SECRETS_MANAGER

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
MAX_ENVIRONMENT_BYTES = 4 * 1024
MAX_ZIP_BYTES = 50 * 1024**2
MAX_UNZIPPED_BYTES = 250 * 1024**2
# A template in the request itself: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
MAX_TEMPLATE_BYTES = 51_200

# How the names of the regions begin that may call an inference profile of a geography. One that is not listed, such as
# global, is called from anywhere.
CALLERS = {
    "us": ("us-", "ca-", "mx-"),
    "us-gov": ("us-gov-",),
    "ca": ("ca-",),
    "eu": ("eu-", "il-"),
    "apac": ("ap-", "me-"),
    "jp": ("ap-northeast-",),
    "au": ("ap-southeast-",),
    "in": ("ap-south-",),
}

READ_SETTINGS = """
from joblab.settings import SettingsError, load_settings
try:
    load_settings()
except SettingsError as error:
    raise SystemExit(str(error))
"""


def check_zip(path: Path) -> None:
    """Compare the package with Lambda's limits.

    Raises:
        DeployError: it is missing, or too large.
    """
    if not path.is_file():
        raise DeployError(f"{path} does not exist: run `make package` first.")
    with zipfile.ZipFile(path) as package:
        unzipped = sum(entry.file_size for entry in package.infolist())
    for size, limit, what in (
        (path.stat().st_size, MAX_ZIP_BYTES, "zipped"),
        (unzipped, MAX_UNZIPPED_BYTES, "unzipped"),
    ):
        if size > limit:
            raise DeployError(f"{path} has {size:,} bytes {what}; Lambda takes {limit:,}.")


def check_parameters(template: Mapping[str, Any], parameters: Mapping[str, str], region: str) -> None:
    """Hold the parameters against the template's constraints and rules, which AWS would check later.

    Raises:
        DeployError: naming every parameter that is wrong, never its value.
    """
    problems = list(_constraint_problems(template["Parameters"], parameters))
    if not problems:
        intrinsics = Intrinsics(template, parameters, region, account="")
        problems = [
            assertion["AssertDescription"]
            for rule in template["Rules"].values()
            for assertion in rule["Assertions"]
            if not intrinsics.value(assertion["Assert"])
        ]
        problems += _region_problems(parameters["BedrockModelId"], region)
    if problems:
        raise DeployError("\n".join(problems))


def check_environment(plain: Mapping[str, Any], parameters: Mapping[str, str], region: str) -> None:
    """Let the app read the environment as deployed, references to secrets replaced by a word.

    Raises:
        DeployError: it exceeds Lambda's limit, or a setting is malformed.
    """
    deployed = environments(plain, parameters, region)
    for name, environment in deployed.items():
        size = environment_bytes(environment)
        if size > MAX_ENVIRONMENT_BYTES:
            raise DeployError(f"The environment of {name} has {size:,} bytes; Lambda takes {MAX_ENVIRONMENT_BYTES:,}.")
    settings = {
        name: "resolved-when-it-starts" if value.startswith((SECRETS_MANAGER, PARAMETER_STORE)) else value
        for name, value in deployed["Backend"].items()  # the streaming door has the same settings
    }
    search_path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    read = subprocess.run(
        [sys.executable, "-c", READ_SETTINGS],
        env=search_path | settings,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if read.returncode:
        raise DeployError(f"The settings are wrong: {read.stderr.strip()}")


def environments(plain: Mapping[str, Any], parameters: Mapping[str, str], region: str) -> dict[str, dict[str, str]]:
    """The environment variables of each function as they will be deployed."""
    intrinsics = Intrinsics(plain, parameters, region, account="")
    return {
        name: cast("dict[str, str]", intrinsics.value(resource["Properties"]["Environment"]["Variables"]))
        for name, resource in plain["Resources"].items()
        if resource["Type"] == "AWS::Lambda::Function"
    }


def environment_bytes(environment: Mapping[str, str]) -> int:
    """How much of Lambda's limit it takes: names and values."""
    return sum(len(key.encode()) + len(value.encode()) for key, value in environment.items())


def _region_problems(model_id: str, region: str) -> Iterator[str]:
    """What a rule of the template cannot say, since rules take no text apart."""
    geography, *words = model_id.split(".")
    if geography.startswith("arn:"):
        if model_id.split(":")[3] != region:
            yield f"BedrockModelId is the ARN of another region than {region}."
    elif len(words) > 1 and not region.startswith(CALLERS.get(geography, "")):
        yield (
            f"BedrockModelId is a profile of the geography {geography}, which is not called from {region}; "
            "docs/models.md says what to name there."
        )


def _constraint_problems(declared: Mapping[str, Any], parameters: Mapping[str, str]) -> Iterator[str]:
    if unknown := parameters.keys() - declared.keys():
        yield f"The template has no parameter {', '.join(sorted(unknown))}."
    if missing := [name for name in declared if name not in parameters]:
        yield (
            f"No value for {', '.join(missing)}: put it into parameter_overrides of samconfig.toml, "
            "or pass --parameter Name=Value."
        )
    for name, constraints in declared.items():
        if name in parameters and (problem := _constraint_problem(constraints, parameters[name])):
            yield f"{name} {problem}."


def _constraint_problem(constraints: Mapping[str, Any], value: str) -> str | None:
    if "AllowedPattern" in constraints and not re.fullmatch(constraints["AllowedPattern"], value):
        return str(constraints["ConstraintDescription"])
    if "AllowedValues" in constraints and value not in constraints["AllowedValues"]:
        return f"must be one of {', '.join(constraints['AllowedValues'])}"
    if constraints["Type"] == "Number":
        try:
            number = float(value)
        except ValueError:
            return "must be a number"
        if not constraints["MinValue"] <= number <= constraints.get("MaxValue", number):
            return f"must be at least {constraints['MinValue']}" + (
                f" and at most {constraints['MaxValue']}" if "MaxValue" in constraints else ""
            )
    return None
