"""samconfig.toml, as the sam CLI writes it."""

from pathlib import Path

import pytest

from cli.deploy.config import Config, read_config
from cli.deploy.errors import DeployError
from cli.parts import ROOT


def write(folder: Path, text: str) -> Path:
    path = folder / "samconfig.toml"
    path.write_text(f"[default.deploy.parameters]\n{text}")
    return path


def test_the_repositorys_own_names_the_stack_and_holds_no_value() -> None:
    assert read_config(ROOT / "samconfig.toml") == Config("joblab", "us-east-1", None, {})


def test_parameters_are_read_and_overridden(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'stack_name = "jobs"\nregion = "us-west-2"\ns3_bucket = "mine"\ncapabilities = "CAPABILITY_NAMED_IAM"\n'
        "parameter_overrides = ['SupabaseUrl=https://a.example/?b=c', 'CorsOrigins=\"https://a,https://b\"', 'A=1']\n",
    )

    read = read_config(path, ["A=2", "AlarmEmail="])

    assert read == Config(
        "jobs",
        "us-west-2",
        "mine",
        {"SupabaseUrl": "https://a.example/?b=c", "CorsOrigins": "https://a,https://b", "A": "2", "AlarmEmail": ""},
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('stack_name = "joblab"', "region"),
        ('stack_name = "joblab', "cannot be read"),
        ('stack_name = "joblab"\nregion = "us-east-1"\nparameter_overrides = ["A"]', "A is no parameter"),
    ],
)
def test_a_malformed_file_is_one_clear_error(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(DeployError, match=problem):
        read_config(write(tmp_path, text))


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DeployError, match="cannot be read"):
        read_config(tmp_path / "nowhere.toml")
