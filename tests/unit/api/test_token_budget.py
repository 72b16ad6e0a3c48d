"""What every question costs before it is asked: the system prompt and the tool definitions."""

import json

from joblab.chat.prompt import SystemPrompt
from joblab.deadline import Deadline
from joblab.jobs.schemas import DataDescription, DataQuery, DimensionSummary, ValueCount
from joblab.tools import TOOLS

# What it was before "what people really ask", and 15 % more.
BUDGET = 2300 * 1.15
# English and JSON run at about four characters a token with Claude; Haiku 5.5 makes about 30 % more of the same text.
CHARACTERS_PER_TOKEN = 3.0


class FullCatalogue:
    """Twenty functions with long names."""

    def describe(self, query: DataQuery, deadline: Deadline) -> DataDescription:
        top = [ValueCount(value="A rather long function name", postings=1000)] * query.limit
        return DataDescription.model_validate(
            {
                "postings": 1_000_000,
                "oldest_day": "2025-01-01",
                "newest_day": "2026-11-22",
                "measures": [],
                "filters": [],
                "dimensions": {"job_function_std": DimensionSummary(distinct=20, top=top)},
            }
        )


def test_prompt_and_tools_stay_below_the_budget() -> None:
    prompt = SystemPrompt(FullCatalogue()).text()
    tools = json.dumps([tool.spec() for tool in TOOLS], separators=(",", ":"))

    assert (len(prompt) + len(tools)) / CHARACTERS_PER_TOKEN <= BUDGET
