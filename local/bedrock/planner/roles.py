"""Which role a word plays by what stands before and after it: rules as tables."""

from collections.abc import Sequence

from local.bedrock.planner.tags import Tag
from local.bedrock.planner.vocabulary import Sense

PREPOSITIONS = frozenset(
    {"in", "at", "by", "on", "via", "through", "near", "around", "within", "from", "for", "does", "did"}
)
# Which dimension an ambiguous value belongs to after a preposition, and otherwise.
_AFTER: dict[str, tuple[str, ...]] = {
    "at": ("company_name",),
    "by": ("company_name",),
    "on": ("platform",),
    "via": ("platform",),
    "through": ("platform",),
    "from": ("platform", "country"),
    "requiring": ("skills", "tools", "education_level"),
}
_OTHERWISE: tuple[str, ...] = (
    "country",
    "location",
    "job_function_std",
    "is_remote",
    "is_research",
    "job_level_std",
    "job_type_filled",
)
_OTHERWISE += ("company_industry_std", "education_level", "skills", "tools", "company_name", "platform")
_UNKNOWN_AFTER = {"in": "location", "near": "location", "around": "location", "within": "location", "from": "location"}
_UNKNOWN_AFTER |= {"at": "company_name", "by": "company_name", "requiring": "skills"}
_CAPITALS_AFTER = {
    "on": "platform",
    "via": "platform",
    "does": "company_name",
    "did": "company_name",
    "for": "company_name",
}
_LINKS = frozenset({"and", "or", ","})
_FIRM_WORDS = frozenset({"company_name", "company_industry_std"})


def choose_filter(tags: Sequence[Tag], at: int, context: str) -> Sense | None:
    """The filter that a phrase is here, if it is one; `context` is the preposition before it, or "requiring"."""
    filters = {sense.name: sense for sense in tags[at].senses if sense.kind == "filter"}
    if not filters:
        return None
    following = dimension_at(tags, _end_of_list(tags, at))
    if following in filters:
        return filters[following]
    if following in _FIRM_WORDS and "company_industry_std" in filters:
        return filters["company_industry_std"]
    order = (*_AFTER.get(context, ()), *_OTHERWISE)
    return next(filters[name] for name in order if name in filters)


def _end_of_list(tags: Sequence[Tag], at: int) -> int:
    """Behind the values that a value is listed with: "finance and energy" in "finance and energy industries"."""
    at += 1
    while at + 1 < len(tags) and tags[at].words in _LINKS and tags[at + 1].sense("filter"):
        at += 2
    return at


def dimension_at(tags: Sequence[Tag], at: int) -> str:
    """The dimension that a tag names; empty when it names none, or is not there."""
    sense = tags[at].sense("dimension") if at < len(tags) else None
    return sense.name if sense else ""


def role_of_unknown(context: str, *, capital: bool = False) -> str:
    """The filter that a word out of the vocabulary is a value of; empty when the wording does not tell."""
    return _UNKNOWN_AFTER.get(context, "") or (_CAPITALS_AFTER.get(context, "") if capital else "")
