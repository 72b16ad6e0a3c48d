"""The command, on a package without dependencies, so that nothing is downloaded."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from cli.package import command, sizes
from tests.unit.cli.package.conftest import Tree

app = typer.Typer()
app.command()(command.package)


@pytest.fixture
def archive(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the zip of a tiny api/ goes."""
    api = tree({"lambda_handler.py": "", "joblab/app.py": "ANSWER = 42", "requirements.txt": "", ".env": "SECRET=1"})
    archive = tmp_path / "dist" / "llm-backend.zip"
    monkeypatch.setattr(command, "API", api)
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "ZIP", archive)
    return archive


def test_package_prints_sizes_and_limits(archive: Path) -> None:
    result = CliRunner().invoke(app)

    assert result.exit_code == 0, result.output
    assert "52.43 MB" in result.output
    assert "262.14 MB" in result.output
    names = sizes.PackageSize.of(archive).packages
    assert set(names) == {"joblab", "lambda_handler", "__pycache__", "requirements"}


@pytest.mark.parametrize("limit", ["ZIPPED_LIMIT", "UNPACKED_LIMIT"])
def test_package_over_a_limit_is_refused_and_leaves_no_zip(
    archive: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    archive.parent.mkdir()
    archive.write_text("of an earlier run")
    monkeypatch.setattr(sizes, limit, 100)

    result = CliRunner().invoke(app)

    assert result.exit_code == 1
    assert "over Lambda's 100" in result.output
    assert not archive.exists()


def test_a_requirement_without_a_hash_is_refused(archive: Path) -> None:
    (command.API / "requirements.txt").write_text("six==1.17.0\n")

    result = CliRunner().invoke(app)

    assert result.exit_code == 1
    assert "hash" in result.output
    assert not archive.exists()
