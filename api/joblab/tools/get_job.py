"""get_job: one posting, whole."""

from joblab.deadline import Deadline
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import Job, Text
from joblab.tools.posting import posting
from joblab.tools.registry import Tool, ToolInput
from joblab.tools.result import RepairableToolError, ToolResult
from joblab.tools.sheet import Sheet, plain

# A posting's text is the only long thing a tool returns: about 1,000 tokens of it are enough to answer from.
DESCRIPTION_LIMIT = 4000


class GetJobInput(ToolInput):
    """Which posting."""

    job_id: Text


def get_job(query: GetJobInput, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """Look one posting up by its id."""
    job = jobs.get(query.job_id, deadline)
    if job is None:
        raise RepairableToolError(f"No posting has the job_id {query.job_id!r}.")
    return ToolResult(sheet(job), job.model_dump(mode="json"), (job,))


def sheet(job: Job) -> Sheet:
    """The posting as a sheet's whole: each of its details by name, then its text."""
    cells = {name: cell for name, cell in posting(job).items() if cell.value not in (None, "")}
    lines = [f"{name}: {plain(cell.value)}" for name, cell in cells.items()]
    quoted = (job.job_description or "")[:DESCRIPTION_LIMIT]
    return Sheet(("one posting",), rows=(cells,), main="actual_role", text="\n".join(lines), quoted=quoted)


GET_JOB = Tool(
    name="get_job",
    description="Everything about one posting, by its job_id.",
    input=GetJobInput,
    run=get_job,
)
