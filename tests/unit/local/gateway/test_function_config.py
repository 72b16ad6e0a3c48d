from pathlib import Path

from local.gateway.function_config import FunctionConfig


def test_lambdas_variables_come_on_top_of_the_configured_ones() -> None:
    config = FunctionConfig(
        task_root=Path("/var/task"),
        handler="lambda_handler.lambda_handler",
        python="python3.13",
        environment={"APP_NAME": "JobLab", "AWS_REGION": "eu-central-1", "AWS_LAMBDA_FUNCTION_NAME": "other"},
    )
    assert config.arn == "arn:aws:lambda:eu-central-1:000000000000:function:llm-backend"
    assert config.process_environment("127.0.0.1:9001", "2026/11/23/[$LATEST]ab") == {
        "APP_NAME": "JobLab",
        "_HANDLER": "lambda_handler.lambda_handler",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_LAMBDA_FUNCTION_NAME": "llm-backend",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/llm-backend",
        "AWS_LAMBDA_LOG_STREAM_NAME": "2026/11/23/[$LATEST]ab",
        "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001",
        "AWS_REGION": "eu-central-1",
        "LAMBDA_TASK_ROOT": "/var/task",
        "TZ": ":UTC",
    }
