"""Real postings, loaded as a user loads them; every answer is held against a plain count of the file."""

import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cli.parts import ROOT
from local.supabase.project import Project
from tests.integration.system import api_on, ask

POSTINGS = ROOT.parent / "shared" / "data" / "real_jobs_jobspy.csv"
JOBLAB = Path(sys.executable).with_name("joblab")

pytestmark = pytest.mark.skipif(not POSTINGS.exists(), reason="the shared postings are not here")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """The file, read without any of our code."""
    with POSTINGS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def api(supabase: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The API on an empty database into which the file was loaded."""
    environment = {**os.environ, "SUPABASE_URL": supabase.url, "SUPABASE_SECRET_KEY": supabase.secret_key}
    rejects = tmp_path_factory.mktemp("load") / "rejects.csv"
    subprocess.run([JOBLAB, "load", POSTINGS, "--rejects", rejects], env=environment, check=True, timeout=120)
    assert not rejects.exists()
    with api_on(supabase) as client:
        yield client
    everything = f"{supabase.url}/rest/v1/jobs?job_id=not.is.null"
    httpx.delete(everything, headers={"apikey": supabase.secret_key}, timeout=60).raise_for_status()


def test_remote_jobs_in_a_month(api: httpx.Client, rows: list[dict[str, str]]) -> None:
    expected = sum(row["is_remote"] == "True" and row["date_posted"].startswith("2024-06") for row in rows)

    answer = ask(api, "How many remote jobs were posted in June 2024?")

    assert f"**{expected:,}**" in answer["answer"]


def test_the_company_that_posted_most(api: httpx.Client, rows: list[dict[str, str]]) -> None:
    ((company, count),) = Counter(row["company"] for row in rows).most_common(1)

    answer = ask(api, "Which company posted most?")

    assert f"**{company}**" in answer["answer"]
    assert f"**{count:,}**" in answer["answer"]


def test_jobs_in_a_city(api: httpx.Client, rows: list[dict[str, str]]) -> None:
    in_london = {row["id"] for row in rows if "London" in row["location"].split(", ")}

    answer = ask(api, "Show jobs in London")

    assert f"**{len(in_london)}**" in answer["answer"]
    assert {job["job_id"] for job in answer["job_results"]} < in_london
