"""The Lambda function's configuration, and the environment variables its processes get."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.gateway.events import ACCOUNT_ID


@dataclass(frozen=True)
class FunctionConfig:
    """One function. Times in seconds; `task_root` is the folder with the code (the unpacked zip)."""

    task_root: Path
    handler: str
    python: str
    environment: Mapping[str, str]
    name: str = "llm-backend"
    memory_mb: int = 512
    timeout: float = 30
    init_timeout: float = 10
    concurrency: int = 8
    idle_seconds: float = 300

    @property
    def region(self) -> str:
        """The region the function believes to run in."""
        return self.environment.get("AWS_REGION", "us-east-1")

    @property
    def arn(self) -> str:
        """The ARN that callers use."""
        return f"arn:aws:lambda:{self.region}:{ACCOUNT_ID}:function:{self.name}"

    def process_environment(self, runtime_api: str, log_stream: str) -> dict[str, str]:
        """Lambda's own variables on top of the configured ones; `runtime_api` is host:port.

        Names: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
        """
        return {
            **self.environment,
            "_HANDLER": self.handler,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(self.memory_mb),
            "AWS_LAMBDA_FUNCTION_NAME": self.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{self.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": log_stream,
            "AWS_LAMBDA_RUNTIME_API": runtime_api,
            "AWS_REGION": self.region,
            "LAMBDA_TASK_ROOT": str(self.task_root),
            "TZ": ":UTC",
        }
