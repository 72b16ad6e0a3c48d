"""Which model answers, by the environment."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.model import Model
from cli.parts import PartError
from joblab.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

JOBLAB = Path(sys.executable).with_name("joblab")
OLLAMA = {"JOBLAB_MODEL": "claude", "ANTHROPIC_BASE_URL": "http://localhost:11434"}
KEY = {"JOBLAB_MODEL": "claude", "ANTHROPIC_API_KEY": "sk-ant-secret"}


def told(
    model: Model, monkeypatch: pytest.MonkeyPatch, **environment: str
) -> tuple[str, tuple[float, ...], int | None]:
    """What the API makes of it: the id, the prices, the smallest prompt that is cached."""
    for name in ("BEDROCK_MODEL_ID", "BEDROCK_PRICES", "BEDROCK_CACHE_MINIMUM"):
        monkeypatch.delenv(name, raising=False)
    supabase = {"SUPABASE_URL": "http://localhost:54321", "SUPABASE_SERVICE_ROLE_KEY": "secret"}
    for name, value in {**supabase, **environment, **model.settings}.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    profile = settings.model_profile
    return settings.BEDROCK_MODEL_ID, tuple(profile.prices), profile.smallest_cacheable_prompt


@pytest.mark.parametrize("environment", [{}, {"JOBLAB_MODEL": ""}])
def test_the_stand_in_answers_under_its_own_name(
    environment: "Mapping[str, str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Model.chosen(environment)

    assert told(model, monkeypatch) == ("joblab.stand-in", (0.11, 0.55, 0.1375, 0.011), 512)
    assert "no language model" in model.said
    assert model.arguments == ()


def test_claude_answers_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model.chosen(KEY)

    assert told(model, monkeypatch) == ("claude-haiku-5-5", (0.11, 0.55, 0.1375, 0.011), 512)
    assert model.said == "claude-haiku-5-5 at https://api.anthropic.com"
    assert model.arguments == ("--messages",)


def test_a_model_on_ones_own_machine_costs_nothing_unless_somebody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    free = Model.chosen({**OLLAMA, "JOBLAB_MODEL_ID": "qwen3:8b"})
    priced = Model.chosen({**OLLAMA, "JOBLAB_MODEL_ID": "qwen3:8b", "BEDROCK_PRICES": "1,2,3,4"})

    assert told(free, monkeypatch) == ("qwen3:8b", (0, 0, 0, 0), None)
    assert free.said == "qwen3:8b at http://localhost:11434, counted as free of charge"
    assert told(priced, monkeypatch, BEDROCK_PRICES="1,2,3,4") == ("qwen3:8b", (1, 2, 3, 4), None)
    assert priced.said == "qwen3:8b at http://localhost:11434"


def test_bedrock_itself_answers_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    model = Model.chosen({"JOBLAB_MODEL": "bedrock", "BEDROCK_MODEL_ID": "eu.anthropic.claude-haiku-5-5"})

    assert (model.settings, model.arguments) == ({}, None)
    assert model.said == "eu.anthropic.claude-haiku-5-5 on Amazon Bedrock in eu-central-1"


REFUSED: "Mapping[str, tuple[dict[str, str], str]]" = {
    "no such model": ({"JOBLAB_MODEL": "gpt"}, "JOBLAB_MODEL is 'gpt': set it to claude or bedrock, or to nothing."),
    "claude without key or address": (
        {"JOBLAB_MODEL": "claude", "ANTHROPIC_API_KEY": ""},
        "JOBLAB_MODEL=claude: set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL to a server of the Messages API.",
    ),
    "a paid model without prices": (
        {**KEY, "JOBLAB_MODEL_ID": "claude-opus-9"},
        "JOBLAB_MODEL=claude: set BEDROCK_PRICES to what claude-opus-9 costs (.env.example).",
    ),
}


@pytest.mark.parametrize(("environment", "line"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_is_refused_in_one_line(environment: dict[str, str], line: str) -> None:
    with pytest.raises(PartError) as caught:
        Model.chosen(environment)

    assert str(caught.value) == line


@pytest.mark.parametrize("command", [["dev"], ["eval", "--start"]], ids=["dev", "eval"])
def test_nothing_is_started_for_a_model_that_is_none(command: list[str]) -> None:
    environment = {**os.environ, "JOBLAB_MODEL": "gpt"}

    run = subprocess.run([JOBLAB, *command], env=environment, capture_output=True, text=True, timeout=30, check=False)

    assert run.returncode == 1
    (line,) = (run.stdout + run.stderr).splitlines()
    assert "JOBLAB_MODEL is 'gpt'" in line
