"""docs/reliability.md: what holds for every fault, and the table."""

from pathlib import Path

from tests.integration.reliability.run import Results
from tests.integration.reliability.table import rendered, rows_of

PATH = Path(__file__).absolute().parents[3] / "docs" / "reliability.md"
INTRODUCTION = """\
# What happens when something fails

{faults} faults, each through `POST /ai/ask` (API Gateway's events, Lambda's runtime client, Mangum) and `POST /ai/chat`
(the streaming door, uvicorn), unless the row says otherwise. `tests/integration/reliability` plays each over the wire
and fails when this page is not what it saw; `python -m tests.integration.reliability` writes the page anew.

For every fault: a finished answer is not lost. No upstream's text, key, stack trace, SQL or address is shown, and no
key or question logged. An answer that did not come whole says so. A 4xx or 5xx is our problem+json, unless API Gateway
or Lambda answers itself (`{{"message": …}}`). A stream ends in one `finish` and `[DONE]`, unless its process is killed.
Nobody waits for more than 30 s. `FailedAnswers` is 1 where a turn failed for reasons of ours, else 0. What a turn has
reserved is settled once, with what it cost (*reckoned* where the model did not say), or is left as spent.

Measured on one machine: both doors as processes, Bedrock and PostgREST as scripted servers on loopback, API Gateway and
Lambda as [local/gateway](local-cloud.md) plays them. Nothing here has run on AWS. So the table cannot show what AWS
itself does: the Web Adapter's part, retries of asynchronous events, a network that loses packets, TLS, and how often
faults happen. A model that *obeys* a hostile posting is not in it either: the scripts say what the model says.

*log* is the request's line, status, error and its cause, then what stands beside it. *metrics* leaves out what every
line has (Latency, ColdStarts), tokens and dollars. Where the doors differ each is named; “–” is a door that the fault
does not concern.
"""


def written(results: Results) -> str:
    """The page."""
    rows = [*rows_of(results.seen), *(row.result() for row in results.scenes.values())]
    return INTRODUCTION.format(faults=len(rows)) + rendered(rows)
