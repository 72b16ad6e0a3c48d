"""What a function asks of its database: a counter between the two."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from benchmarks.life import Function
from local.listener import HOST, serving_http

FORWARDED = ("apikey", "authorization", "content-type")


@contextmanager
def counted(function: Function) -> Iterator[tuple[Function, Counter[str]]]:
    """The function, and the paths of the calls that it makes from now on."""
    calls = Counter[str]()
    with httpx.Client(base_url=function.environment["SUPABASE_URL"], timeout=60) as client:

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one piece, or the caller waits 40 ms for the second

            def do_POST(self) -> None:
                calls[self.path] += 1
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name: self.headers[name] for name in FORWARDED}
                answer = client.post(self.path, content=body, headers=headers)
                self.send_response(answer.status_code)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        with serving_http(ThreadingHTTPServer((HOST, 0), Handler)) as url:
            yield replace(function, environment={**function.environment, "SUPABASE_URL": url}), calls
