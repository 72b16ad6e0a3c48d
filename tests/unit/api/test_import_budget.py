"""What a cold start may import: nothing that it does not need."""

import subprocess
import sys

from local.wire import ENVIRONMENT

FORBIDDEN = {
    "boto3",
    "requests",
    "httpx",
    "aiohttp",
    "supabase",
    "postgrest",
    "langchain",
    "strands",
    "pydantic_ai",
    "anthropic",
    "local",
    "cli",
    "tests",
    "uvicorn",
    "multipart",
    "sqlalchemy",
}
PROGRAM = "import sys, lambda_handler; print(*sorted({name.split('.')[0] for name in sys.modules}))"


def test_lambda_handler_imports_nothing_needless() -> None:
    environment = {**ENVIRONMENT, "SUPABASE_URL": "http://127.0.0.1:1", "PATH": ""}

    output = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, check=True, capture_output=True, text=True
    )

    assert not FORBIDDEN & set(output.stdout.split())
