"""Wiring: settings in, application out."""

import os

from fastapi import Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware

from joblab.bedrock.client import BedrockModel
from joblab.body_limit import BodyLimit
from joblab.chat.agent import Agent
from joblab.chat.prompt import SystemPrompt
from joblab.chat.router import router as chat_router
from joblab.deps import require_api_key
from joblab.errors import PROBLEM_RESPONSES, add_error_handlers
from joblab.health.router import router as health_router
from joblab.jobs.repository import JobRepository
from joblab.jobs.router import router as jobs_router
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
    logger.setLevel(settings.LOG_LEVEL)
    if not settings.has_least_privilege:
        logger.warning("SUPABASE_SERVICE_ROLE_KEY is more than the app needs; see `joblab db-token`")
    app = FastAPI(title=settings.APP_NAME, version=settings.APP_VERSION, responses=PROBLEM_RESPONSES, redoc_url=None)
    app.state.settings = settings
    app.state.model = BedrockModel(
        settings.BEDROCK_MODEL_ID, settings.AWS_REGION, settings.BEDROCK_MAX_TOKENS, settings.BEDROCK_TEMPERATURE
    )
    app.state.jobs = JobRepository(str(settings.SUPABASE_URL), settings.supabase_headers())
    app.state.agent = Agent(app.state.model, ToolRegistry(TOOLS, app.state.jobs), SystemPrompt(app.state.jobs))
    app.include_router(health_router)
    for router in (chat_router, jobs_router):
        app.include_router(router, dependencies=[Depends(require_api_key)])
    add_error_handlers(app)
    app.add_middleware(BodyLimit)
    if "AWS_LAMBDA_FUNCTION_NAME" not in os.environ:  # behind API Gateway or a Function URL, the edge answers CORS
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.CORS_ORIGINS, allow_methods=["GET", "POST"], allow_headers=["*"]
        )
    app.add_middleware(RequestLog)
    return app
