"""Both pages are well built: Lighthouse's audits, and a budget of what a first visit downloads.

Its performance score depends on what else the machine does: `npm run lighthouse --prefix web`, on a quiet one.
"""

import gzip
import os
import re
import subprocess

import httpx
import pytest

from cli.parts import ROOT
from tests.e2e.local_system import LocalSystem

# React and the framework are 120 KB of it; an answer's parts (the AI SDK, markdown, charts) must come later.
SCRIPT_BUDGET = 142_000


def quoted(argument: str) -> str:
    """A switch as Lighthouse's own parser wants it."""
    name, _, value = argument.partition("=")
    return f'{name}="{value}"' if " " in value else argument


def first_scripts(system: LocalSystem, path: str) -> dict[str, bytes]:
    """The scripts that a page's document asks for, by address."""
    with httpx.Client(base_url=f"http://127.0.0.1:{system.ports['web']}") as web:
        addresses = re.findall(r'<script src="([^"]+)" defer', web.get(path).raise_for_status().text)
        return {address: web.get(address).raise_for_status().content for address in addresses}


@pytest.mark.slow
def test_lighthouse_finds_nothing(system: LocalSystem, chromium_path: str) -> None:
    command = ["node", str(ROOT / "web" / "scripts" / "lighthouse.mjs"), "--categories=accessibility,best-practices"]
    flags = " ".join(map(quoted, system.chromium_arguments))
    done = subprocess.run(
        [*command, f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": chromium_path},
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", ["/", "/explore"])
def test_a_first_visit_downloads_little(system: LocalSystem, path: str) -> None:
    sizes = {address: len(gzip.compress(script)) for address, script in first_scripts(system, path).items()}

    assert sizes
    assert sum(sizes.values()) < SCRIPT_BUDGET, sizes


@pytest.mark.parametrize("path", ["/", "/explore"])
def test_nothing_holds_up_the_first_paint(system: LocalSystem, path: str) -> None:
    html = httpx.get(f"http://127.0.0.1:{system.ports['web']}{path}").raise_for_status().text

    assert "<style>" in html
    assert 'rel="stylesheet"' not in html
    assert 'as="font"' not in html  # with a preload, the first paint often came a second late
    assert "<div hidden" not in html  # where React puts what is too large to be drawn in its place


@pytest.mark.parametrize("path", ["/", "/explore"])
def test_a_first_visits_scripts_are_compiled_while_they_load(system: LocalSystem, path: str) -> None:
    scripts = first_scripts(system, path)

    assert scripts
    assert all(script.startswith(b"//# allFunctionsCalledOnLoad") for script in scripts.values()), list(scripts)
