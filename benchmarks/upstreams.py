"""The model and the database as the benchmarks need them: `python -m benchmarks.upstreams`, a process of their own.

Both answer at once, unless a question says how long the model is to think. What is asked for decides the figure, so an
answer that belongs to another question shows.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from cli.parts import Part
from local.listener import HOST, listening, listening_socket
from local.wire import BEGUN, DESCRIPTION, JANUARY, STATS, Json, frame, reply

# Seconds that the two model calls behind a question take together, when it says how long the first one is to think.
MODEL_SECONDS = 4.0
SKILL = re.compile(r"skill ([a-j]+)")
THINKING = re.compile(r"Think (\d+\.\d+) s")
# The total in our tool's text, and in the JSON that others send to the model.
TOTAL = re.compile(r'total(?:=|": \{"value": )(\d+)')
USAGE = {"inputTokens": 100, "outputTokens": 10, "totalTokens": 110}
LETTERS = str.maketrans("0123456789", "abcdefghij")
DIGITS = str.maketrans("abcdefghij", "0123456789")

# Stands in the text of a plan that the database keeps.
KEPT = "You are welcome."
PLANS: dict[str, Json] = {}

UPSTREAMS = Part("upstreams", 0, [sys.executable, "-m", "benchmarks.upstreams"], {})


def spell(number: int) -> str:
    """A number in letters, so that it is no figure of an answer."""
    return str(number).translate(LETTERS)


def read(letters: str) -> int:
    """The number that `spell` has spelled."""
    return int(letters.translate(DIGITS))


def question(number: int, thinking: float | None = None, *, kept: bool = False) -> str:
    """The question with that number; `thinking` seconds pass in its first model call, the rest of 4 s in its second.

    The database keeps the plan of a `kept` one alone, so that all others cost what a first asking costs.
    """
    text = f"How many postings ask for skill {spell(number)}{', please' if kept else ''}?"
    return text if thinking is None else f"{text} Think {thinking:.2f} s."


def postings(number: int) -> int:
    """How many postings the answer to that question must name."""
    return 1_000 + 37 * number


def answered(total: int) -> str:
    """How the model puts that into words."""
    return f"{total:,} postings"


class Model:
    """One call of the model: the question, and what the tool has said when it was called already."""

    def __init__(self, body: Json) -> None:
        first, last = body["messages"][0], body["messages"][-1]
        self._question: str = first["content"][0]["text"]
        results = [block["toolResult"] for block in last["content"] if "toolResult" in block]
        self._result: str | None = results[0]["content"][0]["text"] if results else None

    @property
    def seconds(self) -> float:
        """How long this call takes."""
        asked = THINKING.search(self._question)
        if asked is None:
            return 0
        first = float(asked[1])
        return first if self._result is None else MODEL_SECONDS - first

    def block(self) -> str | Json:
        """The call of the tool, or the answer, in whose text JobLab puts the figure."""
        found = SKILL.search(self._question)
        assert found is not None
        if self._result is None:
            return {"name": "job_stats", "input": {"skills": found[1], **JANUARY}}
        total = TOTAL.search(self._result)
        assert total is not None
        said = "{A.total} postings" if self._result.startswith("result A:") else answered(int(total[1]))
        kept = f" {KEPT}" if ", please?" in self._question else ""
        return f"{said} ask for skill {found[1]}.{kept}"


async def converse_stream(request: Request) -> Response:
    """As Bedrock streams."""
    model = Model(await request.json())

    async def frames() -> AsyncIterator[bytes]:
        await asyncio.sleep(model.seconds)
        block = model.block()
        start, *rest = reply(block).chunks
        yield start
        if isinstance(block, str):  # an answer begins with the moment at which it is sent
            yield frame(
                "contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": f"{spell(time.monotonic_ns())}: "}}
            )
        for chunk in rest:
            yield chunk

    return StreamingResponse(frames(), media_type="application/vnd.amazon.eventstream")


async def converse(request: Request) -> Response:
    """As Bedrock answers in one piece."""
    model = Model(await request.json())
    await asyncio.sleep(model.seconds)
    block = model.block()
    content = {"text": block} if isinstance(block, str) else {"toolUse": {"toolUseId": "call-0", **block}}
    return JSONResponse(
        {
            "output": {"message": {"role": "assistant", "content": [content]}},
            "stopReason": "end_turn" if "text" in content else "tool_use",
            "usage": USAGE,
            "metrics": {"latencyMs": 1},
        }
    )


async def rpc(request: Request) -> Response:
    """As PostgREST answers a call of a function."""
    arguments = await request.json()
    answers: dict[str, Any] = {"describe_data": DESCRIPTION, "end_turn": None}
    if (plan := arguments.get("plan")) and KEPT in plan["plan"]["text"]:
        PLANS[plan["key"]] = plan["plan"]
    key = next((key for key in arguments.get("keys", ()) if key in PLANS), None)
    answers["begin_turn"] = {**BEGUN, "key": key, "plan": PLANS.get(key or "")}
    if request.path_params["function"] == "job_stats":
        (skill,) = arguments["filters"]["skills"]
        total = postings(read(skill))
        answers["job_stats"] = {**STATS, "total": {"value": total, "postings": total}, "filters": arguments["filters"]}
    return Response(json.dumps(answers[request.path_params["function"]]), media_type="application/json")


async def main() -> None:
    """Serve until the process is told to end."""
    routes = [
        Route("/model/{model_id:path}/converse-stream", converse_stream, methods=["POST"]),
        Route("/model/{model_id:path}/converse", converse, methods=["POST"]),
        Route("/rest/v1/rpc/{function}", rpc, methods=["POST"]),
    ]
    sock = listening_socket(0)
    async with listening(Starlette(routes=routes), sock):
        print(f"ready http://{HOST}:{sock.getsockname()[1]}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
