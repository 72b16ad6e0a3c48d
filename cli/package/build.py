"""From the code in api/ and its pinned dependencies to a zip."""

import shutil
import tempfile
from pathlib import Path

from cli.package.archive import write_zip
from cli.package.bytecode import compile_dependencies, compile_own
from cli.package.install import Arch, PackageError, install
from cli.package.prune import prune
from cli.package.sizes import PackageSize


def build(source: Path, arch: Arch, target: Path) -> PackageSize:
    """Pack the folder `source` and the dependencies in its requirements.txt; the same input gives the same bytes.

    Raises:
        PackageError: the dependencies cannot be installed, or the zip is over a limit of Lambda; no zip is left.
    """
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="joblab-package-") as folder:
        dependencies, own, zipped = Path(folder, "dependencies"), Path(folder, "own"), Path(folder, target.name)
        install(source / "requirements.txt", arch, dependencies)
        prune(dependencies)
        compile_dependencies(dependencies)
        shutil.copytree(source, own, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        compile_own(own)
        shutil.copytree(own, dependencies, dirs_exist_ok=True)
        write_zip(dependencies, zipped)
        size = PackageSize.of(zipped)
        if exceeded := size.exceeded_limits():
            raise PackageError(" ".join(exceeded))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(zipped, target)
    return size
