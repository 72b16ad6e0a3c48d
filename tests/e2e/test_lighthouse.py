"""Both pages are fast, accessible and well built: Lighthouse's mobile profile."""

import os
import subprocess

from cli.parts import ROOT
from tests.e2e.local_system import LocalSystem


def test_lighthouse_gives_what_we_promise(system: LocalSystem, chromium_path: str) -> None:
    flags = " ".join(f"'{argument}'" if " " in argument else argument for argument in system.chromium_arguments)
    done = subprocess.run(
        ["node", str(ROOT / "web" / "scripts" / "lighthouse.mjs"), f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": chromium_path},
        capture_output=True,
        text=True,
        timeout=400,
    )

    assert done.returncode == 0, done.stdout + done.stderr
