"""Wiring: settings in, application out."""

import os
from collections.abc import Sequence

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware

from joblab.base_path import BasePath
from joblab.bedrock.client import BedrockModel
from joblab.chat.agent import Agent
from joblab.chat.budget import Budget
from joblab.chat.identity import Identity
from joblab.chat.prompt import SystemPrompt
from joblab.chat.router import chat_router
from joblab.chat.router import router as ai_router
from joblab.deps import require_api_key
from joblab.errors import PROBLEM_RESPONSES, Application, add_error_handlers
from joblab.head_requests import HeadRequests
from joblab.health.router import events_router, ready_router
from joblab.health.router import router as health_router
from joblab.jobs.repository import JobRepository
from joblab.jobs.router import router as jobs_router
from joblab.request_limits import RequestLimits
from joblab.settings import Settings, load_settings
from joblab.telemetry.logs import RequestLog, logger
from joblab.tools import TOOLS
from joblab.tools.registry import ToolRegistry


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application with its clients, made once per process.

    Raises:
        SettingsError: naming what is missing or malformed in the environment.
    """
    settings = settings or load_settings()
    routers = (chat_router, ai_router, jobs_router)
    return _assemble(settings, (health_router, ready_router), routers, is_documented=settings.API_DOCS)


def create_stream_app() -> FastAPI:
    """The streaming door: chat, and nothing else to find; raises as create_app does."""
    return _assemble(load_settings(), (health_router, events_router), (chat_router,))


def _assemble(
    settings: Settings, open_routers: Sequence[APIRouter], routers: Sequence[APIRouter], *, is_documented: bool = False
) -> FastAPI:
    logger.setLevel(settings.LOG_LEVEL)
    if not settings.has_least_privilege:
        logger.warning("SUPABASE_SERVICE_ROLE_KEY is more than the app needs; see `joblab db-token`")
    app = Application(
        title=settings.APP_NAME,
        version=settings.APP_VERSION,
        responses=PROBLEM_RESPONSES,
        openapi_url="/openapi.json" if is_documented else None,
        redoc_url=None,
    )
    model = BedrockModel(
        settings.BEDROCK_MODEL_ID,
        settings.model_profile,
        settings.AWS_REGION,
        settings.BEDROCK_MAX_TOKENS,
        settings.BEDROCK_TEMPERATURE,
    )
    supabase = str(settings.SUPABASE_URL), settings.supabase_headers()
    jobs = JobRepository(*supabase)
    app.state.settings = settings
    app.state.model = model
    app.state.jobs = jobs
    app.state.public_jobs = JobRepository(*supabase, is_public=True)
    app.state.agent = Agent(model, ToolRegistry(TOOLS, jobs), SystemPrompt(jobs), model.max_tokens)
    app.state.identity = Identity(settings.database_secret.get_secret_value())
    app.state.budget = Budget(settings.TURN_TOKENS, settings.limits)
    for router in open_routers:
        app.include_router(router)
    for router in routers:
        app.include_router(router, dependencies=[Depends(require_api_key)])
    add_error_handlers(app)
    if settings.BASE_PATH:
        app.add_middleware(BasePath, path=settings.BASE_PATH)
    app.add_middleware(RequestLimits)
    app.add_middleware(HeadRequests)
    if "AWS_LAMBDA_FUNCTION_NAME" not in os.environ:  # behind API Gateway or a Function URL, the edge answers CORS
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.CORS_ORIGINS, allow_methods=["GET", "POST"], allow_headers=["*"]
        )
    app.add_middleware(RequestLog)
    return app
