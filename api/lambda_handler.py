"""The entry point that AWS Lambda calls: an API Gateway event in, a response out."""

import gc
from typing import Any
from urllib.parse import quote

# Nothing that is imported is garbage; looking for some meanwhile, and later in all of it, took a tenth of a cold start.
gc.disable()

from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES
from mangum.types import LambdaContext

from joblab.app import create_app
from joblab.telemetry.logs import logger

# Sent as text; other types travel in base64.
TEXT_TYPES = [*DEFAULT_TEXT_MIME_TYPES, "application/problem+json"]

app = create_app()
http = Mangum(app, lifespan="off", text_mime_types=TEXT_TYPES)


def lambda_handler(event: Any, context: LambdaContext) -> dict[str, Any]:
    """Answer a request. Any other event (a schedule, a warm-up, a queue) leaves one line in the log."""
    match event:
        case {
            "version": "2.0",
            "requestContext": {"http": {"method": str(), "path": str(path), "sourceIp": str()} as its},
        }:
            its["path"] = quote(path)  # it comes decoded, and Mangum decodes it
            return http(event, context)
    logger.info("no request", extra={"event": ", ".join(event)[:200] if isinstance(event, dict) else str(type(event))})
    return {"ignored": True}


gc.freeze()
gc.enable()
