"""search_jobs: list postings."""

from joblab.deadline import Deadline
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import JobPage, JobsQuery
from joblab.tools.labels import label, period_of
from joblab.tools.posting import posting
from joblab.tools.registry import RowLimit, Tool
from joblab.tools.result import ToolResult, about
from joblab.tools.sheet import Cell, Sheet, Unit

COLUMNS = (
    "job_id",
    "actual_role",
    "company_name",
    "location",
    "country",
    "posted_date",
    "is_remote",
    "job_level_std",
    "salary",
)


class SearchJobsInput(JobsQuery):
    """A query, with as many rows as a model reads."""

    limit: RowLimit = 10


def search_jobs(query: SearchJobsInput, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """List postings, newest first unless ordered otherwise."""
    page = jobs.search(query, deadline)
    return ToolResult(sheet(page), page.model_dump(mode="json", exclude_unset=True), tuple(page.rows))


def sheet(page: JobPage) -> Sheet:
    """How many postings match, and the rows of this page."""
    whole = {
        name: Cell(value, Unit("count", "postings"), name, label(words, page.filters, period_of(page)))
        for name, value, words in (("total", page.total, "postings"), ("rows", len(page.rows), "postings shown"))
    }
    rows = tuple(posting(job, f"rows[{place}].", page.filters) for place, job in enumerate(page.rows))
    unknown = bool(page.unknown_values)
    return Sheet(about("postings", page), whole, COLUMNS, rows, main="actual_role", unknown=unknown)


SEARCH_JOBS = Tool(
    name="search_jobs",
    description="List single postings that match the filters, with how many match in all. Not for counting or ranking.",
    input=SearchJobsInput,
    run=search_jobs,
    takes_answer=True,
)
