"""How large a package is, and how large it may be. Sizes in bytes; 1 MB is a million."""

import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, whose MB are 1,048,576 bytes
ZIPPED_LIMIT = 50 * 2**20
UNPACKED_LIMIT = 250 * 2**20
# Our own: a smaller zip starts faster.
ZIPPED_TARGET = 9_000_000


@dataclass(frozen=True)
class Size:
    """Of some files: in the zip, and unpacked."""

    zipped: int
    unpacked: int


@dataclass(frozen=True)
class PackageSize:
    """Of a whole zip, and of each top-level package in it, the largest in the zip first."""

    total: Size
    packages: dict[str, Size]

    @classmethod
    def of(cls, path: Path) -> "PackageSize":
        """Measure a zip; its own directory counts in the total alone."""
        zipped: Counter[str] = Counter()
        unpacked: Counter[str] = Counter()
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                package = entry.filename.partition("/")[0].partition(".")[0]
                zipped[package] += entry.compress_size
                unpacked[package] += entry.file_size
        packages = {name: Size(size, unpacked[name]) for name, size in zipped.most_common()}
        return cls(Size(path.stat().st_size, unpacked.total()), packages)

    def exceeded_limits(self) -> list[str]:
        """A sentence for each of Lambda's limits that this package is over."""
        limits = [("zipped", self.total.zipped, ZIPPED_LIMIT), ("unpacked", self.total.unpacked, UNPACKED_LIMIT)]
        return [f"{name}, {size:,} bytes are over Lambda's {limit:,}." for name, size, limit in limits if size > limit]
