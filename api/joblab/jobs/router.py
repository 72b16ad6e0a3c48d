"""The tools without a model: what the dashboard and the explore page read."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from joblab.deps import PublicDeadlineDep, PublicJobsDep
from joblab.errors import NotFoundError
from joblab.jobs.caching import CachedRoute
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

router = APIRouter(tags=["jobs"], route_class=CachedRoute)

JOB_ID = {"min_length": 1, "max_length": 200, "pattern": NO_CONTROL_CHARACTERS}


@router.get("/jobs")
def list_jobs(query: Annotated[JobsQuery, Query()], jobs: PublicJobsDep, deadline: PublicDeadlineDep) -> JobPage:
    """Postings that match; a repeated filter means any of its values."""
    return jobs.search(query, deadline)


@router.get("/job")
def read_job(job_id: Annotated[str, Query(**JOB_ID)], jobs: PublicJobsDep, deadline: PublicDeadlineDep) -> Job:
    """One posting, whole, by any id: API Gateway cuts a path at a decoded question mark."""
    job = jobs.get(job_id, deadline)
    if job is None:
        raise NotFoundError("No posting has this job_id.")
    return job


@router.get("/jobs/{job_id:path}")
def read_job_in_path(job_id: Annotated[str, Path(**JOB_ID)], jobs: PublicJobsDep, deadline: PublicDeadlineDep) -> Job:
    """One posting, whole."""
    return read_job(job_id, jobs, deadline)


@router.get("/stats", response_model_exclude_unset=True)
def stats(query: Annotated[StatsQuery, Query()], jobs: PublicJobsDep, deadline: PublicDeadlineDep) -> Stats:
    """Any measure by up to two dimensions."""
    return jobs.stats(query, deadline)


@router.get("/stats/overview")
def overview(filters: Annotated[Filters, Query()], jobs: PublicJobsDep, deadline: PublicDeadlineDep) -> Overview:
    """Totals and all charts of the explore page, in one call."""
    return jobs.overview(filters, deadline)
