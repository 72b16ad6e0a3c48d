"""Which model ids the stand-in answers to, and where the models differ in what they accept."""

import re
from dataclasses import dataclass

from local.bedrock.errors import BedrockError

STAND_IN = "joblab.stand-in"
_CLAUDE = re.compile(r"(?:arn:aws[\w-]*:bedrock:.*/)?(?:[a-z]{2,6}\.)?anthropic\.claude-[a-z0-9.:-]+")
_DEFAULT_CACHE_MINIMUM = 1024


@dataclass(frozen=True)
class Model:
    """What one model accepts.

    Attributes:
        takes_sampling: false where temperature, topP and an assistant prefill are refused.
        cache_minimum: the smallest prompt, in tokens, that a cachePoint takes effect on.
    """

    takes_sampling: bool
    cache_minimum: int


# Matched as a part of the id; figures from the project's list of Bedrock facts (November 2026).
_MODELS = {
    "claude-haiku-5-5": Model(takes_sampling=False, cache_minimum=512),
    "claude-haiku-4-5": Model(takes_sampling=True, cache_minimum=4096),
    "claude-3-5-haiku": Model(takes_sampling=True, cache_minimum=2048),
}


def model_of(model_id: str) -> Model:
    """The rules for the stand-in's own id, or those of the Claude that it imitates: an id or an inference profile.

    Raises:
        BedrockError: it is neither: ResourceNotFoundException for an ARN, ValidationException for an id.
    """
    if model_id == STAND_IN:
        return Model(takes_sampling=True, cache_minimum=512)
    if not _CLAUDE.fullmatch(model_id):
        if model_id.startswith("arn:"):
            raise BedrockError("ResourceNotFoundException", "Could not resolve the foundation model.")
        raise BedrockError("ValidationException", "The provided model identifier is invalid.")
    known = (model for part, model in _MODELS.items() if part in model_id)
    return next(known, Model(takes_sampling=True, cache_minimum=_DEFAULT_CACHE_MINIMUM))
