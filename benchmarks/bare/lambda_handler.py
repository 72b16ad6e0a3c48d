"""The least that such a backend can be: FastAPI, Mangum and a Bedrock client, and one question answered straight on.

Two model calls and one call of the database, as they come: nothing is checked, nothing can go wrong in a good way.
"""

import json
import os
from typing import Any

import botocore.session
import urllib3
from fastapi import FastAPI
from mangum import Mangum
from pydantic import BaseModel

app = FastAPI()
client: Any = botocore.session.get_session().create_client("bedrock-runtime", region_name="us-east-1")
http = urllib3.PoolManager()


class Ask(BaseModel):
    """A question."""

    prompt: str


@app.get("/health")
def health() -> dict[str, str]:
    """Answer."""
    return {"status": "ok"}


@app.post("/ai/ask")
def ask(body: Ask) -> dict[str, str]:
    """Answer a question."""
    messages: list[dict[str, Any]] = [{"role": "user", "content": [{"text": body.prompt}]}]
    call = json.loads(_reply(messages, "toolUse"))
    url = f"{os.environ['SUPABASE_URL']}/rest/v1/rpc/job_stats"
    found = http.request("POST", url, body=json.dumps({"filters": {"skills": [call["skills"]]}}))
    tool_use = {"toolUseId": "call-0", "name": "job_stats", "input": call}
    result = {"toolUseId": "call-0", "content": [{"text": found.data.decode()}]}
    messages.append({"role": "assistant", "content": [{"toolUse": tool_use}]})
    messages.append({"role": "user", "content": [{"toolResult": result}]})
    return {"answer": _reply(messages, "text")}


def _reply(messages: list[dict[str, Any]], kind: str) -> str:
    events = client.converse_stream(modelId="us.anthropic.claude-haiku-5-5", messages=messages)["stream"]
    deltas = [event["contentBlockDelta"]["delta"][kind] for event in events if "contentBlockDelta" in event]
    return "".join(delta["input"] if kind == "toolUse" else delta for delta in deltas)


lambda_handler = Mangum(app, lifespan="off")
