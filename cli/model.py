"""Which model answers on this machine, by JOBLAB_MODEL: the stand-in, Claude by key or its like, or Amazon Bedrock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from cli.parts import STAND_IN_SETTINGS, PartError
from evals.bedrock import region
from joblab.bedrock.profiles import built_in_profile
from joblab.settings import Settings
from local.messages.upstream import ANTHROPIC, Upstream, UpstreamError

DEFAULT_CLAUDE = "claude-haiku-5-5"
NO_COSTS = "0,0,0,0"


@dataclass(frozen=True)
class Model:
    said: str
    """For people, in a line."""
    settings: Mapping[str, str]
    """What the API is told of it."""
    arguments: tuple[str, ...] | None = ()
    """Of `python -m local.bedrock`, behind which it answers; None for Amazon Bedrock itself."""

    @classmethod
    def chosen(cls, environment: Mapping[str, str]) -> Self:
        """An empty variable counts as unset.

        Raises:
            PartError: there is no such model, or something that it needs is not set.
        """
        match environment.get("JOBLAB_MODEL", ""):
            case "":
                return cls("the stand-in: rules, no language model (another: docs/models.md)", STAND_IN_SETTINGS)
            case "claude":
                return cls._messages(environment)
            case "bedrock":
                model_id = environment.get("BEDROCK_MODEL_ID") or Settings.model_fields["BEDROCK_MODEL_ID"].default
                return cls(f"{model_id} on Amazon Bedrock in {region()}", {}, None)
            case other:
                raise PartError(f"JOBLAB_MODEL is {other!r}: set it to claude or bedrock, or to nothing.")

    @classmethod
    def _messages(cls, environment: Mapping[str, str]) -> Self:
        try:
            upstream = Upstream.from_environment(environment)
        except UpstreamError as error:
            raise PartError(f"JOBLAB_MODEL=claude: {error}.") from None
        model_id = environment.get("JOBLAB_MODEL_ID") or DEFAULT_CLAUDE
        said, settings = f"{model_id} at {upstream.base_url}", {"BEDROCK_MODEL_ID": model_id}
        if built_in_profile(model_id) or environment.get("BEDROCK_PRICES"):
            return cls(said, settings, ("--messages",))
        if upstream.base_url == ANTHROPIC:  # a budget that counts nothing is none
            raise PartError(f"JOBLAB_MODEL=claude: set BEDROCK_PRICES to what {model_id} costs (.env.example).")
        return cls(f"{said}, counted as free of charge", {**settings, "BEDROCK_PRICES": NO_COSTS}, ("--messages",))
