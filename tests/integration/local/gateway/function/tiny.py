"""A small Lambda function that does what its path says."""

import base64
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

type Event = dict[str, Any]


def handler(event: Event, context: Any) -> object:
    query: dict[str, str] = event.get("queryStringParameters", {})
    started = time.time()
    time.sleep(float(query.get("seconds", 0)))
    if "touch" in query:
        Path(query["touch"]).touch()
    if action := ACTIONS.get(event["rawPath"]):
        return action(event)
    sys.stdout.write("a line from the handler\n")
    seen = {
        "pid": os.getpid(),
        "started": started,
        "ended": time.time(),
        "event": event,
        "environment": {name: value for name, value in os.environ.items() if name.startswith(("AWS_", "GIVEN_"))},
        "function": context.function_name,
        "arn": context.invoked_function_arn,
        "remaining_ms": context.get_remaining_time_in_millis(),
    }
    cookies = ["a=1; HttpOnly", "b=2"]
    return {"statusCode": 200, "headers": {"x-tiny": "yes"}, "cookies": cookies, "body": json.dumps(seen)}


def refuse(_event: Event) -> object:
    raise ValueError("the handler does not like it")


def reverse(event: Event) -> object:
    body = base64.b64decode(event["body"])[::-1]
    return {"statusCode": 200, "body": base64.b64encode(body).decode(), "isBase64Encoded": True}


def answer_another_request(_event: Event) -> object:
    url = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation/another/response"
    try:
        urllib.request.urlopen(url, data=b"{}").close()
    except urllib.error.HTTPError as exc:
        exc.close()
        return {"status": exc.code}
    return {"status": 202}


ACTIONS: dict[str, Callable[[Event], object]] = {
    "/answer-another-request": answer_another_request,
    "/big": lambda _: "x" * 7_000_000,
    "/child": lambda _: {"child": subprocess.Popen(["sleep", "60"]).pid},
    "/cors": lambda _: {"statusCode": 200, "headers": {"access-control-allow-origin": "https://evil.example"}},
    "/crash": lambda _: os._exit(3),
    "/nonsense": lambda _: {"statusCode": "fine"},
    "/plain": lambda _: {"greeting": "hello"},
    "/raise": refuse,
    "/reverse": reverse,
}
