"""`python -m local.gateway`: serve the API until SIGINT or SIGTERM."""

import argparse
import asyncio
import logging
import os
import shutil
import signal
import socket
import sys
from pathlib import Path

from local.gateway.cors import Cors
from local.gateway.counters import Counters
from local.gateway.function import LambdaFunction
from local.gateway.function_config import FunctionConfig
from local.gateway.http_api import HttpApi
from local.gateway.throttle import TokenBucket
from local.listener import HOST, listening, listening_socket

_API_FOLDER = Path(__file__).resolve().parents[2] / "api"

logger = logging.getLogger("local.gateway")


def main() -> None:
    """Run the gateway with the arguments of the command line."""
    args = _arguments()
    logging.basicConfig(level=logging.WARNING, stream=sys.stdout, format="%(message)s")
    logger.setLevel(logging.INFO)
    if not args.code.is_dir():
        sys.exit(f"{args.code} is no folder: --code names the one that holds the Lambda function's code")
    if shutil.which(args.python) is None:
        sys.exit(f"{args.python} is no program: --python names the workers' interpreter")
    try:
        sock = listening_socket(args.port)
    except OSError as exc:
        sys.exit(f"Cannot serve on {HOST}:{args.port}: {exc.strerror}. Free the port or choose another with --port")
    asyncio.run(_serve(args, sock))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m local.gateway", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    add = parser.add_argument
    add("--port", type=int, default=8000, help="0: any free one")
    add("--code", type=Path, default=_API_FOLDER, help="folder with the Lambda function's code")
    add("--handler", default="lambda_handler.lambda_handler", help="module.function")
    add("--python", default=sys.executable, help="interpreter of the workers; it must find awslambdaric")
    add("--concurrency", type=int, default=8, help="most workers at once")
    add("--idle-seconds", type=float, default=300, help="stop a worker that had nothing to do for so long")
    add("--timeout", type=float, default=30, help="the function's time limit, in seconds")
    add("--integration-timeout", type=float, default=30, help="the API's time limit, in seconds")
    add("--rate", type=float, default=50, help="requests a second in the long run")
    add("--burst", type=int, default=100, help="requests at once")
    return parser.parse_args()


async def _serve(args: argparse.Namespace, sock: socket.socket) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    counters = Counters()
    config = FunctionConfig(
        task_root=args.code.resolve(),
        handler=args.handler,
        python=args.python,
        environment=os.environ.copy(),
        timeout=args.timeout,
        concurrency=args.concurrency,
        idle_seconds=args.idle_seconds,
    )
    function = LambdaFunction(config, counters)
    cors = Cors.from_setting(os.environ.get("CORS_ORIGINS", ""))
    api = HttpApi(function, counters, cors, TokenBucket(args.rate, args.burst), args.integration_timeout)
    async with listening(api, sock):
        logger.info("ready http://%s:%d", HOST, sock.getsockname()[1])
        await stop.wait()
        await function.close()


if __name__ == "__main__":
    main()
