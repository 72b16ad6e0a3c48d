"""JobLab's API."""

from pydantic import BaseModel

# FastAPI's OpenAPI classes are built when the description is first asked for, which is hardly ever: building them at
# once is a fifth of a cold start. For these alone, since pydantic does not build from several threads at once.
BaseModel.model_config["defer_build"] = True
import fastapi.openapi.models  # noqa: E402, F401

del BaseModel.model_config["defer_build"]
