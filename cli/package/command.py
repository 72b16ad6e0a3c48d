"""`joblab package`: build dist/llm-backend.zip."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.package.build import build
from cli.package.install import Arch, PackageError
from cli.package.sizes import UNPACKED_LIMIT, ZIPPED_LIMIT, ZIPPED_TARGET, PackageSize, Size

ROOT = Path(__file__).absolute().parents[2]
API = ROOT / "api"
ZIP = ROOT / "dist" / "llm-backend.zip"
PACKAGES_SHOWN = 8

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def package(arch: Annotated[Arch, typer.Option(help="The function's processor: arm64 or x86_64.")] = "arm64") -> None:
    """Build dist/llm-backend.zip, the code that Lambda receives."""
    try:
        size = build(API, arch, ZIP)
    except PackageError as error:
        errors.print(f"package: {error}", markup=False)
        raise typer.Exit(1) from None
    console.print(_table(size, f"{ZIP.relative_to(ROOT)}, {arch}"))
    if size.total.zipped > ZIPPED_TARGET:
        errors.print(f"package: over the target of {_megabytes(ZIPPED_TARGET)} zipped")


def _table(size: PackageSize, title: str) -> Table:
    table = Table("", title=title)
    for heading in ("zipped", "unpacked"):
        table.add_column(heading, justify="right")
    packages = list(size.packages.items())
    rest = [size for _, size in packages[PACKAGES_SHOWN:]]
    others = Size(sum(size.zipped for size in rest), sum(size.unpacked for size in rest))
    for name, part in [*packages[:PACKAGES_SHOWN], (f"{len(rest)} others", others)]:
        table.add_row(name, _megabytes(part.zipped), _megabytes(part.unpacked))
    table.add_section()
    table.add_row("all", _megabytes(size.total.zipped), _megabytes(size.total.unpacked))
    table.add_row("target", _megabytes(ZIPPED_TARGET), "")
    table.add_row("Lambda's limit", _megabytes(ZIPPED_LIMIT), _megabytes(UNPACKED_LIMIT))
    return table


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.2f} MB"
