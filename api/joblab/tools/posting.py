"""One posting as the row of a sheet."""

from collections.abc import Mapping

from joblab.jobs.schemas import JobCard
from joblab.tools.labels import label
from joblab.tools.sheet import Cell, Pay, Unit, plain


def posting(job: JobCard, path: str = "", filters: Mapping[str, object] = {}) -> dict[str, Cell]:
    """Everything about a posting but its text; `salary` is its pay as one cell, empty where it names none."""
    about = {"posting": job.actual_role or job.job_id, "company_name": job.company_name or "unknown"}
    money = Unit("money", "/".join(filter(None, (job.salary_currency, job.salary_period))))
    units = {"posted_date": Unit("date", "posted_date"), "salary_min": money, "salary_max": money}
    country = filters.get("country")
    if isinstance(country, str):
        units["location"] = Unit("place", country)
    values = job.model_dump(mode="json", exclude={"job_description"})
    cells = {
        name: Cell(
            plain(value) if isinstance(value, list) else value,
            units.get(name, Unit("name", name)),
            f"{path}{name}",
            label(name, about),
        )
        for name, value in values.items()
    }
    return cells | {
        "salary": Cell(_pay(job), Unit("pay", job.salary_currency or ""), f"{path}salary_min", label("salary", about))
    }


def _pay(job: JobCard) -> Pay | None:
    bounds = tuple(dict.fromkeys(bound for bound in (job.salary_min, job.salary_max) if bound is not None))
    return Pay(bounds, job.salary_currency or "", job.salary_period or "") if bounds else None
