"""`python -m local.bedrock`: serve the stand-in in the foreground until SIGINT or SIGTERM."""

import argparse
import asyncio
import errno
import os
import signal
import socket
import sys

import uvicorn

from local.bedrock.app import Pace, create_app

HOST = "127.0.0.1"


class AnnouncingServer(uvicorn.Server):
    """Says on stdout when, and where, it serves."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or []:
            host, port = listener.getsockname()
            print(f"ready http://{host}:{port}", flush=True)  # noqa: T201 - the contract with `joblab dev`


def main() -> int:
    arguments = _parse_arguments()
    try:
        listener = socket.create_server((HOST, arguments.port))
    except OSError as exc:
        reason = os.strerror(exc.errno or errno.EADDRINUSE)
        print(f"local.bedrock: port {arguments.port} on {HOST} cannot be used: {reason}", file=sys.stderr)  # noqa: T201
        return 1
    # uvicorn raises the signal again once it has shut down; a handler that does nothing makes that a clean exit.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    pace = Pace(latency=tuple(arguments.latency_ms), delta=arguments.delta_ms)
    config = uvicorn.Config(create_app(pace), log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
    with listener:
        asyncio.run(AnnouncingServer(config).serve(sockets=[listener]))
    return 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.bedrock", description=__doc__)
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument(
        "--latency-ms",
        type=float,
        nargs=2,
        default=(0.0, 0.0),
        metavar=("MIN", "MAX"),
        help="pause before the first delta, drawn uniformly with a fixed seed",
    )
    parser.add_argument("--delta-ms", type=float, default=15.0, help="pause between two deltas (default 15)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
