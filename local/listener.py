"""Servers of this process on a loopback port: uvicorn in our own event loop, or any server in a thread."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from http.server import ThreadingHTTPServer
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"
# A failing handler reports its X-Ray cause in a header of up to 1 MiB (awslambdaric, post_invocation_error).
_MAX_HEAD_BYTES = 2 * 1024 * 1024


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave SIGINT and SIGTERM to the program, which has workers to stop first."""
        yield


def listening_socket(port: int) -> socket.socket:
    """Bind to a loopback port (0: any free one).

    Raises:
        OSError: the port cannot be had.
    """
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; without it every answer takes 40 ms more.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOST, port))
        sock.listen()
    except OSError:
        sock.close()
        raise
    return sock


@contextlib.asynccontextmanager
async def listening(app: ASGIApp, sock: socket.socket) -> AsyncIterator[None]:
    """Serve `app` on a listening socket; on leaving, close the socket and every connection."""
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=_MAX_HEAD_BYTES,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


@contextlib.contextmanager
def serving_app(app: ASGIApp) -> Iterator[str]:
    """The address of an app that uvicorn serves in a thread, for as long as the context lasts."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    with listening_socket(0) as sock:
        thread = Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        try:
            yield f"http://{HOST}:{sock.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextlib.contextmanager
def serving_http(server: ThreadingHTTPServer) -> Iterator[str]:
    """The same of a server of the standard library, which is closed then."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    with server:
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
