"""The token with which the API comes in: a JWT whose `role` claim names the Postgres role `joblab_api`."""

from datetime import datetime, timedelta

import jwt

API_ROLE = "joblab_api"


def mint_api_token(secret: str, *, issued_at: datetime, days: int) -> str:
    """Sign (HS256) a token that is valid for `days` from the aware time `issued_at`."""
    claims = {
        "iss": "joblab",
        "role": API_ROLE,
        "iat": issued_at,
        "exp": issued_at + timedelta(days=days),
    }
    return jwt.encode(claims, secret, algorithm="HS256")
