"""The dependencies, as Lambda's machine needs them, whatever machine this is."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

type Arch = Literal["arm64", "x86_64"]

PYTHON_VERSION = "3.13"
# Lambda's runtimes from python3.12 on are Amazon Linux 2023 (glibc 2.34), which runs every manylinux2014 wheel.
PLATFORMS: dict[Arch, str] = {"arm64": "aarch64-manylinux2014", "x86_64": "x86_64-manylinux2014"}


class PackageError(Exception):
    """The package cannot be built, in a few lines."""


def install(requirements: Path, arch: Arch, folder: Path) -> None:
    """Install wheels into `folder`, each checked against its hash in `requirements`.

    Raises:
        PackageError: a hash is missing or wrong, there is no wheel for `arch`, or the registry cannot be reached.
    """
    # Copied, not linked: what is cut afterwards must stay whole in uv's cache.
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(folder), "--link-mode", "copy"]
    command += ["--require-hashes", "--only-binary", ":all:", "--requirements", str(requirements)]
    command += ["--python-platform", PLATFORMS[arch], "--python-version", PYTHON_VERSION, "--python", sys.executable]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise PackageError(f"uv cannot install the dependencies for {arch}:\n{finished.stderr.strip()}")
