"""docs/operations.md speaks of the alarms, limits and log lines that there are."""

import re

import pytest

from cli.parts import ROOT
from joblab.chat.schemas import UsageReport
from tests.unit.template.deployed import Deployed

DOCUMENT = (ROOT / "docs" / "operations.md").read_text()
# Where the fields of a request's line are written.
WRITERS = ("telemetry/logs.py", "chat/service.py", "errors.py")
QUERY = re.compile(r"```\n\s*((?:fields|filter|stats) .*?)```|`((?:filter|stats) [^`]*)`", re.DOTALL)
# What the query language of Logs Insights brings along, as far as it is used here.
WORDS = {
    *("fields", "filter", "stats", "sort", "limit", "by", "as", "asc", "desc", "and", "or", "like", "bin"),
    *("count", "avg", "sum", "max", "pct", "ispresent"),
}


def queries() -> list[str]:
    return [block or line for block, line in QUERY.findall(DOCUMENT)]


def fields_of(query: str) -> set[str]:
    """What it reads of a log line; `tools.0` is of `tools`."""
    named = re.sub(r'"[^"]*"|/[^/\n]*/', "", query)
    named = re.sub(r"@\w+|\b\d+\w*", "", named)
    given = set(re.findall(r"\bas (\w+)", named))
    return set(re.findall(r"\b[a-z]\w*", named)) - WORDS - given


def written() -> set[str]:
    """The fields of the lines that the functions and the HTTP API write."""
    sources = [(ROOT / "api" / "joblab" / writer).read_text() for writer in WRITERS]
    names = {name for source in sources for pair in re.findall(r'"(\w+)"|\b(\w+)=', source) for name in pair}
    access_log = Deployed().properties("ApiStage")["AccessLogSettings"]["Format"]
    return names | set(UsageReport.model_fields) | set(re.findall(r'"(\w+)":', access_log))


def test_the_queries_are_found() -> None:
    assert len(queries()) > 15
    assert {"duration_ms", "failed", "refused", "cost_usd"} <= set().union(*map(fields_of, queries()))
    assert fields_of('filter message = "a b" and x > 20000 | stats pct(y, 99) as z by bin(1h), tools.0 | sort z') == {
        *("message", "x", "y", "tools"),
    }


@pytest.mark.parametrize("query", queries())
def test_a_query_reads_fields_that_are_written(query: str) -> None:
    assert fields_of(query) - written() == set()


def test_each_alarm_is_explained_and_no_other() -> None:
    headings = re.findall(r"^### (llm-backend-.*?):", DOCUMENT, re.MULTILINE)
    alarms = Deployed().of_type("AWS::CloudWatch::Alarm").values()

    assert sorted(name for heading in headings for name in heading.split(", ")) == sorted(
        alarm["AlarmName"] for alarm in alarms
    )


def test_each_limit_stands_there_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \(`(\w+)`\) \| (\d+) \|", DOCUMENT, re.MULTILINE)
    deployed = Deployed()
    variables = deployed.properties("Backend")["Environment"]["Variables"]
    limits = {name: value for name, value in variables.items() if name.startswith(("BUDGET_", "VISITOR_"))}

    assert {setting: default for _, setting, default in rows} == limits
    assert [deployed.parameters[parameter] for parameter, _, _ in rows] == [default for *_, default in rows]


def test_every_link_inside_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", DOCUMENT, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

    assert set(re.findall(r"\]\(#([\w-]+)\)", DOCUMENT)) <= anchors
