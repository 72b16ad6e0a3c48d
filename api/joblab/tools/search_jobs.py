"""search_jobs: list postings."""

from joblab.deadline import Deadline
from joblab.jobs.repository import JobRepository
from joblab.jobs.schemas import JobCard, JobPage, JobsQuery
from joblab.tools.registry import Tool
from joblab.tools.result import ToolResult, selection_lines, table

COLUMNS = (
    "job_id",
    "actual_role",
    "company_name",
    "location",
    "country",
    "posted_date",
    "is_remote",
    "job_level_std",
)
# More postings than that fill a prompt; the result says how many there are.
MOST_ROWS = 20


def search_jobs(query: JobsQuery, jobs: JobRepository, deadline: Deadline) -> ToolResult:
    """List postings, newest first unless ordered otherwise."""
    page = jobs.search(query.model_copy(update={"limit": min(query.limit, MOST_ROWS)}), deadline)
    return ToolResult(_for_model(page), page.model_dump(mode="json", exclude_unset=True), tuple(page.rows))


def _for_model(page: JobPage) -> str:
    rows = ([*(getattr(job, column) for column in COLUMNS), salary(job)] for job in page.rows)
    return "\n".join([f"total={page.total}", *selection_lines(page), *table([*COLUMNS, "salary"], rows)])


def salary(job: JobCard) -> str | None:
    """The pay as one text, such as "50000-60000 EUR yearly"; None when the posting names none."""
    bounds = dict.fromkeys(f"{bound:g}" for bound in (job.salary_min, job.salary_max) if bound is not None)
    if not bounds:
        return None
    return " ".join(filter(None, ("-".join(bounds), job.salary_currency, job.salary_period)))


SEARCH_JOBS = Tool(
    name="search_jobs",
    description="List single postings that match the filters, with how many match in all. Not for counting or ranking.",
    input=JobsQuery,
    run=search_jobs,
)
