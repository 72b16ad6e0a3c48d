"""`python -m local.bedrock`: serve the Bedrock Runtime's wire protocol in the foreground until SIGINT or SIGTERM.

The stand-in answers, with the words of the database that SUPABASE_URL and SUPABASE_SECRET_KEY name. With --messages it
is a server of the Anthropic Messages API, found by ANTHROPIC_BASE_URL and ANTHROPIC_API_KEY.
"""

import argparse
import asyncio
import errno
import os
import signal
import socket
import sys

import uvicorn

from local.bedrock.app import create_app
from local.bedrock.events import ConverseModel
from local.bedrock.stand_in import Pace, StandIn
from local.listener import HOST, listening_socket
from local.messages.upstream import Upstream, UpstreamError
from local.standin.holdings import Database


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
        model = _model(arguments)
        listener = listening_socket(arguments.port)
    except UpstreamError as exc:
        print(f"local.bedrock: {exc}", file=sys.stderr)  # noqa: T201
        return 1
    except OSError as exc:
        reason = os.strerror(exc.errno or errno.EADDRINUSE)
        print(f"local.bedrock: port {arguments.port} on {HOST} cannot be used: {reason}", file=sys.stderr)  # noqa: T201
        return 1
    # uvicorn raises the signal again once it has shut down; a handler that does nothing makes that a clean exit.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    config = uvicorn.Config(create_app(model), log_level="warning", lifespan="on", timeout_graceful_shutdown=1)
    with listener:
        asyncio.run(AnnouncingServer(config).serve(sockets=[listener]))
    return 0


def _model(arguments: argparse.Namespace) -> ConverseModel:
    """The model to serve.

    Raises:
        UpstreamError: nobody says where a server of the Messages API is.
    """
    if not arguments.messages:
        database = Database(os.environ.get("SUPABASE_URL", ""), os.environ.get("SUPABASE_SECRET_KEY", ""))
        return StandIn(database, Pace(latency=tuple(arguments.latency_ms), delta=arguments.delta_ms))
    from local.messages.model import MessagesModel  # it takes a second to import, which the stand-in needs not wait

    return MessagesModel(Upstream.from_environment(os.environ))


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.bedrock", description=__doc__)
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--messages", action="store_true", help="let a server of the Messages API answer")
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
