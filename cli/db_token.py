"""`joblab db-token`: the token with which the deployed API comes into the database."""

import os
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from local.supabase.api_token import mint_api_token

# A token that leaked ends some day; docs/operations.md shows how the next one takes its place without a gap.
NINETY_DAYS = 90
# HS256 wants a key as long as its hash (RFC 7518, section 3.2).
SHORTEST_SECRET = 32


def db_token(
    days: Annotated[int, typer.Option(help="How long it is valid.", min=1, max=36500)] = NINETY_DAYS,
) -> None:
    """Print a JWT for the role joblab_api, signed with SUPABASE_JWT_SECRET.

    It is what SUPABASE_API_JWT wants; the secret stands in the dashboard under Settings, JWT Keys. Until when the token
    is valid is told beside it, on stderr.
    """
    secret = os.environ.get("SUPABASE_JWT_SECRET", "").strip()
    if len(secret) < SHORTEST_SECRET:
        said = "is not set" if not secret else f"is shorter than {SHORTEST_SECRET} characters"
        typer.echo(f"db-token: SUPABASE_JWT_SECRET {said}", err=True)
        raise typer.Exit(1)
    now = datetime.now(UTC)
    typer.echo(mint_api_token(secret, issued_at=now, days=days))
    typer.echo(f"Valid until {now + timedelta(days=days):%Y-%m-%d %H:%M} UTC: write that down.", err=True)
