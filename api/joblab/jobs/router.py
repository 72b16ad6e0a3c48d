"""The tools without a model: what the dashboard and the explore page read."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from joblab.deps import DeadlineDep, JobsDep
from joblab.errors import NotFoundError
from joblab.jobs.schemas import (
    NO_CONTROL_CHARACTERS,
    Filters,
    Job,
    JobPage,
    JobsQuery,
    Overview,
    Stats,
    StatsQuery,
)

router = APIRouter(tags=["jobs"])

JobId = Annotated[str, Path(max_length=200, pattern=NO_CONTROL_CHARACTERS)]


@router.get("/jobs")
def list_jobs(query: Annotated[JobsQuery, Query()], jobs: JobsDep, deadline: DeadlineDep) -> JobPage:
    """Postings that match; a repeated filter means any of its values."""
    return jobs.search(query, deadline)


@router.get("/jobs/{job_id}")
def read_job(job_id: JobId, jobs: JobsDep, deadline: DeadlineDep) -> Job:
    """One posting, whole."""
    job = jobs.get(job_id, deadline)
    if job is None:
        raise NotFoundError("No posting has this job_id.")
    return job


@router.get("/stats", response_model_exclude_unset=True)
def stats(query: Annotated[StatsQuery, Query()], jobs: JobsDep, deadline: DeadlineDep) -> Stats:
    """Any measure by up to two dimensions."""
    return jobs.stats(query, deadline)


@router.get("/stats/overview")
def overview(filters: Annotated[Filters, Query()], jobs: JobsDep, deadline: DeadlineDep) -> Overview:
    """Totals and all charts of the explore page, in one call."""
    return jobs.overview(filters, deadline)
