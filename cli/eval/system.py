"""A JobLab of the evaluation's own: demo postings in a temporary folder, on free ports."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cli.model import Model
from cli.parts import Part, Print, api_environment, running
from evals.bedrock import forward_to, real_endpoint
from evals.cassette import Cassette, serving
from evals.planted import forget_from, plant
from local.supabase.project import Project

# The first start applies the migrations and makes 20,000 postings: 20 s, and many times that on a busy machine.
SECONDS_TO_START = 300


@contextmanager
def own_system(log: Print, record: Path | None, replay: Cassette | None) -> Iterator[tuple[str, Project]]:
    """The API's address and its project, for as long as the context lasts.

    The model is the one that `joblab dev` would use, recorded on `record` if given, or `replay` of it.

    Raises:
        PartError: there is no such model, or a part does not start.
    """
    model = Model.chosen(os.environ)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="joblab-eval-")))
        stack.enter_context(
            running(Part.module("supabase", 0, environment, "--data", str(data)), log, SECONDS_TO_START)
        )
        project = Project.read(data)
        plant(project.url, project.secret_key)
        if replay:
            forget_from(replay.today, project.url, project.secret_key)
        endpoint = stack.enter_context(_address(model, project, log, record, replay))
        gateway = Part.module("gateway", 0, api_environment(project, endpoint, model.settings))
        yield stack.enter_context(running(gateway, log, SECONDS_TO_START)), project


@contextmanager
def _address(
    model: Model, project: Project, log: Print, record: Path | None, replay: Cassette | None
) -> Iterator[str | None]:
    """Where the API finds the model; None is Amazon Bedrock itself."""
    with ExitStack() as stack:
        if replay:
            yield stack.enter_context(serving(replay))
            return
        is_real = model.arguments is None
        local = Part.model(project, 0, "--delta-ms", "0", *model.arguments or ())
        endpoint = real_endpoint() if is_real else stack.enter_context(running(local, log, SECONDS_TO_START))
        if record:
            cassette = Cassette(datetime.now(UTC).date(), record, forward_to(endpoint, sign=is_real))
            yield stack.enter_context(serving(cassette))
        else:
            yield None if is_real else endpoint
