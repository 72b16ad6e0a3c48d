"""Faults of the database: PostgREST refuses, breaks off, hangs, or answers with what is no answer."""

import json
from collections.abc import Iterator, Mapping

from joblab.chat.identity import Identity
from local.wire import BEGUN, ENVIRONMENT, STATS, Json, Played, answer
from tests.integration.reliability.fault import (
    ANSWER,
    API_KEY,
    FOR_EVER,
    LOOKS_UP,
    MARK,
    REDIRECT,
    SECRET,
    TELLS,
    Fault,
    Raw,
    Request,
    Step,
    count,
    says,
)

UNTIL = "2099-01-01T00:00:00+00:00"
GIVES_UP = says("I could not look that up.")
HTML = Played((f"<html>{SECRET}</html>".encode(),), 200, (("content-type", "text/html"),))
LIMITS = ("day_usd", "month_usd", "visitor_questions", "visitor_tokens")
# The id of a conversation that the app has issued.
OURS = Identity(ENVIRONMENT["SUPABASE_API_JWT"]).new_conversation()
HELLO = "Hello, ask me about jobs."


def fault(name: str, database: Mapping[str, Step], *model: Step, **more: object) -> Fault:
    """One of the database's; a function plays its one step for ever."""
    scripts = {function: [step] for function, step in database.items()}
    return Fault("database", name, model or (LOOKS_UP, TELLS), scripts, **more)  # type: ignore[arg-type]


def in_look_up(name: str, step: Step, **more: object) -> Fault:
    """A fault of a tool call; where the model hears of it, it says that it could not look that up."""
    return fault(f"a look-up: {name}", {"job_stats": step}, LOOKS_UP, GIVES_UP, **more)


def failure(code: str | None, status: int, message: str = SECRET) -> Played:
    """An error of PostgREST's."""
    return answer({"code": code, "message": message, "details": SECRET, "hint": None}, status)


def _look_ups() -> Iterator[Fault]:
    yield in_look_up("hangs up without a word", Raw())
    yield in_look_up("bytes that are no HTTP", Raw(b"\x15\x03\x01\x00\x02\x02\x46" * 4))
    yield in_look_up("200 with a page of HTML", HTML)
    yield in_look_up("200 with JSON that is cut off", Played((json.dumps(STATS).encode()[:-9],)))
    yield in_look_up("200, the connection cut off in the body", Played((json.dumps(STATS).encode()[:-9],), cut=True))
    others: dict[str, object] = {"null": None, "{}": {}, "a list": [STATS], "a string": SECRET}
    for name, value in others.items():
        yield in_look_up(f"200 with {name}", answer(value))
    yield in_look_up("200 with JSON nested 100,000 deep", Played((b"[" * 100_000,)))
    yield in_look_up("200 with 20 MB of something else", answer("x" * 20_000_000))
    yield in_look_up("401, the token has expired", failure("PGRST303", 401, "JWT expired"))
    yield in_look_up("403, permission denied", failure("42501", 403))
    yield in_look_up("404, no such function", failure("PGRST202", 404))
    yield in_look_up("429, throttled", failure(None, 429))
    yield in_look_up("500 with a secret in it", failure("XX000", 500))
    yield in_look_up("503, no connection left", failure("PGRST003", 503))
    once = {"job_stats": [failure("PGRST003", 503), answer(STATS)]}
    yield Fault("database", "a look-up: 503 once, then an answer", (LOOKS_UP, TELLS), once, answer=ANSWER)
    yield in_look_up("statement timeout (57014)", failure("57014", 500))
    yield in_look_up(
        "a value it does not know (22023)", failure("22023", 400, "unknown dimension planet; allowed: country")
    )
    yield in_look_up("redirect to another address (302)", Played((b"",), 302, (REDIRECT,)))
    yield in_look_up("silence", Raw(after=FOR_EVER), seconds=21)
    drip = tuple(b"{" if place == 0 else b" " for place in range(FOR_EVER))
    yield in_look_up("a byte a second for ever", Played(drip, pauses=(1.0,) * FOR_EVER), seconds=21)
    two = says(count(), {"id": "list", "name": "search_jobs", "input": {"role_keyword": MARK}})
    yield fault("two look-ups, the first fails (500)", {"job_stats": failure("XX000", 500)}, two, TELLS)
    yield fault(
        "two look-ups, the second is too slow (57014)",
        {"search_jobs": failure("57014", 500)},
        two,
        TELLS,
        answer=ANSWER,
    )
    lists = says({"name": "describe_data", "input": {"dimension": "company_name", "starts_with": MARK}})
    yield fault("a look-up of what values there are fails (500)", {"describe_data": failure("XX000", 500)}, lists)
    second = says(count("second", country="France"))
    steps = {"job_stats": [answer(STATS), failure("XX000", 500)]}
    yield Fault("database", "the look-up of a second round fails (500)", (LOOKS_UP, second, TELLS), steps)


def _begins() -> Iterator[Fault]:
    """Without an account of what is spent no model is asked."""
    more: dict[str, object] = {"asks_no_model": True, "unsettled": "nothing is reserved"}
    steps: dict[str, Step] = {
        "401, the token has expired": failure("PGRST303", 401, "JWT expired"),
        "429, throttled": failure(None, 429),
        "500 with a secret in it": failure("XX000", 500),
        "503, the project is paused": failure(None, 503),
        "200 with a page of HTML": HTML,
        "an answer without `refused`": answer({name: value for name, value in BEGUN.items() if name != "refused"}),
        "null": answer(None),
        "redirect to another address (307)": Played((b"",), 307, (REDIRECT,)),
    }
    yield fault("refuses the connection", {}, place="refusing", closes="database", **more)
    for name, step in steps.items():
        yield fault(f"the turn's begin: {name}", {"begin_turn": step}, **more)
    for name, refusal in {"is a word": "yes", "until no day": {"limit": "day_usd", "until": "soon"}}.items():
        step = answer({**BEGUN, "refused": refusal})
        yield fault(f"the turn's begin: `refused` {name}", {"begin_turn": step}, **more)
    stays = {**more, "unsettled": "what it may have reserved stays as spent"}
    yield fault("the turn's begin: silence", {"begin_turn": Raw(after=FOR_EVER)}, **stays)
    for limit in LIMITS:
        refused = answer({**BEGUN, "refused": {"limit": limit, "until": UNTIL}})
        yield fault(f"the turn's begin: the limit {limit} is reached", {"begin_turn": refused}, **more)
    nonsense = answer({**BEGUN, "history": [{"question": 5}]})
    follows = Request(body=lambda _door, question: json.dumps({"prompt": question, "conversation_id": OURS}).encode())
    yield fault(
        "the turn's begin: a history that makes no sense",
        {"begin_turn": nonsense},
        request=follows,
        doors=("ask",),
        answer=ANSWER,
    )
    nonsense = answer({**BEGUN, "plan": {"calls": "all"}, "key": "plan:x"})
    yield fault("the turn's begin: a plan that makes no sense", {"begin_turn": nonsense}, answer=ANSWER)
    yield fault(
        "the turn's begin: a plan that no longer fits", {"begin_turn": _planned("{nowhere.total} jobs.")}, answer=ANSWER
    )
    misses = {"begin_turn": [_planned("{total} jobs.")], "job_stats": [failure("XX000", 500), answer(STATS)]}
    yield Fault("database", "a remembered plan's look-up fails once (500)", (LOOKS_UP, TELLS), misses, answer=ANSWER)


def _planned(text: str) -> Played:
    call: Json = {"name": "job_stats", "input": {"role_keyword": MARK}}
    return answer({**BEGUN, "plan": {"calls": [call], "text": text, "own": 0}, "key": "plan:x"})


def _ends() -> Iterator[Fault]:
    """What is not written down is still answered; what was reserved stays."""
    steps: dict[str, Step] = {
        "500 with a secret in it": failure("XX000", 500),
        "silence": Raw(after=FOR_EVER),
        "200 with a page of HTML": HTML,
    }
    for name, step in steps.items():
        stays = "its reservation stays as spent"
        yield fault(f"the turn's end: {name}", {"end_turn": step}, answer=ANSWER, unsettled=stays)


def _without_limits() -> Iterator[Fault]:
    place: dict[str, object] = {"place": "without limits", "request": Request(headers={"x-api-key": API_KEY})}
    yield fault("its name does not resolve, all limits off", {}, says(HELLO), answer=HELLO, **place)
    yield fault("its name does not resolve, all limits off, a look-up", {}, **place)


FAULTS = [*_look_ups(), *_begins(), *_ends(), *_without_limits()]
