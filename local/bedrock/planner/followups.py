"""Follow-ups: an utterance that leaves out what the one before it said ("and in France?", "only remote")."""

from dataclasses import replace

from local.bedrock.planner.periods import Period
from local.bedrock.planner.reading import PLACES, Filters, FilterValue, Reading

_SHAPE = frozenset(
    {
        "count",
        "most",
        "least",
        "trend",
        "growth",
        "fall",
        "change",
        "compare",
        "list",
        "latest",
        "oldest",
        "where",
        "who",
    }
    | {"when", "details", "or", "more_than", "sort", "previous_year", "previous_period", "ascending", "descending"}
)
_MEASURE = frozenset({"median_salary", "average", "remote_share", "share", "distinct"})
_LISTING = frozenset({"list", "latest", "oldest", "sort", "next", "details"})
_ANAPHORA = ("instead", "there", "only", "next")
# Values of the other dimension of a pair would contradict the new one.
_REPLACED = (("country", "location"), ("job_function_std", "role_keyword"), ("skills", "tools"))


def follow(previous: Reading | None, new: Reading) -> Reading:
    """The new utterance, completed from the one before when it depends on it."""
    if previous is None or new.job_id or not _depends(new):
        return new
    if new.has("next"):
        return replace(previous, page=previous.page + 1, limit=new.limit or previous.limit, unknown=new.unknown)
    return replace(
        new,
        cues=_cues(previous, new),
        dimensions=_dimensions(previous, new),
        counted=new.counted or ("" if new.has(*_SHAPE) or new.dimensions else previous.counted),
        filters=_filters(previous, new),
        before_noun=new.before_noun | (previous.before_noun if not new.after_verb else frozenset()),
        after_verb=new.after_verb or (previous.after_verb - (set() if previous.has("share") else set(PLACES))),
        periods=_periods(previous, new),
        limit=new.limit or (previous.limit if not new.has(*_SHAPE) and not new.dimensions else None),
        talks_of_jobs=True,
    )


def _depends(new: Reading) -> bool:
    if new.is_empty and not new.has("list"):
        return new.has("only", "next")
    if new.has(*_ANAPHORA) or (new.has("fragment") and not (new.has(*_SHAPE, *_MEASURE) or new.dimensions)):
        return True
    titled = "job_function_std" in new.filters or "role_keyword" in new.filters
    return not (
        new.talks_of_jobs
        or new.has("help")
        or (new.has("describe") and not new.has("count"))
        or (titled and new.has(*_SHAPE, *_MEASURE))
    )


def _means_earlier(new: Reading) -> bool:
    """ "and the month before?" asks for that month, not for a comparison with it."""
    earlier = new.has("previous_year", "previous_period")
    return earlier and not (new.has("growth", "fall", "change", "compare") or new.filters or new.periods)


def _is_listing(new: Reading) -> bool:
    return new.has(*_LISTING) and not (
        new.has("most", "least", "count", *_MEASURE - {"median_salary"}) or new.dimensions
    )


def _cues(previous: Reading, new: Reading) -> frozenset[str]:
    if _is_listing(new):
        return new.cues
    if _means_earlier(new) and previous.periods:
        return previous.cues
    shape = new.cues & _SHAPE or (previous.cues & _SHAPE) - (
        _LISTING if new.dimensions or new.cues & _MEASURE else set()
    )
    if new.has("compare") and not new.dimensions:
        shape |= previous.cues & _SHAPE - _LISTING - {"count"}
    counts_anew = new.has("count") and not new.has(*_MEASURE)
    measure = new.cues & _MEASURE or (frozenset() if counts_anew else previous.cues & _MEASURE)
    if new.has("share") and previous.dimensions and not new.filters:
        shape |= {"proportional"}
    kept = {"relative"} if new.dimensions else {"relative", "singular"}
    return shape | measure | (new.cues - _SHAPE - _MEASURE) | (previous.cues & kept)


def _dimensions(previous: Reading, new: Reading) -> tuple[str, ...]:
    if new.dimensions:
        return new.dimensions
    if _is_listing(new) or (new.has("count") and not new.has(*_MEASURE)):
        return ()
    return previous.dimensions


def _filters(previous: Reading, new: Reading) -> Filters:
    kept: dict[str, FilterValue] = dict(previous.filters)
    extends = _extends(previous, new)
    for name in new.filters:
        for family in _REPLACED if not new.has("only") else ():
            if name in family:
                kept = {k: v for k, v in kept.items() if k not in family or (extends and k == name)}
    if new.after_verb and new.has("count") and not new.has("there"):
        kept = {k: v for k, v in kept.items() if k not in previous.after_verb}
    for name, value in new.filters.items():
        before = kept.get(name)
        if extends and isinstance(before, tuple) and isinstance(value, tuple):
            kept[name] = tuple(dict.fromkeys((*before, *value)))
        else:
            kept[name] = value
    return kept


def _extends(previous: Reading, new: Reading) -> bool:
    """Whether the new values join the earlier ones: "compare with France", or one more side of a comparison."""
    if new.has("compare"):
        return not new.has("instead")
    return previous.has("compare", "or", "more_than") and any(name in new.filters for name in previous.several)


def _periods(previous: Reading, new: Reading) -> tuple[Period, ...]:
    if _means_earlier(new) and previous.periods:
        shift = Period.year_before if new.has("previous_year") else Period.before
        return tuple(shift(period) for period in previous.periods)
    periods = new.periods or previous.periods
    if new.same and previous.periods:
        periods = tuple(previous.periods[-1].in_year(year.start.year) for year in periods if year.start)
    if new.periods and new.has("compare") and not new.has("instead"):
        return (*previous.periods, *periods)
    return periods
