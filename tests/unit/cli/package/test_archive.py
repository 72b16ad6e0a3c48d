import os
import zipfile
from pathlib import Path

from cli.package.archive import write_zip
from tests.unit.cli.package.conftest import Tree


def test_bytes_do_not_depend_on_order_times_or_umask(tree: Tree, tmp_path: Path) -> None:
    folder = tree({"b.py": "b", "a/c.py": "c"})
    other = tmp_path / "other"
    (other / "a").mkdir(parents=True)
    (other / "a" / "c.py").write_text("c")
    (other / "b.py").write_text("b")
    (other / "b.py").chmod(0o600)
    os.utime(other / "b.py", (1, 1))

    write_zip(folder, tmp_path / "first.zip")
    write_zip(other, tmp_path / "second.zip")

    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_entries_are_sorted_readable_and_keep_the_right_to_execute(tree: Tree, tmp_path: Path) -> None:
    folder = tree({"run.sh": "#!/bin/sh", "a/z.py": "", "a.py": ""})
    (folder / "run.sh").chmod(0o700)

    write_zip(folder, tmp_path / "it.zip")

    with zipfile.ZipFile(tmp_path / "it.zip") as archive:
        modes = [(entry.filename, entry.external_attr >> 16 & 0o777) for entry in archive.infolist()]
    assert modes == [("a.py", 0o644), ("a/z.py", 0o644), ("run.sh", 0o755)]
