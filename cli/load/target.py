"""Which project to load into."""

import os
from dataclasses import dataclass, field

from cli.load.errors import LoadError
from local.supabase.project import Project


@dataclass(frozen=True)
class Target:
    """A project's address, and the key that may write into it."""

    url: str
    secret_key: str = field(repr=False)

    @classmethod
    def from_environment(cls) -> "Target":
        """SUPABASE_URL with SUPABASE_SECRET_KEY, or the local project when neither is set.

        Raises:
            LoadError: one of the two is missing, or no local project was ever started.
        """
        url, key = os.environ.get("SUPABASE_URL"), os.environ.get("SUPABASE_SECRET_KEY")
        if url and key:
            return cls(url, key)
        if url or key:
            missing = "SUPABASE_SECRET_KEY" if url else "SUPABASE_URL"
            raise LoadError(f"{missing} is not set")
        try:
            project = Project.read()
        except FileNotFoundError as error:
            raise LoadError(
                "set SUPABASE_URL and SUPABASE_SECRET_KEY, or start the local project with `make dev`"
            ) from error
        return cls(project.url, project.secret_key)
