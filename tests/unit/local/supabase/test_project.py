import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from local.supabase.api_token import mint_api_token
from local.supabase.project import Project

URL = "http://127.0.0.1:54321"


def test_keys_are_made_once_and_the_address_follows_the_port(tmp_path: Path) -> None:
    first = Project.prepare(tmp_path, URL)
    second = Project.prepare(tmp_path, "http://127.0.0.1:5")
    assert (second.url, second.secret_key, second.api_jwt) == ("http://127.0.0.1:5", first.secret_key, first.api_jwt)
    assert Project.read(tmp_path) == second


def test_two_projects_share_no_key(tmp_path: Path) -> None:
    one, two = (Project.prepare(tmp_path / name, URL) for name in ("one", "two"))
    assert {one.secret_key, one.publishable_key, one.jwt_secret}.isdisjoint(
        {two.secret_key, two.publishable_key, two.jwt_secret}
    )


def test_keys_have_supabase_s_prefixes_and_stay_out_of_the_repr(tmp_path: Path) -> None:
    project = Project.prepare(tmp_path, URL)
    assert project.publishable_key.startswith("sb_publishable_")
    assert project.secret_key.startswith("sb_secret_")
    for secret in (project.secret_key, project.jwt_secret, project.api_jwt):
        assert secret not in repr(project)


def test_only_the_owner_can_read_the_keys(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        Project.prepare(tmp_path, URL)
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "project.json").stat().st_mode) == 0o600


def test_reading_a_project_that_never_started_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Project.read(tmp_path)


def test_token_names_the_api_role_for_as_long_as_asked() -> None:
    issued = datetime(2026, 11, 1, tzinfo=UTC)
    secret = "a-secret-of-this-test-that-is-long-enough"
    token = mint_api_token(secret, issued_at=issued, days=30)
    claims = jwt.decode(token, secret, algorithms=["HS256"], options={"verify_exp": False, "verify_iat": False})
    assert claims == {
        "iss": "joblab",
        "role": "joblab_api",
        "iat": int(issued.timestamp()),
        "exp": int((issued + timedelta(days=30)).timestamp()),
    }
