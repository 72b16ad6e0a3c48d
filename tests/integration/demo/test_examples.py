"""The examples of docs/semantic-layer.md, asked of the demo postings."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from joblab.jobs.schemas import StatsQuery
from local.supabase.project import Project

PAGE = Path(__file__).parents[3] / "docs" / "semantic-layer.md"
EXAMPLE = re.compile(r"^\|[^|]*\| (.+?) \| `(\{.*?\})` \| `(\{.*\})` \|$", re.MULTILINE)
EXAMPLES = [pytest.param(call, answer, id=asked) for asked, call, answer in EXAMPLE.findall(PAGE.read_text("utf-8"))]
JANUARY = {"posted_start": "2026-01-01", "posted_end": "2026-01-31"}
FEWEST = 17


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= FEWEST


@pytest.mark.parametrize(("call", "answer"), EXAMPLES)
def test_the_answer_is_as_the_page_says(demo_supabase: Project, call: str, answer: str) -> None:
    asked: dict[str, Any] = json.loads(call)
    query = StatsQuery.model_validate(asked if "posted_start" in asked else asked | JANUARY)
    arguments = query.model_dump(mode="json", include={"measure", "group_by", "order_by", "ascending", "min_postings"})
    arguments |= query.model_dump(mode="json", include={"compare", "compare_start", "compare_end"})
    arguments |= {"filters": query.filters(), "part": query.part and query.part.filters(), "row_limit": query.limit}
    headers = {"apikey": demo_supabase.publishable_key, "authorization": f"Bearer {demo_supabase.api_jwt}"}

    response = httpx.post(
        f"{demo_supabase.url}/rest/v1/rpc/job_stats", json=arguments, headers=headers, timeout=60
    ).raise_for_status()

    assert {path: _picked(response.json(), path) for path in json.loads(answer)} == json.loads(answer)


def _picked(value: Any, path: str) -> object:
    """What stands at a path such as `rows[0].keys.country`."""
    for step in path.replace("[", ".").replace("]", "").split("."):
        value = value[int(step) if step.isdecimal() else step]
    return value
