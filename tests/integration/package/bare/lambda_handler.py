"""The least that such a backend imports: FastAPI, Mangum and a Bedrock client."""

import botocore.session
from fastapi import FastAPI
from mangum import Mangum

app = FastAPI()
client = botocore.session.get_session().create_client("bedrock-runtime", region_name="us-east-1")


@app.get("/health")
def health() -> dict[str, str]:
    """Answer."""
    return {"status": "ok"}


lambda_handler = Mangum(app, lifespan="off")
