"""An AWS account in moto's server on loopback, and the commands as a person calls them."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer
from typer.testing import CliRunner, Result

from cli.deploy import aws, stack
from cli.deploy.commands import deploy, logs, rollback, smoke
from cli.parts import HOST

app = typer.Typer()
for command in (deploy, smoke, rollback, logs):
    app.command()(command)

MARKER = "marker-of-a-secret-that-nobody-may-see"


@dataclass(frozen=True)
class Account:
    """A fresh account: how to reach it, what is deployed into it, and as what."""

    endpoint: str
    region: str
    secret_arn: str
    package: Path
    config_file: Path

    def client(self, service: str) -> Any:
        """A client of it."""
        return aws.client(service, self.region)

    def run(self, *arguments: str) -> Result:
        """A command on its stack."""
        return CliRunner().invoke(app, [*arguments, "--config-file", str(self.config_file)])

    def deploy(self, *parameters: str, answer: str = "--yes") -> Result:
        """`joblab deploy`."""
        given = [word for parameter in parameters for word in ("--parameter", parameter)]
        return self.run("deploy", answer, "--package", str(self.package), *given)

    def live_settings(self, function: str) -> dict[str, str]:
        """The environment of the version that gets the traffic."""
        live = self.client("lambda").get_function_configuration(FunctionName=function, Qualifier="live")
        settings: dict[str, str] = live["Environment"]["Variables"]
        return settings

    def reserve(self, function: str) -> int | None:
        """Its reserved concurrency."""
        found: dict[str, int] = self.client("lambda").get_function_concurrency(FunctionName=function)
        return found.get("ReservedConcurrentExecutions")

    def write_package(self, text: str) -> None:
        """A zip with other code in it."""
        with zipfile.ZipFile(self.package, "w") as package:
            package.writestr("lambda_handler.py", text)


@pytest.fixture(scope="module")
def make_account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Account]]:
    """moto's server; each call empties it, for a deployment in us-east-1 or another region."""
    # Here, since every worker imports this file, and moto takes a second.
    from moto.server import ThreadedMotoServer

    from tests.integration.deploy.moto_types import REGION

    server = ThreadedMotoServer(ip_address=HOST, port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    folder = tmp_path_factory.mktemp("account")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", endpoint)
        patch.setenv("AWS_ACCESS_KEY_ID", "fake")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
        patch.setattr(stack, "POLL_SECONDS", 0)
        yield lambda region=REGION: _new_account(endpoint, folder, region)
    server.stop()


def _new_account(endpoint: str, folder: Path, region: str) -> Account:
    httpx.post(f"{endpoint}/moto-api/reset").raise_for_status()
    secret = aws.client("secretsmanager", region).create_secret(Name="joblab", SecretString=MARKER)
    account = Account(endpoint, region, secret["ARN"], folder / "llm-backend.zip", folder / "samconfig.toml")
    account.write_package("first = True")
    account.config_file.write_text(
        "[default.deploy.parameters]\n"
        f'stack_name = "joblab"\nregion = "{region}"\n'
        "parameter_overrides = [\n"
        '  "SupabaseUrl=https://fake-project.supabase.co",\n'
        '  "SupabasePublishableKey=sb_publishable_fake",\n'
        f'  "SupabaseApiJwtArn={account.secret_arn}",\n'
        "  'CorsOrigins=\"https://joblab.example,https://preview.joblab.example\"',\n"
        "]\n"
    )
    return account
