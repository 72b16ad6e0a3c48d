"""The documents say what the commands say."""

import shutil
from pathlib import Path

from benchmarks.documents import DOCS, DRAWN, write_documents

WRITTEN = ("cost.md", "scaling.md", *(f"images/plan-{image}.svg" for image in DRAWN.values()))


def test_tables_and_plots_are_up_to_date(tmp_path: Path) -> None:
    """If not: `python -m benchmarks.documents` writes them anew."""
    (tmp_path / "images").mkdir()
    for name in ("cost.md", "scaling.md"):
        shutil.copy(DOCS / name, tmp_path)

    write_documents(tmp_path)

    assert [name for name in WRITTEN if (tmp_path / name).read_bytes() != (DOCS / name).read_bytes()] == []
