"""A zip whose bytes depend on names, contents and the right to execute, and on nothing else."""

import zipfile
from pathlib import Path

# The earliest time a zip can hold.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)
REGULAR_FILE = 0o100644
EXECUTABLE_FILE = 0o100755
UNIX = 3


def write_zip(folder: Path, target: Path) -> None:
    """Pack every file under `folder`, sorted by name."""
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w") as archive:
        for name, path in files:
            entry = zipfile.ZipInfo(name, TIMESTAMP)
            entry.create_system = UNIX
            executable = path.stat().st_mode & 0o100
            entry.external_attr = (EXECUTABLE_FILE if executable else REGULAR_FILE) << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)
