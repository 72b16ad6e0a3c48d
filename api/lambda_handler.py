"""The entry point that AWS Lambda calls: an API Gateway event in, a response out."""

import gc

# Nothing that is imported is garbage; looking for some meanwhile, and later in all of it, took a tenth of a cold start.
gc.disable()

from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES

from joblab.app import create_app

# Sent as text; other types travel in base64.
TEXT_TYPES = [*DEFAULT_TEXT_MIME_TYPES, "application/problem+json"]

app = create_app()
lambda_handler = Mangum(app, lifespan="off", text_mime_types=TEXT_TYPES)

gc.freeze()
gc.enable()
