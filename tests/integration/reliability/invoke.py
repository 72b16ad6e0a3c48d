"""Hands events straight to the function, as a schedule or a queue does: a line of JSON in, a line out each."""

import asyncio
import os
import sys

from cli.parts import ROOT
from local.gateway.counters import Counters
from local.gateway.function import LambdaFunction
from local.gateway.function_config import FunctionConfig
from local.gateway.runtime_api import Success


async def main() -> None:
    """Invoke the function with each line of the input."""
    config = FunctionConfig(ROOT / "api", "lambda_handler.lambda_handler", sys.executable, dict(os.environ))
    function = LambdaFunction(config, Counters())
    for line in sys.stdin:
        outcome = await function.begin(line.encode(), "Root=1-0-0")
        said = outcome.payload.decode() if isinstance(outcome, Success) else outcome.error_type
        print(f"outcome {said}", flush=True)  # noqa: T201
    await function.close()


asyncio.run(main())
