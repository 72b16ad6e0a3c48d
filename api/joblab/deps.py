"""What the routes depend on, as annotated aliases; tests override the providers here."""

import hashlib
import hmac
from typing import Annotated

from fastapi import Depends, Header, Request

from joblab.chat.service import Answering
from joblab.deadline import PUBLIC_READ, Deadline
from joblab.errors import UnauthorizedError
from joblab.jobs.repository import JobRepository
from joblab.settings import Settings
from joblab.telemetry.logs import request_log
from joblab.visitors import address_of


def get_settings(request: Request) -> Settings:
    """The settings the application was created with."""
    settings: Settings = request.app.state.settings
    return settings


def get_jobs(request: Request) -> JobRepository:
    """The repository of this process."""
    jobs: JobRepository = request.app.state.jobs
    return jobs


def get_answering(request: Request) -> Answering:
    """All that a question needs."""
    state = request.app.state
    return Answering(
        state.agent,
        state.model,
        state.jobs,
        state.identity,
        state.budget,
        address_of(request.scope),
        Deadline.of_request(request.scope),
        request.state.request_id,
        request_log(request.scope),
    )


def get_public_jobs(request: Request) -> JobRepository:
    """The repository for readers whom nobody knows."""
    jobs: JobRepository = request.app.state.public_jobs
    return jobs


def get_public_deadline() -> Deadline:
    """How long their queries may take."""
    return Deadline.after(PUBLIC_READ)


def get_deadline(request: Request) -> Deadline:
    """How long this request may take."""
    return Deadline.of_request(request.scope)


def require_api_key(
    settings: Annotated[Settings, Depends(get_settings)], x_api_key: Annotated[str | None, Header()] = None
) -> None:
    """Where API_KEYS is set, ask for one of them.

    Raises:
        UnauthorizedError
    """
    if not settings.API_KEYS:
        return
    sent = hashlib.sha256((x_api_key or "").encode()).hexdigest()
    if not any(hmac.compare_digest(sent, known) for known in settings.API_KEYS):
        raise UnauthorizedError("Send a valid API key in the header x-api-key.")


SettingsDep = Annotated[Settings, Depends(get_settings)]
JobsDep = Annotated[JobRepository, Depends(get_jobs)]
AnsweringDep = Annotated[Answering, Depends(get_answering)]
PublicJobsDep = Annotated[JobRepository, Depends(get_public_jobs)]
PublicDeadlineDep = Annotated[Deadline, Depends(get_public_deadline)]
DeadlineDep = Annotated[Deadline, Depends(get_deadline)]
