"""search_jobs: list postings."""

from joblab.deadline import Deadline
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import JobPage, JobsQuery
from joblab.tools.labels import label, period_of
from joblab.tools.posting import posting
from joblab.tools.registry import Tool
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
# More postings than that fill a prompt; the result says how many there are.
MOST_ROWS = 20


def search_jobs(query: JobsQuery, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """List postings, newest first unless ordered otherwise."""
    page = jobs.search(query.model_copy(update={"limit": min(query.limit, MOST_ROWS)}), deadline)
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
    input=JobsQuery,
    run=search_jobs,
    takes_answer=True,
)
