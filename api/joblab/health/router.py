"""Is the process up, and can it answer?"""

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from joblab.deadline import Deadline
from joblab.deps import JobsDep, SettingsDep
from joblab.errors import AppError

router = APIRouter(prefix="/health", tags=["health"])

# A monitor should hear soon that the database hangs.
PING_TIMEOUT = 5.0


class Health(BaseModel):
    """The process is up."""

    status: Literal["ok"] = "ok"
    app: str
    version: str


class Readiness(BaseModel):
    """Whether questions can be answered, and what fails if not."""

    status: Literal["ready", "not ready"]
    database: str
    model: str
    region: str


@router.get("")
async def health(settings: SettingsDep) -> Health:
    """Static: asks nothing of anybody."""
    return Health(app=settings.APP_NAME, version=settings.APP_VERSION)


@router.get("/ready", responses={503: {"model": Readiness}})
def ready(settings: SettingsDep, jobs: JobsDep) -> JSONResponse:
    """Ask Supabase, and say which model is configured; 503 names what fails."""
    try:
        jobs.ping(Deadline.after(PING_TIMEOUT))
        database = "ok"
    except AppError as error:
        database = error.detail
    state = Readiness(
        status="ready" if database == "ok" else "not ready",
        database=database,
        model=settings.BEDROCK_MODEL_ID,
        region=settings.AWS_REGION,
    )
    return JSONResponse(state.model_dump(), 200 if database == "ok" else 503)
