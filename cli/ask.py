"""`joblab ask`: a question to a running JobLab, here or deployed."""

import json
import os
import time
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.markdown import Markdown

LOCAL_API = "http://127.0.0.1:8000"
# API Gateway answers within 30 s, with an error if need be.
TIMEOUT_SECONDS = 35.0

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def ask(
    question: Annotated[str, typer.Argument(help="In plain English.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
    conversation: Annotated[str | None, typer.Option(help="Continue this conversation.")] = None,
    url: Annotated[str, typer.Option(help="Address of the API.", envvar="JOBLAB_URL")] = LOCAL_API,
) -> None:
    """Ask a question; prints the answer, the calls behind it, how many figures they prove, tokens, cost and time."""
    started = time.perf_counter()
    body = _post(url, {"prompt": question} | ({"conversation_id": conversation} if conversation else {}))
    seconds = time.perf_counter() - started
    if as_json:
        typer.echo(json.dumps(body, indent=2, ensure_ascii=False))
        return
    console.print(Markdown(body["answer"]))
    console.print()
    for call in body["tool_calls"] or []:
        outcome = f" → {call['error']}" if call["error"] else ""
        console.print(
            f"{call['name']} {json.dumps(call['input'], ensure_ascii=False)}{outcome}", style="dim", markup=False
        )
    if grounding := body["grounding"]:
        console.print(_traced(grounding), style="dim")
    usage, model = body["usage"], body["model"] or "at once, without a model"
    console.print(
        f"{usage['total_tokens']} tokens, ${usage['cost_usd']:.6f}, {seconds:.2f} s, {model}\n"
        f"conversation {body['conversation_id']}",
        style="dim",
    )


def _traced(grounding: dict[str, Any]) -> str:
    """How many of the answer's figures come from the results above."""
    figures, unproven = len(grounding["figures"]), grounding["unproven"]
    return f"{figures - unproven} of {figures} figures traced to these results"


def _post(url: str, question: dict[str, str]) -> dict[str, Any]:
    """The answer as JSON; on any failure one clear line, and exit code 1."""
    key = os.environ.get("JOBLAB_API_KEY")
    headers = {"x-api-key": key} if key else {}
    try:
        response = httpx.post(f"{url.rstrip('/')}/ai/ask", json=question, headers=headers, timeout=TIMEOUT_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        errors.print(f"No answer from {url}: {error}. Is it running? `make dev` starts one.", markup=False)
        raise typer.Exit(1) from None
    body = _json_object(response)
    if response.status_code != httpx.codes.OK or "answer" not in body:
        said = [error["message"] for error in body.get("errors", [])]
        reason = " ".join([body.get("detail") or body.get("message") or response.reason_phrase, *said])
        errors.print(f"{response.status_code}: {reason}", markup=False)
        raise typer.Exit(1)
    return body


def _json_object(response: httpx.Response) -> dict[str, Any]:
    """The body, or nothing when whoever answered does not speak our contract."""
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
