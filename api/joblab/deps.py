"""What the routes depend on, as annotated aliases; tests override the providers here."""

import hashlib
import hmac
from typing import Annotated

from fastapi import Depends, Header, Request

from joblab.chat.service import Answering
from joblab.deadline import Deadline
from joblab.errors import UnauthorizedError
from joblab.jobs.repository import JobRepository
from joblab.settings import Settings
from joblab.telemetry.logs import request_log


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
    deadline = Deadline.of_request(request.scope)
    trace_id = request.state.request_id
    return Answering(state.agent, state.model, state.jobs, deadline, trace_id, request_log(request.scope))


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
DeadlineDep = Annotated[Deadline, Depends(get_deadline)]
