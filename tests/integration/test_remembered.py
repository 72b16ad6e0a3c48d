"""Questions asked before, on the whole system: answered at once, with the figures of now, or by the model."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from local.supabase.project import Project
from tests.integration.system import api_on, ask

ROOT = Path(__file__).parents[2]
COUNTRIES = ("Germany", "France", "Spain")
COUNT = "How many jobs in January 2026?"
MOST = "Which country has the most jobs?"
COMPARISON = "Compare the number of jobs in Germany and France"
STEPS = 40

type Row = dict[str, Any]


class Postings:
    """The table, written through PostgREST, and what is in it."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self.rows: dict[str, Row] = {}

    def change(self, chance: random.Random) -> None:
        """Add some postings, move one to another country, or delete some."""
        match chance.choice(("add", "add", "move", "delete")):
            case "add":
                names = [f"p{chance.randrange(10**9)}" for _ in range(chance.randint(1, 3))]
                rows = [
                    {"job_id": name, "country": chance.choice(COUNTRIES), "posted_date": "2026-01-15"} for name in names
                ]
                self._client.post("/jobs", json=rows).raise_for_status()
                self.rows |= {row["job_id"]: row for row in rows}
            case "move" if self.rows:
                name, country = chance.choice(list(self.rows)), chance.choice(COUNTRIES)
                self._client.patch(f"/jobs?job_id=eq.{name}", json={"country": country}).raise_for_status()
                self.rows[name]["country"] = country
            case "delete" if self.rows:
                for name in chance.sample(list(self.rows), min(2, len(self.rows))):
                    self._client.delete(f"/jobs?job_id=eq.{name}").raise_for_status()
                    del self.rows[name]

    def counts(self) -> Counter[str]:
        """Postings by country."""
        return Counter(row["country"] for row in self.rows.values())


def figures(answer: Row) -> list[float | str]:
    """What was filled in, in order."""
    return [figure["value"] for figure in answer["grounding"]["figures"]]


def is_right(question: str, answer: Row, counts: Counter[str]) -> bool:
    """Whether an answer says what counting says."""
    filled = figures(answer)
    if question == COUNT:
        return filled == [counts.total()]
    if question == MOST:
        if not counts.total():
            return not filled
        (country, most), *_ = counts.most_common(1)
        return [country, most] == filled[:2] and list(counts.values()).count(most) == 1
    told = set(pairwise(filled))
    return all((country, counts[country]) in told for country in ("Germany", "France") if counts[country])


def test_a_remembered_answer_is_what_counting_says_or_the_model_was_asked(empty_supabase: Project) -> None:
    chance, at_once = random.Random(7), Counter[str]()
    rest, headers = f"{empty_supabase.url}/rest/v1", {"apikey": empty_supabase.secret_key}
    with api_on(empty_supabase) as api, httpx.Client(base_url=rest, headers=headers, timeout=60) as client:
        postings = Postings(client)
        for _ in range(STEPS):
            if chance.random() < 0.6:
                postings.change(chance)
            question = chance.choice((COUNT, MOST, COMPARISON))
            answer = ask(api, question)
            if answer["from_plan"]:
                at_once[question] += 1
                assert is_right(question, answer, postings.counts()), (question, answer["answer"], postings.counts())
            else:
                assert answer["rounds"] > 0

    assert set(at_once) == {COUNT, MOST, COMPARISON}


@pytest.fixture(scope="module")
def demo(demo_supabase: Project) -> Iterator[httpx.Client]:
    """The API on the demo postings."""
    with api_on(demo_supabase) as client:
        yield client


def proposals() -> list[str]:
    """The questions that the page and the README put forward."""
    page = (ROOT / "web/src/chat/welcome.tsx").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r'question: "([^"]+)"', page) + re.findall(r'joblab ask "([^"]+)"', readme)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("question", proposals())
def test_what_we_propose_is_answered_at_once(demo: httpx.Client, question: str) -> None:
    answer = ask(demo, question)

    assert (answer["from_plan"], answer["model"], answer["usage"]["total_tokens"]) == (True, None, 0)
    assert answer["grounding"]["unproven"] == 0
    assert "[?]" not in answer["answer"]


def test_the_second_asking_is_answered_at_once_in_both_ways(demo: httpx.Client) -> None:
    question = "How many remote jobs were posted in Italy in March 2026?"
    first = ask(demo, question)
    part = {"role": "user", "parts": [{"type": "text", "text": question.upper()}]}

    again = ask(demo, f"  {question.lower().rstrip('?')}")
    streamed = demo.post("/ai/chat", json={"id": "c-1", "messages": [part]}).text

    assert (first["from_plan"], again["from_plan"], again["answer"]) == (False, True, first["answer"])
    assert '"from_plan":true' in streamed
    follow_up = ask(demo, question, conversation_id=again["conversation_id"])
    assert follow_up["from_plan"] is False


def test_a_thumb_down_sends_the_next_one_to_the_model(demo: httpx.Client) -> None:
    question = "How many remote jobs were posted in Poland in March 2026?"
    ask(demo, question)
    answer = ask(demo, question)
    assert answer["from_plan"]

    demo.post("/ai/feedback", json={"trace_id": answer["trace_id"], "thumbs_up": False}).raise_for_status()

    assert ask(demo, question)["from_plan"] is False
