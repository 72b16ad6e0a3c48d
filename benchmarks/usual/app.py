"""Questions about the job market, answered by Claude on Bedrock with tools over Supabase."""

import json
import logging
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
import requests
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from fastapi import FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from mangum import Mangum
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings

from .tools import TOOLS

logging.getLogger().setLevel(logging.INFO)
logger = logging.getLogger(__name__)

SYSTEM_PROMPT = Path(__file__).with_name("prompt.md").read_text(encoding="utf-8")
MAX_ROUNDS = 5


class Settings(BaseSettings):
    """The environment."""

    aws_region: str = "us-east-1"
    bedrock_model_id: str = "us.anthropic.claude-haiku-5-5"
    bedrock_max_tokens: int = 1024
    supabase_url: str
    supabase_publishable_key: str
    supabase_api_jwt: str
    cors_origins: str = "*"


@lru_cache
def get_settings() -> Settings:
    """The settings, read once."""
    return Settings()  # type: ignore[call-arg]  # from the environment


settings = get_settings()
bedrock: Any = boto3.client(
    "bedrock-runtime", region_name=settings.aws_region, config=Config(read_timeout=25, retries={"max_attempts": 3})
)
supabase = requests.Session()
supabase.headers.update(
    {"apikey": settings.supabase_publishable_key, "Authorization": f"Bearer {settings.supabase_api_jwt}"}
)


class AskRequest(BaseModel):
    """A question."""

    prompt: str = Field(min_length=1, max_length=4000)
    conversation_id: str | None = None


class Usage(BaseModel):
    """Tokens."""

    input_tokens: int = 0
    output_tokens: int = 0
    total_tokens: int = 0


class ToolCall(BaseModel):
    """A call behind the answer."""

    name: str
    input: dict[str, Any]
    result: Any = None
    error: str | None = None


class AskResponse(BaseModel):
    """The answer."""

    answer: str
    model: str
    usage: Usage
    tool_calls: list[ToolCall] | None = None
    conversation_id: str
    turn_id: str


app = FastAPI(title="Job market API")
app.add_middleware(
    CORSMiddleware, allow_origins=settings.cors_origins.split(","), allow_methods=["*"], allow_headers=["*"]
)


@app.get("/health")
def health() -> dict[str, str]:
    """Answer."""
    return {"status": "ok"}


@app.post("/ai/ask")
def ask(body: AskRequest) -> AskResponse:
    """Answer a question."""
    messages: list[dict[str, Any]] = [{"role": "user", "content": [{"text": body.prompt}]}]
    calls: list[ToolCall] = []
    usage = Usage()
    for _ in range(MAX_ROUNDS):
        reply = _converse(messages)
        usage = _add(usage, reply["usage"])
        message = reply["output"]["message"]
        messages.append(message)
        if reply["stopReason"] != "tool_use":
            break
        made = [_run(block["toolUse"]) for block in message["content"] if "toolUse" in block]
        calls += [call for call, _ in made]
        messages.append({"role": "user", "content": [result for _, result in made]})
    answer = "".join(block.get("text", "") for block in message["content"])
    conversation_id, turn_id = body.conversation_id or str(uuid.uuid4()), str(uuid.uuid4())
    turn = {"turn_id": turn_id, "question": body.prompt, "answer": answer, "tool_calls": []}
    _rpc("end_turn", {"turn_id": conversation_id, "conversation_id": conversation_id, "turn": turn})
    logger.info("answered %s with %d tool calls", turn_id, len(calls))
    return AskResponse(
        answer=answer,
        model=settings.bedrock_model_id,
        usage=usage,
        tool_calls=calls or None,
        conversation_id=conversation_id,
        turn_id=turn_id,
    )


def _converse(messages: list[dict[str, Any]]) -> dict[str, Any]:
    specs = [tool.spec() for tool in TOOLS]
    try:
        reply: dict[str, Any] = bedrock.converse(
            modelId=settings.bedrock_model_id,
            system=[{"text": SYSTEM_PROMPT}],
            messages=messages,
            toolConfig={"tools": specs},
            inferenceConfig={"maxTokens": settings.bedrock_max_tokens},
        )
    except (ClientError, BotoCoreError) as error:
        logger.exception("Bedrock failed")
        raise HTTPException(502, "The language model failed") from error
    return reply


def _run(use: dict[str, Any]) -> tuple[ToolCall, dict[str, Any]]:
    """Run one tool; its result goes to the model as the database's JSON."""
    tool = {tool.__name__: tool for tool in TOOLS}[use["name"]]
    try:
        found = _rpc(use["name"], tool.model_validate(use["input"]).arguments())
    except (ValueError, requests.RequestException) as error:
        call = ToolCall(name=use["name"], input=use["input"], error=str(error))
        return call, _result(use, str(error), "error")
    return ToolCall(name=use["name"], input=use["input"], result=found), _result(use, json.dumps(found), "success")


def _result(use: dict[str, Any], text: str, status: str) -> dict[str, Any]:
    return {"toolResult": {"toolUseId": use["toolUseId"], "content": [{"text": text}], "status": status}}


def _rpc(function: str, arguments: dict[str, Any]) -> Any:
    response = supabase.post(f"{settings.supabase_url}/rest/v1/rpc/{function}", json=arguments, timeout=10)
    response.raise_for_status()
    return response.json() if response.content else None


def _add(usage: Usage, counted: dict[str, int]) -> Usage:
    return Usage(
        input_tokens=usage.input_tokens + counted["inputTokens"],
        output_tokens=usage.output_tokens + counted["outputTokens"],
        total_tokens=usage.total_tokens + counted["totalTokens"],
    )


handler = Mangum(app)
