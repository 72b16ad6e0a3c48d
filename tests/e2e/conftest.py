"""A browser and the whole local system, once for each test worker."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from cli.parts import ROOT
from tests.e2e.local_system import PAGE, LocalSystem, local_system
from tests.integration.conftest import project_template

# The same browser without windows of its own, where it is installed: those take a third of its work.
SHELL = Path("/usr/bin/chromium-headless-shell")
CHROMIUM = SHELL if SHELL.exists() else Path("/usr/bin/chromium")
# A cold start on a machine that runs other tests takes seconds.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Debian's Chromium; without it these tests are skipped, or fail where everything must run."""
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is not installed"
        if os.environ.get("JOBLAB_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return str(CHROMIUM)


@pytest.fixture(scope="session")
def system(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSystem]:
    """Every part, with the demo postings; a test that stops a part starts it again."""
    _build_page(tmp_path_factory)
    data = tmp_path_factory.mktemp("e2e") / "supabase"
    shutil.copytree(project_template(tmp_path_factory, "demo"), data)
    with local_system(data) as running:
        yield running


def _build_page(factory: pytest.TempPathFactory) -> None:
    """Build the page if it has changed; two workers at once would build into each other's files."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "page-build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(["node", str(ROOT / "web" / "scripts" / "build-if-changed.mjs")], check=True)


@pytest.fixture(scope="session")
def browser(system: LocalSystem, chromium_path: str) -> Iterator[Browser]:
    """Headless Chromium that finds the system on the usual ports."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=system.chromium_arguments)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with empty storage and a desktop screen."""
    context = browser.new_context(
        base_url=PAGE,
        viewport={"width": 1280, "height": 900},
        color_scheme="light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab; an exception that the page did not catch fails the test."""
    page = context.new_page()
    uncaught: list[str] = []
    page.on("pageerror", lambda error: uncaught.append(str(error)))
    yield page
    assert uncaught == []
