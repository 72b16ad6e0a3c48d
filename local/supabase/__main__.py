"""`python -m local.supabase`: Supabase on this machine, in the foreground.

Binds the port and locks the data folder, then becomes the Node process of server.mjs: one process to signal.
"""

import argparse
import fcntl
import json
import os
import shutil
import socket
import sys
import tomllib
from pathlib import Path

from local.supabase.project import DEFAULT_DATA, ROOT, Project

HOST = "127.0.0.1"
SERVER = Path(__file__).with_name("server.mjs")


class StartError(Exception):
    """Why Supabase cannot start, in one line."""


def main() -> None:
    options = _options()
    try:
        command, environment = _prepare(options.port, options.data.resolve(), demo=options.demo)
    except StartError as error:
        sys.exit(f"supabase: {error}")
    os.execvpe(command[0], command, environment)  # noqa: S606 (no shell is wanted)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.supabase", description="Supabase on this machine.")
    parser.add_argument("--port", type=int, default=54321, help="0 chooses a free one (default: 54321)")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the database and the keys")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="no demo postings")
    return parser.parse_args()


def _prepare(port: int, data: Path, *, demo: bool) -> tuple[list[str], dict[str, str]]:
    """The command to become and its environment; the bound socket and the lock stay open across exec.

    Raises:
        StartError: the port or the data folder is taken, or something is not installed.
    """
    node = shutil.which("node")
    if node is None:
        raise StartError("node is not installed; JobLab needs Node 20 or later")
    if not SERVER.with_name("node_modules").is_dir():
        raise StartError("its packages are not installed; run `make install`")
    listener = _bind(port)
    _lock(data)
    Project.prepare(data, f"http://{HOST}:{listener.getsockname()[1]}")
    settings = tomllib.loads((ROOT / "supabase" / "config.toml").read_text(encoding="utf-8"))["api"]
    arguments = {
        "fd": listener.detach(),
        "data": str(data),
        "migrations": str(ROOT / "supabase" / "migrations"),
        "seed": str(ROOT / "supabase" / "seed.sql") if demo else None,
        "schemas": settings["schemas"],
        "maxRows": settings["max_rows"],
    }
    environment = os.environ | {"LITE_TELEMETRY": "0", "DO_NOT_TRACK": "1"}
    return [node, str(SERVER), json.dumps(arguments)], environment


def _bind(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        raise StartError(f"port {port} is taken ({error.strerror})") from error
    listener.set_inheritable(True)
    return listener


def _lock(data: Path) -> None:
    """Keep a second server out, for two would corrupt PGlite's files; the lock ends with the process."""
    data.mkdir(parents=True, exist_ok=True)
    lock = os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(lock, True)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StartError(f"another Supabase already runs on {data}") from error


if __name__ == "__main__":
    main()
