"""Is the process up, and can it answer?"""

from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from joblab.deadline import Deadline
from joblab.deps import JobsDep, SettingsDep
from joblab.errors import AppError

# The streaming door has neither readiness nor a way to find out about the database.
router = APIRouter(prefix="/health", tags=["health"])
ready_router = APIRouter(prefix="/health", tags=["health"])
events_router = APIRouter(prefix="/health", include_in_schema=False)

# A monitor should hear soon that the database hangs.
PING_TIMEOUT = 5.0
# Before the database's token ends: as long as it may take until somebody makes a new one.
DAYS_TO_ROTATE = 14


class Health(BaseModel):
    """The process is up."""

    status: Literal["ok"] = "ok"
    app: str
    version: str


class Readiness(BaseModel):
    """Whether questions can be answered, what fails if not, and what soon will."""

    status: Literal["ready", "not ready"]
    database: str
    model: str
    region: str
    token_ends: datetime | None
    """When the database's token does; null for one that does not."""
    warning: str | None = None


@router.get("")
async def health(settings: SettingsDep) -> Health:
    """Static: asks nothing of anybody."""
    return Health(app=settings.APP_NAME, version=settings.APP_VERSION)


@events_router.post("")
async def event() -> dict[str, bool]:
    """What the Lambda Web Adapter makes of an event that is no request (AWS_LWA_PASS_THROUGH_PATH)."""
    return {"ignored": True}


@ready_router.get("/ready", response_model=Readiness, responses={503: {"model": Readiness}})
def ready(settings: SettingsDep, jobs: JobsDep) -> JSONResponse:
    """Ask Supabase, and say which model is configured; 503 names what fails."""
    try:
        jobs.ping(Deadline.after(PING_TIMEOUT))
        database = "ok"
    except AppError as error:
        database = error.detail
    ends = settings.token_ends
    days = (ends - datetime.now(UTC)).days if ends else None
    state = Readiness(
        status="ready" if database == "ok" else "not ready",
        database=database,
        model=settings.BEDROCK_MODEL_ID,
        region=settings.AWS_REGION,
        token_ends=ends,
        warning=f"The database token ends in {days} days." if days is not None and days < DAYS_TO_ROTATE else None,
    )
    return JSONResponse(state.model_dump(mode="json", exclude_none=True), 200 if database == "ok" else 503)
