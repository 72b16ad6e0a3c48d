"""What visitors do."""

import json
import re
from itertools import count
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

from tests.e2e.local_system import PAGE

CHAT = re.compile("/ai/chat$")
TURNS = (f"faked-{number}" for number in count())


def ask(page: Page, question: str) -> None:
    """Type a question and press Enter; the answer may still be on its way."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def answers(page: Page) -> Locator:
    """The answers in the chat, oldest first."""
    return page.get_by_role("article", name="Answer")


def answer(page: Page, number: int = 0) -> Locator:
    """An answer, when it has ended well."""
    found = answers(page).nth(number)
    expect(found.get_by_label("Good answer")).to_be_visible()
    return found


def scroll_to_postings(page: Page) -> None:
    """Scroll down the explore page until its first postings are there."""
    page.get_by_role("region", name="Postings", exact=True).scroll_into_view_if_needed()
    expect(page.get_by_text(re.compile("^1–20 of"))).to_be_visible()


def problem(page: Page) -> Locator:
    """The notice of what went wrong; the framework has an alert of its own outside the main part."""
    return page.get_by_role("main").get_by_role("alert")


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def questions_sent(page: Page) -> list[dict[str, Any]]:
    """The bodies that questions are sent with, from now on."""
    bodies: list[dict[str, Any]] = []

    def keep(request: Request) -> None:
        if request.method == "POST" and re.search("/ai/(chat|ask)$", request.url):
            bodies.append(json.loads(request.post_data or ""))

    page.on("request", keep)
    return bodies


def words(text: str) -> list[dict[str, object]]:
    """The chunks of one text in an answer."""
    return [
        {"type": "text-start", "id": "text"},
        {"type": "text-delta", "id": "text", "delta": text},
        {"type": "text-end", "id": "text"},
    ]


def let_the_door_answer(page: Page, *chunks: dict[str, object]) -> None:
    """From now on the streaming door answers every question with these chunks, of a turn that no server knows."""
    turn = next(TURNS)
    metadata = {"turn_id": turn, "trace_id": turn, "conversation_id": f"conversation-of-{turn}"}
    whole = [
        {"type": "start", "messageId": turn, "messageMetadata": metadata},
        {"type": "start-step"},
        *chunks,
        {"type": "finish-step"},
        {"type": "finish", "finishReason": "stop", "messageMetadata": {"result_type": "answer"}},
    ]
    body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in whole) + "data: [DONE]\n\n"
    headers = {"content-type": "text/event-stream", "access-control-allow-origin": PAGE}
    page.route(CHAT, lambda route: route.fulfill(body=body, headers=headers))


def refuse(page: Page, status: int, kind: str, detail: str) -> None:
    """From now on the streaming door refuses questions."""
    body = {"type": f"urn:joblab:{kind}", "title": "Refused", "status": status, "detail": detail, "request_id": "r-1"}
    headers = {
        "content-type": "application/problem+json",
        "access-control-allow-origin": PAGE,
        "retry-after": "43200",
    }
    page.route(CHAT, lambda route: route.fulfill(status=status, body=json.dumps(body), headers=headers))


def answer_with_an_unproven_figure(page: Page) -> None:
    """Ask, and let the streaming door say what a model might that was asked twice."""
    text = "There are **1,234** jobs in Germany, of which 56 % are remote."
    proven, unproven = text.index("1,234"), text.index("56 %")
    source = {"kind": "cell", "tool_call_id": "gone", "path": "total.value", "label": "postings, Germany"}
    figures = [
        {"start": proven, "end": proven + 5, "text": "1,234", "value": 1234, "status": "proven", "source": source},
        {"start": unproven, "end": unproven + 4, "text": "56 %", "value": 56, "status": "unproven", "source": None},
    ]
    grounding: dict[str, object] = {"type": "data-grounding", "data": {"figures": figures, "unproven": 1}}
    let_the_door_answer(page, *words(f"{text}\n\n(Not confirmed by the data: 56 %.)"), grounding)
    page.goto("/")
    ask(page, "How many jobs in Germany are remote?")
