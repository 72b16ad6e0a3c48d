"""Follow-ups: an utterance that leaves out what the one before it said ("and in France?", "only remote")."""

from dataclasses import replace

from evals.periods import Days
from local.standin.measures import PLACES
from local.standin.reading import Reading, Term
from local.standin.times import in_year, period_before, year_before

_SHAPE = frozenset((
    "count", "most", "least", "trend", "grow", "fall", "change", "compare", "than", "list", "latest", "oldest", "where",
    "who", "when", "sort", "ratio", "best_paid", "worst_paid", "different", "counted", "data", "values", "ordinal",
))  # fmt: skip
_MEASURE = frozenset({"pay", "median", "average", "share", "earn"})
_BACK = frozenset({"them", "there", "instead", "fragment", "it"})
# Values of the other dimension of a pair would contradict the new one.
_PAIRS = (frozenset(PLACES), frozenset({"job_function_std", "role_keyword"}))


def follow(previous: Reading | None, new: Reading, *, is_context: bool = False) -> Reading:
    """The new utterance, completed from the one before where it depends on it, or where that was said for it."""
    if previous is None or new.job_id or not (is_context or _depends(new)):
        empty = {"fragment", "them", "it"} if new.has_noun else {"fragment"}
        own = {cue: text for cue, text in new.cues.items() if cue not in empty}
        return replace(new, cues=own)
    if previous.left:  # what was not understood before is no more so now
        return replace(new, left=(*previous.left, *new.left))
    if previous.by and previous.has("most", "least") and not new.by and new.has("them", "it", "there"):
        return replace(new, left=(*new.left, *(new.cues[cue] for cue in ("them", "it", "there") if cue in new.cues)))
    if new.cues.get("fragment") == "or":
        return replace(new, left=(*new.left, "or"))
    if new.has("share") and not previous.has("share"):
        earlier = [replace(term, zone="noun" if term.zone == "noun" else "after") for term in previous.terms]
        previous = replace(previous, terms=tuple(earlier))
    if strange := _strange(previous, new):
        return replace(new, left=(*new.left, *strange))
    if new.has("next"):
        return replace(previous, page=previous.page + 1, left=new.left)
    shape = bool(_SHAPE & new.cues.keys())
    return replace(
        new,
        cues=_cues(previous, new),
        terms=_terms(previous, new),
        periods=_periods(previous, new),
        ends=new.ends if new.periods else previous.ends,
        by=new.by or (() if new.has("count", "list") else previous.by),
        counted=new.counted or ("" if shape or new.by else previous.counted),
        limit=new.limit or (None if shape else previous.limit),
        least=new.least or previous.least,
        has_noun=True,
    )


def _strange(previous: Reading, new: Reading) -> list[str]:
    """Words of a follow-up that do not say what becomes of what was said before."""
    again = {term.name for term in new.terms} & {term.name for term in previous.terms}
    adds = new.has("also") or new.cues.get("fragment") == "with"
    left = [new.cues.get("also") or new.cues["fragment"]] if again and adds else []
    cut = set(previous.by) if previous.limit and not new.limit else set()  # "top 3 cities", "all cities"
    left += [new.cues.get("split", name) for name in new.by if previous.terms_of(name) or name in cut]
    left += [new.cues["fall"]] if again and new.has("fall") and not new.periods else []  # "drop Python"
    return left + ([new.cues["next"]] if new.has("next") and (previous.by or new.limit) else [])


def _depends(new: Reading) -> bool:
    if not new.says_something and not new.cues.keys() - _BACK:
        return False
    if new.has("them", "there", "instead", "next", "it"):
        return True
    if new.has("share") and new.terms and all(term.zone == "among" for term in new.terms):
        return True
    shape = bool((_SHAPE | _MEASURE) & new.cues.keys())
    if new.has("fragment", "only"):
        return not (shape and (new.has_noun or _is_whole(new)))
    return not (new.has_noun or _is_whole(new) or new.has("data", "values"))


def _is_whole(new: Reading) -> bool:
    """Whether it asks something without a word for postings: "top 5 skills", "median salary of nurses"."""
    shape = bool((_SHAPE | _MEASURE) & new.cues.keys())
    ranks = new.has("most", "least", "grow", "fall", "counted", "best_paid", "worst_paid")
    is_ranking = ranks and bool(new.by or (new.counted and (new.terms or new.periods)))
    titled = any(new.terms_of(name) for name in ("job_function_std", "role_keyword"))
    return is_ranking or (titled and shape)


def _is_shift(new: Reading) -> bool:
    """ "and the month before?" asks for that month, not for a comparison with it."""
    earlier = new.has("previous_year", "previous_period")
    return earlier and not (new.has("grow", "fall", "change", "compare") or new.terms or new.periods)


def _cues(previous: Reading, new: Reading) -> dict[str, str]:
    if _is_shift(new) and previous.periods:
        return dict(previous.cues)
    own = {cue: text for cue, text in new.cues.items() if cue not in _BACK | {"only"}}  # "only full-time": a filter
    dropped = _BACK | {"only", "ordinal"}
    if own.keys() & _SHAPE - {"compare"}:
        dropped |= _SHAPE | {"limit"}
    elif new.by:
        dropped |= {"list", "count", "counted"}
    if new.by or new.has("count", "list"):
        dropped |= {"split"}
    if own.keys() & _MEASURE or new.has("count", "list"):
        dropped |= _MEASURE | ({"count"} if "share" in own else set())
    return {cue: text for cue, text in previous.cues.items() if cue not in dropped} | own


def _terms(previous: Reading, new: Reading) -> tuple[Term, ...]:
    """New values stand instead of the earlier ones: "and Java?" does, "how many of them want Java" does not."""
    extends = new.has("compare", "than") or (previous.has("compare", "than") and not new.has("instead"))
    kept = list(previous.terms)
    for term in new.terms if not new.has("them") else ():
        family = next((pair for pair in _PAIRS if term.name in pair), {term.name})
        same = [each for each in kept if each.name in family and each.how == term.how]
        if not (extends and any(each.name == term.name for each in same)):
            kept = [each for each in kept if each not in same]
    if any(term.zone == "verb" for term in new.terms) and new.has("count"):
        kept = [term for term in kept if term.zone != "verb"]
    return (*kept, *new.terms)


def _periods(previous: Reading, new: Reading) -> tuple[Days, ...]:
    if _is_shift(new) and previous.periods:
        before = year_before if new.has("previous_year") else period_before
        return tuple(map(before, previous.periods))
    periods = new.periods or previous.periods
    if new.is_same and previous.periods:
        periods = tuple(in_year(previous.periods[-1], year.start.year) for year in new.periods if year.start)
    joins = new.periods and new.has("compare", "than")
    return (*previous.periods, *periods) if joins else periods
