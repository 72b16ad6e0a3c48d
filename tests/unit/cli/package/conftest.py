from collections.abc import Callable
from pathlib import Path

import pytest

type Tree = Callable[[dict[str, str]], Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Write files, given as path and content, into a folder."""

    def write(files: dict[str, str]) -> Path:
        folder = tmp_path / "tree"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return folder

    return write
