"""A deployment, from the checks to the change that a person may look at."""

import json
from dataclasses import dataclass
from pathlib import Path

from cli.deploy import aws
from cli.deploy.checks import MAX_TEMPLATE_BYTES, check_environment, check_parameters, check_zip
from cli.deploy.config import Config
from cli.deploy.errors import DeployError
from cli.deploy.stack import ChangeSet, Stack
from cli.deploy.template import UNNAMED, Code, load_template, release_of, translate, with_defaults
from cli.deploy.upload import key_of, upload


@dataclass(frozen=True)
class Prepared:
    """What passed the checks: plain CloudFormation and its parameters, for one account."""

    account: str
    release: str
    template: str
    parameters: dict[str, str]
    code: Code


def prepare(config: Config, template_file: Path, package: Path, account: str) -> Prepared:
    """Check everything that can be checked here, without AWS.

    Raises:
        DeployError: naming what is wrong.
    """
    check_zip(package)
    template = load_template(template_file)
    parameters = with_defaults(template, {"Release": UNNAMED} | config.parameters)
    check_parameters(template, parameters, config.region)
    code = Code(config.bucket or f"joblab-deploy-{account}-{config.region}", key_of(package))
    parameters["Release"] = release_of(template, parameters, config.region, code)
    plain = translate(template, parameters, config.region, code)
    check_environment(plain, parameters, config.region)
    text = json.dumps(plain, separators=(",", ":"))
    if len(text) > MAX_TEMPLATE_BYTES:
        raise DeployError(f"The translated template has {len(text):,} bytes; a request takes {MAX_TEMPLATE_BYTES:,}.")
    return Prepared(account, parameters["Release"], text, parameters, code)


def propose(config: Config, prepared: Prepared, package: Path, stack: Stack) -> ChangeSet | None:
    """Upload the package and ask AWS what would change; None when nothing would."""
    upload(package, prepared.code, aws.client("s3", config.region), config.region, prepared.account)
    return stack.propose(prepared.template, prepared.parameters)
