"""What holds for every fault."""

import json
import re
from collections.abc import Iterator

from local.wire import ENVIRONMENT
from tests.integration.reliability.fault import API_KEY, READY, SECRET
from tests.integration.reliability.play import Seen
from tests.integration.reliability.upstreams import ENDING_TOKEN

# API Gateway's limit, and a little for this machine.
LONGEST = 30.5
_KEYS = {name for name in ENVIRONMENT if name.startswith(("AWS_ACCESS", "AWS_SECRET", "SUPABASE_"))}
SECRETS = [SECRET, API_KEY, ENDING_TOKEN, *(ENVIRONMENT[name] for name in _KEYS)]
DETAILS = ["Traceback", 'File "', "127.0.0.1", "localhost", "elsewhere", "nowhere.invalid", "select ", "pg_"]
# How an answer says that it is not the model's whole one.
NOT_WHOLE = ["(Time ran out", "(The answer was too long", "I could not", "I can only answer"]
# Refusals that are no failures of ours.
LIMITS = {"urn:joblab:budget-exhausted", "urn:joblab:visitor-limit"}
PROBLEM = {"type", "title", "status", "detail", "request_id"}
BLAMELESS = {"too-large"}


def violations(seen: Seen) -> list[str]:
    """What does not hold, in sentences."""
    checks = (
        _is_json,
        _leaks,
        _form,
        _stream_ends,
        _in_time,
        _counts,
        _settles,
        _is_answered,
        _is_whole,
        _asks,
        _grows,
    )
    return [sentence for check in checks for sentence in check(seen)]


def _is_json(seen: Seen) -> Iterator[str]:
    """Python reads NaN and Infinity, and no browser does."""
    response = seen.response
    frames = re.findall(r"^data: (\{.*\})$", response.text, re.MULTILINE) if response.is_stream else [response.text]
    found: list[str] = []
    for text in filter(None, frames):
        json.loads(text, parse_constant=found.append)
    yield from (f"the visitor is sent {constant}, which is no JSON" for constant in found)


def _leaks(seen: Seen) -> Iterator[str]:
    said = seen.response.text + str(dict(seen.response.headers))
    yield from (f"the visitor sees {text!r}" for text in [*SECRETS, *DETAILS] if text in said)
    logged = json.dumps([seen.line, seen.beside])
    yield from (f"the log shows {text!r}" for text in [*SECRETS, "How many jobs"] if text in logged)


def _form(seen: Seen) -> Iterator[str]:
    """A failure is one of our problem+json, except where the platform answers."""
    response = seen.response
    if seen.line and any("unexpected" in str(printed) for printed in seen.beside):
        yield "an exception that nobody expected"
    if seen.line and response.status and seen.line["status"] != response.status and not seen.case.fault.in_platform:
        yield f"the log says {seen.line['status']} of a response with {response.status}"
    if response.status < 400 or seen.case.fault.in_platform or seen.case.fault.request.method == "HEAD":
        return
    if seen.case.fault.request.path == READY:
        return  # its answer is a report, good or bad
    if not response.request_id:
        yield "the response does not name the request"
    if response.headers["content-type"] != "application/problem+json":
        yield f"{response.status} is no problem+json but {response.text[:100]}"
    elif not (response.json().keys() >= PROBLEM and response.json()["status"] == response.status):
        yield "the problem+json is not complete"
    elif response.status == 500 or len(response.json().get("errors", [])) > 20:
        yield response.text


def _stream_ends(seen: Seen) -> Iterator[str]:
    response = seen.response
    if not response.is_stream or seen.case.fault.request.leaves is not None:
        return
    types = [chunk["type"] for chunk in response.chunks()]
    if types[-1:] != ["finish"] or types.count("finish") != 1 or not response.text.endswith("data: [DONE]\n\n"):
        yield f"the stream does not end in one finish and [DONE] but in {response.text[-100:]}"
    elif ("error" in types) != (response.chunks()[-1]["finishReason"] == "error"):
        yield "its reason to finish is not that of an error"


def _in_time(seen: Seen) -> Iterator[str]:
    if seen.response.seconds > LONGEST:
        yield f"it took {seen.response.seconds:.1f} s"
    if seen.response.is_cut and seen.case.fault.request.leaves is None and not seen.case.fault.in_platform:
        yield "the connection was cut"


def _counts(seen: Seen) -> Iterator[str]:
    """FailedAnswers is 1 exactly where a turn failed for reasons of ours."""
    if seen.line is None or seen.line.get("route") not in ("/ai/ask", "/ai/chat"):
        return
    response, error = seen.response, seen.line.get("error")
    if response.is_stream:
        is_failed = response.chunks()[-1:] == [{"type": "finish", "finishReason": "error"}] and error not in BLAMELESS
    else:
        is_failed = response.status >= 500 and not (seen.case.fault.in_platform or _is_limit(seen))
    if seen.metrics.get("FailedAnswers", 0) != is_failed:
        yield f"FailedAnswers is {seen.metrics.get('FailedAnswers')}, and the turn failed: {is_failed}"
    if seen.metrics.get("Answers", 0) != bool(seen.line.get("answered")):
        yield "Answers and the log line do not agree"


def _is_limit(seen: Seen) -> bool:
    return seen.response.json().get("type") in LIMITS


def _settles(seen: Seen) -> Iterator[str]:
    """A turn that has reserved is settled, once and with what the metrics say, or its reservation is left as spent."""
    case = seen.case
    if case.fault.unsettled:
        if case.ended and "end_turn" not in case.fault.database:
            yield "it is settled after all"
        return
    if case.begun and len(case.ended) != 1:
        yield f"a turn was begun and {len(case.ended)} times settled"
    for end in case.ended:
        if seen.metrics and end["spent"]["tokens"] != seen.metrics.get("Tokens"):
            yield "the metrics say other tokens than the account"
        if "model" in case.called and not case.called["model"] and end["spent"]["tokens"]:
            yield "tokens were spent without a model"


def _is_answered(seen: Seen) -> Iterator[str]:
    wanted = seen.case.fault.answer
    if wanted and wanted not in (seen.response.words() if seen.response.is_stream else seen.response.text):
        yield f"the finished answer {wanted!r} is lost: {seen.response.text[-200:]}"


def _is_whole(seen: Seen) -> Iterator[str]:
    """What the model did not say to its end does not look like an answer."""
    response = seen.response
    if not seen.case.fault.cut or response.status != 200 or seen.case.fault.request.leaves is not None:
        return
    is_failed = response.is_stream and response.chunks()[-1].get("finishReason") == "error"
    said = response.words() if response.is_stream else response.json().get("answer", "")
    if not is_failed and not any(mark in said for mark in NOT_WHOLE):
        yield f"half an answer looks whole: {said}"


def _asks(seen: Seen) -> Iterator[str]:
    case = seen.case
    if case.went_elsewhere.is_set():
        yield "a redirect was followed, keys and all"
    if case.fault.asks_no_model and case.asked:
        yield "the model was asked"
    if case.fault.stops_model and case.door == "chat" and not case.hung_up.is_set():
        yield "the call of the model went on"
    asked = "".join(json.dumps(json.loads(body), ensure_ascii=False) for body in case.asked)
    yield from (f"the model was told {text!r}" for text in case.fault.unheard if text in asked)


def _grows(seen: Seen) -> Iterator[str]:
    if not seen.case.fault.seconds and seen.grown_mb > seen.case.fault.grows_mb:
        yield f"the process grew by {seen.grown_mb} MB"
