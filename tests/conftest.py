"""Rules for every test: no network but loopback, a terminal wide enough for whole lines, and who shares a worker."""

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]


def _refuse_other_networks(event: str, args: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = args[1]
    if not isinstance(address, tuple) or str(address[0]) in {"localhost", ""}:
        return
    if not ipaddress.ip_address(str(address[0])).is_loopback:
        raise RuntimeError(f"a test tried to connect to {address[0]}; only loopback is allowed")


sys.addaudithook(_refuse_other_networks)
os.environ["COLUMNS"] = "200"


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Any:
    """`--dist loadfile`, and a folder of integration tests stays together too: its fixtures start whole systems."""
    if config.getvalue("dist") != "loadfile":
        return None
    scheduler = LoadFileScheduling(config, log)
    scheduler._split_scope = _share_fixtures
    return scheduler


def _share_fixtures(test: str) -> str:
    file = Path(test.partition("::")[0])
    return str(file.parent if "integration" in file.parts else file)
