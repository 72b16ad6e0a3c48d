"""`python -m tests.integration.reliability`: run every fault and write docs/reliability.md."""

from tests.integration.reliability.document import PATH, written
from tests.integration.reliability.run import run

PATH.write_text(written(run()))
