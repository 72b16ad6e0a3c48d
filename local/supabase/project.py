"""A local Supabase project: where it answers and the keys it takes."""

import json
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from local.supabase.api_token import mint_api_token

ROOT = Path(__file__).absolute().parents[2]
DEFAULT_DATA = ROOT / ".joblab" / "supabase"
FILE_NAME = "project.json"
TOKEN_DAYS = 3650


@dataclass(frozen=True)
class Project:
    """Address and keys; `api_jwt` comes in as `joblab_api`, `secret_key` as `service_role`."""

    url: str
    publishable_key: str
    secret_key: str = field(repr=False)
    jwt_secret: str = field(repr=False)
    api_jwt: str = field(repr=False)

    @classmethod
    def read(cls, data: Path = DEFAULT_DATA) -> Self:
        """Read the project kept in the folder `data`.

        Raises:
            FileNotFoundError: none was ever started there.
        """
        return cls(**json.loads((data / FILE_NAME).read_text(encoding="utf-8")))

    @classmethod
    def prepare(cls, data: Path, url: str) -> Self:
        """Read the project of `data`, or make its keys; keep it there as answering at `url`."""
        try:
            project = replace(cls.read(data), url=url)
        except FileNotFoundError:
            project = cls._generate(url)
        data.mkdir(parents=True, exist_ok=True)
        file = data / FILE_NAME
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(project), indent=2) + "\n", encoding="utf-8")
        return project

    @classmethod
    def _generate(cls, url: str) -> Self:
        jwt_secret = secrets.token_urlsafe(48)
        return cls(
            url=url,
            publishable_key=f"sb_publishable_{secrets.token_urlsafe(24)}",
            secret_key=f"sb_secret_{secrets.token_urlsafe(24)}",
            jwt_secret=jwt_secret,
            api_jwt=mint_api_token(jwt_secret, issued_at=datetime.now(UTC), days=TOKEN_DAYS),
        )
