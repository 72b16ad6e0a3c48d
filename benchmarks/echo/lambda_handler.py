"""The same Lambda function without the app: it waits as long as the model would, and answers with the question."""

import json
import time
from typing import Any

# As long as the model calls of a question take together: benchmarks/upstreams.py.
MODEL_SECONDS = 4.0


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer an event of the HTTP API's."""
    time.sleep(MODEL_SECONDS)
    answer = {"answer": json.loads(event["body"])["prompt"]}
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(answer)}
