"""samconfig.toml: which stack, where, with which parameters. The sam CLI reads the same file."""

import shlex
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from cli.deploy.errors import DeployError


class _DeployParameters(BaseModel):
    stack_name: str
    region: str
    s3_bucket: str | None = None
    parameter_overrides: Annotated[list[str], Field(default_factory=list)]


@dataclass(frozen=True)
class Config:
    """One deployment. Without a bucket, one of the account's own is made."""

    stack_name: str
    region: str
    bucket: str | None
    parameters: dict[str, str]


def read_config(path: Path, overrides: Iterable[str] = ()) -> Config:
    """Read the file; `overrides` are further `Name=Value`, which win.

    Raises:
        DeployError: the file is missing or malformed.
    """
    try:
        section = tomllib.loads(path.read_text())["default"]["deploy"]["parameters"]
        read = _DeployParameters.model_validate(section)
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValidationError) as error:
        raise DeployError(f"{path} cannot be read: {error}") from None
    parameters = dict(_pair(text) for text in (*read.parameter_overrides, *overrides))
    return Config(read.stack_name, read.region, read.s3_bucket, parameters)


def _pair(text: str) -> tuple[str, str]:
    """`Name=Value`, or `Name="Value"` as the sam CLI quotes it."""
    name, equals, value = text.partition("=")
    if not equals:
        raise DeployError(f"{name} is no parameter: write Name=Value.")
    return name.strip(), "".join(shlex.split(value))
