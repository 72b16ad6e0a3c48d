"""`python -m local.bedrock --messages` as a process."""

import os
import signal
import subprocess
import sys
from contextlib import closing

from tests.unit.local.bedrock.client import connect
from tests.unit.local.messages.asking import events, refusal, stop_reason
from tests.unit.local.messages.server import MessagesServer, refused, reply, text

COMMAND = [sys.executable, "-m", "local.bedrock", "--messages", "--port", "0"]


def environment(**more: str) -> dict[str, str]:
    """This one, but for what says where the model is."""
    return {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC_")} | more


def test_a_server_on_ones_own_machine_needs_no_key(server: MessagesServer) -> None:
    server.script = [reply(text(0, "Hello.")), refused(404, "not_found_error", "model 'claude-haiku-5-5' not found")]
    own = environment(ANTHROPIC_BASE_URL=server.url, ANTHROPIC_API_KEY="")
    with subprocess.Popen(COMMAND, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            with closing(connect(process.stdout.readline().split()[1])) as client:
                assert stop_reason(events(client)) == "end_turn"
                refusal(client)
        finally:
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=10)

    assert server.requests[0]["headers"]["authorization"] == "Bearer none"
    assert (process.returncode, output) == (0, "")
    assert errors == "ResourceNotFoundException: model 'claude-haiku-5-5' not found\n"


def test_a_model_that_nobody_named_is_missed_in_one_line() -> None:
    finished = subprocess.run(COMMAND, env=environment(), capture_output=True, text=True, timeout=20)

    assert finished.returncode == 1
    assert finished.stderr == (
        "local.bedrock: set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL to a server of the Messages API\n"
    )
