"""`joblab load` into a real project."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner, Result

from cli.load.command import load
from cli.load.database import JobsTable
from cli.load.loading import Counts, load_postings
from cli.load.posting import Posting, posting_of
from cli.load.source import read_records
from cli.project import ProjectError
from local.supabase.project import Project

type Row = dict[str, object]
type FetchRows = Callable[[Project, str], list[Row]]

REAL = Path(__file__).parents[4] / "shared" / "data" / "real_jobs_jobspy.csv"
app = typer.Typer()
app.command()(load)


@pytest.fixture
def real_file() -> Path:
    if not REAL.exists():
        pytest.skip("../shared/data is not here")
    return REAL


@pytest.fixture
def run(empty_supabase: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`joblab load` with these arguments, into the empty project."""
    monkeypatch.setenv("SUPABASE_URL", empty_supabase.url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", empty_supabase.secret_key)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


def write(file: Path, *rows: Row) -> Path:
    """The rows as CSV."""
    with file.open("w", newline="") as output:
        writer = csv.DictWriter(output, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_the_real_file_twice(
    run: Callable[..., Result], empty_supabase: Project, fetch_rows: FetchRows, real_file: Path, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejects.csv"
    first = run(real_file, "--rejects", rejects)
    assert first.exit_code == 0, first.output
    assert "920 inserted, 0 updated, 0 unchanged; 0 marked as duplicates, 0 rejected." in first.stdout
    rows = fetch_rows(empty_supabase, "jobs")

    again = run(real_file, "--rejects", rejects)
    assert "0 inserted, 0 updated, 920 unchanged" in again.stdout
    assert "Nothing changed" in again.stdout
    assert fetch_rows(empty_supabase, "jobs") == rows
    assert not rejects.exists()

    with real_file.open(newline="", encoding="utf-8") as file:
        plain = list(csv.DictReader(file))
    assert {row["job_id"] for row in rows} == {row["id"] for row in plain}
    june = [row for row in rows if row["is_remote"] is True and str(row["posted_date"]).startswith("2024-06")]
    assert len(june) == sum(r["is_remote"] == "True" and r["date_posted"].startswith("2024-06") for r in plain) == 247
    assert sum(row["company_name"] == "Canonical" for row in rows) == 41
    assert sum(row["location"] == "London, UK" for row in rows) == 62
    countries = {row["country"] for row in rows}
    assert countries == {"United States", "United Kingdom", "Canada"}


def test_an_interrupted_load_goes_on_to_the_same_end(
    empty_supabase: Project, fetch_rows: FetchRows, tmp_path: Path, run: Callable[..., Result]
) -> None:
    urls = [f"https://example.com/{number % 900}" for number in range(1200)]
    rows: list[Row] = [{"id": f"r{n:04}", "title": "Engineer", "job_url": url} for n, url in enumerate(urls)]
    file = write(tmp_path / "jobs.csv", *rows)

    class Breaking(JobsTable):
        batches = 0

        def upsert(self, postings: list[Posting]) -> None:
            self.batches += 1
            if self.batches == 2:
                raise ProjectError("the line broke")
            super().upsert(postings)

    def first_try() -> None:
        postings = [posting_of(record) | {"has_url_duplicate": 0} for record in read_records(file)]
        with Breaking(empty_supabase.url, empty_supabase.secret_key) as table:
            list(load_postings(postings, table, Counts(), now=datetime.now(UTC), write=True))

    with pytest.raises(ProjectError):
        first_try()
    assert len(fetch_rows(empty_supabase, "jobs")) == 500

    second = run(file)
    assert "700 inserted, 0 updated, 500 unchanged; 300 marked as duplicates, 0 rejected." in second.stdout
    marks = {row["job_id"]: row["has_url_duplicate"] for row in fetch_rows(empty_supabase, "jobs")}
    assert marks == {row["id"]: int(number >= 900) for number, row in enumerate(rows)}
    assert "1200 unchanged; 300 marked" in run(file).stdout


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_json_and_json_lines(
    run: Callable[..., Result], empty_supabase: Project, fetch_rows: FetchRows, tmp_path: Path, suffix: str
) -> None:
    rows = [
        {"job_id": "a", "actual_role": "Data Engineer", "skills": ["SQL", "Python"], "salary_min": 90000.5},
        {"job_id": 'b,"c"\\', "actual_role": "Ingénieur", "posted_date": "2026-01-15", "is_remote": True},
    ]
    file = tmp_path / f"jobs.{suffix}"
    file.write_text(json.dumps(rows) if suffix == "json" else "\n".join(map(json.dumps, rows)))
    assert "2 inserted" in run(file).stdout
    assert "2 unchanged" in run(file).stdout
    stored = {str(row["job_id"]): row for row in fetch_rows(empty_supabase, "jobs")}
    assert stored["a"]["skills"] == "SQL, Python"
    assert float(str(stored["a"]["salary_min"])) == 90000.5
    assert (stored['b,"c"\\']["posted_date"], stored['b,"c"\\']["is_remote"]) == ("2026-01-15", True)


def test_bad_rows_are_written_with_their_reason_and_the_rest_is_loaded(
    run: Callable[..., Result], empty_supabase: Project, fetch_rows: FetchRows, tmp_path: Path
) -> None:
    file = tmp_path / "jobs.csv"
    file.write_text("id,title,date_posted\ngood,Engineer,2026-01-15\nx,,2026-01-15\ny,Engineer,soon\nz,Engineer\n")
    result = run(file)
    assert result.exit_code == 0
    assert "Loaded 4 rows" in result.stdout
    assert "1 inserted, 0 updated, 0 unchanged; 0 marked as duplicates, 3 rejected." in result.stdout
    with (tmp_path / "jobs.rejects.csv").open(newline="") as rejects:
        rows = list(csv.DictReader(rejects))
    assert [(row["file"], row["line"], row["reason"]) for row in rows] == [
        (str(file), "3", "no title"),
        (str(file), "4", "unknown date in posted_date: 'soon'"),
        (str(file), "5", "2 columns where the header has 3"),
    ]
    assert json.loads(rows[1]["row"]) == {"id": "y", "title": "Engineer", "date_posted": "soon"}
    assert [row["job_id"] for row in fetch_rows(empty_supabase, "jobs")] == ["good"]


def test_a_changed_value_updates_its_row_and_a_blank_erases_nothing(
    run: Callable[..., Result], empty_supabase: Project, fetch_rows: FetchRows, tmp_path: Path
) -> None:
    same: Row = {"id": "same", "title": "Engineer", "company": "Acme"}
    run(write(tmp_path / "one.csv", same, {"id": "other", "title": "Engineer", "company": "Acme"}))
    before = {row["job_id"]: row for row in fetch_rows(empty_supabase, "jobs")}
    result = run(write(tmp_path / "two.csv", same, {"id": "other", "title": "Senior Engineer", "company": ""}))
    assert "0 inserted, 1 updated, 1 unchanged" in result.stdout
    after = {row["job_id"]: row for row in fetch_rows(empty_supabase, "jobs")}
    assert after["same"] == before["same"]
    changed = {column for column, value in after["other"].items() if value != before["other"][column]}
    assert {"actual_role", "job_level_std"} <= changed
    assert changed.isdisjoint({"company_name", "scraped_at", "job_id"})


def test_a_url_that_is_in_the_database_already_is_marked(
    run: Callable[..., Result], empty_supabase: Project, fetch_rows: FetchRows, tmp_path: Path
) -> None:
    run(write(tmp_path / "one.csv", {"id": "old", "title": "Engineer", "job_url": "https://example.com/1"}))
    file = write(tmp_path / "two.csv", {"id": "new", "title": "Engineer", "job_url": "https://www.example.com/1/"})
    assert "1 marked as duplicates" in run(file).stdout
    assert "1 unchanged; 1 marked" in run(file).stdout
    marks = {row["job_id"]: row["has_url_duplicate"] for row in fetch_rows(empty_supabase, "jobs")}
    assert marks == {"old": 0, "new": 1}


def test_a_dry_run_writes_nothing(
    run: Callable[..., Result], empty_supabase: Project, fetch_rows: FetchRows, tmp_path: Path
) -> None:
    result = run(write(tmp_path / "jobs.csv", {"id": "a", "title": "Engineer"}), "--dry-run")
    assert "Would load 1 rows" in result.stdout
    assert "1 inserted" in result.stdout
    assert fetch_rows(empty_supabase, "jobs") == []


def test_a_missing_file_ends_in_one_line_and_nothing_is_loaded(
    run: Callable[..., Result], empty_supabase: Project, fetch_rows: FetchRows, tmp_path: Path
) -> None:
    good = write(tmp_path / "jobs.csv", {"id": "a", "title": "Engineer"})
    result = run(good, tmp_path / "missing.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"load: {tmp_path / 'missing.csv'}: No such file or directory\n"
    assert fetch_rows(empty_supabase, "jobs") == []


def test_rejects_that_cannot_be_written_stop_the_load(run: Callable[..., Result], tmp_path: Path) -> None:
    file = write(tmp_path / "jobs.csv", {"id": "a", "title": ""})
    result = run(file, "--rejects", tmp_path / "missing" / "rejects.csv")
    assert result.exit_code == 1
    assert "choose a place with --rejects" in result.stderr


@pytest.mark.parametrize("missing", ["SUPABASE_SECRET_KEY", "SUPABASE_URL"])
def test_a_missing_setting_is_named(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
) -> None:
    monkeypatch.delenv(missing)
    result = run(write(tmp_path / "jobs.csv", {"id": "a", "title": "Engineer"}))
    assert (result.exit_code, result.stderr) == (1, f"load: {missing} is not set\n")


def test_a_wrong_key_is_refused_in_one_line(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUPABASE_SECRET_KEY", "sb_secret_wrong")
    result = run(write(tmp_path / "jobs.csv", {"id": "a", "title": "Engineer"}))
    assert result.exit_code == 1
    assert "refuses the key" in result.stderr
    assert "sb_secret_wrong" not in result.stderr


@pytest.mark.parametrize(("large_table", "left"), [(1, 0), (2, 1)])
def test_a_large_table_has_its_months_counted(
    run: Callable[..., Result],
    empty_supabase: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    large_table: int,
    left: int,
) -> None:
    monkeypatch.setattr("cli.load.command.LARGE_TABLE", large_table)

    assert (
        run(write(tmp_path / "one.csv", {"job_id": "a", "actual_role": "Dev", "posted_date": "2026-01-05"})).exit_code
        == 0
    )

    headers = {"apikey": empty_supabase.secret_key}
    uncounted = httpx.post(f"{empty_supabase.url}/rest/v1/rpc/refresh_cells", json={"seconds": 0}, headers=headers)
    assert uncounted.json() == left
