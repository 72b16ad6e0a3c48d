"""Tests import what they test, never the reverse."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("api", "benchmarks", "cli", "evals", "local")


def imported(file: Path) -> set[str]:
    """The first names of all modules that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_outside_tests_imports_tests(package: str) -> None:
    files = [file for file in (ROOT / package).rglob("*.py") if "node_modules" not in file.parts]

    assert files
    assert [str(file.relative_to(ROOT)) for file in files if "tests" in imported(file)] == []
