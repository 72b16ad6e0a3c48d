"""Faults of the model: Bedrock refuses, breaks off, hangs, or says what nobody can use."""

from collections.abc import Iterator

from local.wire import Played, delta, frame, stream
from tests.integration.reliability.fault import (
    ANSWER,
    FOR_EVER,
    LOOKS_UP,
    REDIRECT,
    SECRET,
    TELLS,
    Fault,
    Raw,
    Step,
    count,
    says,
)

HALF = "There were {A.total} jobs in Jan"
STARTS = frame("messageStart", {"role": "assistant"})
STOPS = frame("contentBlockStop", {"contentBlockIndex": 0})
ENDS = frame("messageStop", {"stopReason": "end_turn"})
HELLO = "Hello, ask me about jobs."


def error(code: str, status: int, message: str = SECRET) -> Played:
    """An error instead of a stream."""
    headers = (("content-type", "application/json"), ("x-amzn-errortype", code))
    return Played((b'{"message": "%s"}' % message.encode(),), status, headers)


def frames(*sent: bytes, pauses: dict[int, float] | None = None, cut: bool = False) -> Played:
    """A stream made by hand; `pauses` before its frames by place."""
    waits = tuple((pauses or {}).get(place, 0.0) for place in range(len(sent)))
    return stream(list(sent), waits, cut=cut)


def exception(kind: str) -> bytes:
    """A frame that ends a stream with an error."""
    return frame(kind, {"message": SECRET}, "exception")


def text(words: str) -> bytes:
    """A frame with a piece of the answer."""
    return delta(0, {"text": words})


def tool_start(call_id: str = "count", name: str = "job_stats") -> bytes:
    """The frame that begins a tool call."""
    start = {"toolUse": {"toolUseId": call_id, "name": name}}
    return frame("contentBlockStart", {"contentBlockIndex": 0, "start": start})


def broken_checksum() -> bytes:
    """A frame whose last byte, of its checksum, is wrong."""
    whole = text("jobs")
    return whole[:-1] + bytes([whole[-1] ^ 1])


def fault(name: str, *model: Step, **more: object) -> Fault:
    """One of the model's."""
    return Fault("model", name, model, **more)  # type: ignore[arg-type]  # the fields of a Fault


def _refusals() -> Iterator[Fault]:
    """An answer that is no stream."""
    yield fault("refuses the connection", LOOKS_UP, place="refusing", closes="model")
    yield fault("its name does not resolve", LOOKS_UP, place="without model")
    yield fault("hangs up without a word", Raw(), seconds=3)
    yield fault("answers with bytes that are no HTTP", Raw(b"\x15\x03\x01\x00\x02\x02\x46" * 4), seconds=3)
    html = (("content-type", "text/html"),)
    yield fault("answers 200 with a page of HTML", Played((f"<html>{SECRET}</html>".encode(),), 200, html))
    yield fault("answers 200 with an empty body", Played())
    yield fault("redirects to another address (302)", Played((b"",), 302, (REDIRECT,)))
    yield fault("refuses the request (400 ValidationException)", error("ValidationException", 400))
    too_long = error("ValidationException", 400, "Input is too long for requested model.")
    yield fault("“Input is too long” (400)", too_long)
    too_long = error("ValidationException", 400, "prompt is too long: 213042 tokens > 200000")
    yield fault("“prompt is too long” (400), after a look-up", LOOKS_UP, too_long)
    yield fault("denies access (403)", error("AccessDeniedException", 403))
    yield fault("key expired (403 ExpiredTokenException)", error("ExpiredTokenException", 403))
    yield fault("does not know the model (404)", error("ResourceNotFoundException", 404))
    yield fault("timed out itself (408 ModelTimeoutException)", error("ModelTimeoutException", 408))
    yield fault("failed (424 ModelErrorException)", error("ModelErrorException", 424))
    yield fault("throttles (429), three times", error("ThrottlingException", 429), seconds=3)
    yield fault(
        "throttles once, then answers", error("ThrottlingException", 429), LOOKS_UP, TELLS, answer=ANSWER, seconds=1
    )
    yield fault("not ready (429 ModelNotReadyException)", error("ModelNotReadyException", 429), seconds=3)
    yield fault("quota used up (400 ServiceQuotaExceededException)", error("ServiceQuotaExceededException", 400))
    yield fault("internal error (500)", error("InternalServerException", 500), seconds=3)
    yield fault("unavailable (503)", error("ServiceUnavailableException", 503), seconds=3)
    yield fault("an error code of its own invention (418)", error("<b>Teapot</b>", 418))
    yield fault("refuses after a look-up (403)", LOOKS_UP, error("AccessDeniedException", 403))


def _breaks() -> Iterator[Fault]:
    """A stream that does not come whole."""
    kinds = {
        "internalServerException": "internal error",
        "modelStreamErrorException": "stream error",
        "validationException": "validation error",
        "throttlingException": "throttled",
        "serviceUnavailableException": "unavailable",
    }
    for kind, words in kinds.items():
        yield fault(f"{words} in the stream, before any text", frames(STARTS, exception(kind)))
    yield fault(
        "internal error in the stream, in the text",
        frames(STARTS, text("Jobs"), exception("internalServerException")),
        cut=True,
    )
    for kind, words in kinds.items():
        broken = frames(STARTS, text(HALF), exception(kind))
        yield fault(f"{words} in the stream, in the text after a look-up", LOOKS_UP, broken, cut=True)
    yield fault(
        "an error in the stream that has no name yet",
        frames(STARTS, text("Jobs"), exception("brandNewException")),
        cut=True,
    )
    yield fault("cut off before any text", frames(STARTS, cut=True))
    yield fault("cut off in the text", frames(STARTS, text(HELLO[:9]), cut=True), cut=True)
    yield fault("cut off in the text after a look-up", LOOKS_UP, frames(STARTS, text(HALF), cut=True), cut=True)
    yield fault(
        "ends early, in good order, in the text after a look-up", LOOKS_UP, frames(STARTS, text(HALF)), cut=True
    )
    yield fault(
        "cut off after the text, before messageStop",
        LOOKS_UP,
        frames(STARTS, text("There were {A.total} jobs."), STOPS, cut=True),
        cut=True,
    )
    piece = delta(0, {"toolUse": {"input": '{"country": "Fra'}})
    yield fault("cut off in a tool call", frames(STARTS, tool_start(), piece, cut=True))
    yield fault("cut off after a tool call, before messageStop", says(count(), cut_after=12))
    yield fault(
        "ends after messageStop, without metadata",
        LOOKS_UP,
        frames(STARTS, text("There were {A.total} jobs in January 2026."), STOPS, ENDS),
        answer=ANSWER,
    )
    yield fault(
        "cut off after messageStop",
        LOOKS_UP,
        frames(STARTS, text("There were {A.total} jobs in January 2026."), STOPS, ENDS, cut=True),
        answer=ANSWER,
    )
    yield fault("a frame with a wrong checksum", LOOKS_UP, frames(STARTS, text(HALF), broken_checksum()), cut=True)
    yield fault("a frame that is half one", LOOKS_UP, frames(STARTS, text(HALF), text("uary")[:20]), cut=True)
    news = frame("brandNewEvent", {"words": SECRET})
    yield fault(
        "events that have no name yet",
        LOOKS_UP,
        frames(STARTS, news, text("There were {A.total} jobs in January 2026."), news, STOPS, ENDS),
        answer=ANSWER,
    )
    yield fault(
        "frames without what belongs in them",
        LOOKS_UP,
        frames(STARTS, frame("contentBlockDelta", {}), frame("messageStop", {}), frame("metadata", {})),
    )


def _hangs() -> Iterator[Fault]:
    """Silence, in 27 s of which nobody may wait for ever."""
    yield fault("silent before its first byte", Raw(after=FOR_EVER), seconds=27)
    yield fault(
        "silent in the text", frames(STARTS, text(HELLO[:9]), STOPS, pauses={2: FOR_EVER}), cut=True, seconds=27
    )
    yield fault(
        "silent in the text after a look-up",
        LOOKS_UP,
        frames(STARTS, text(HALF), STOPS, pauses={2: FOR_EVER}),
        cut=True,
        seconds=27,
    )
    yield fault("silent before the text after a look-up", LOOKS_UP, Raw(after=FOR_EVER), seconds=27)
    yield fault("silent in a tool call", frames(STARTS, tool_start(), STOPS, pauses={2: FOR_EVER}), seconds=27)
    whole = [STARTS, text("There were {A.total} jobs in January 2026."), STOPS, ENDS, frame("metadata", {})]
    yield fault("silent after messageStop", LOOKS_UP, frames(*whole, pauses={4: FOR_EVER}), answer=ANSWER, seconds=1)
    hello = [STARTS, text(HELLO), STOPS, ENDS, frame("metadata", {})]
    yield fault(
        "silent after messageStop, nothing looked up", frames(*hello, pauses={4: FOR_EVER}), answer=HELLO, seconds=27
    )
    drip = [STARTS, *(text("tick tick tick tick ") for _ in range(FOR_EVER))]
    yield fault(
        "a word a second for ever, after a look-up",
        LOOKS_UP,
        frames(*drip, pauses=dict.fromkeys(range(1, FOR_EVER), 1.0)),
        cut=True,
        seconds=27,
    )


def _stops() -> Iterator[Fault]:
    """Reasons to stop that are no end of an answer."""
    for reason in ("max_tokens", "model_context_window_exceeded", "brand_new_reason"):
        yield fault(f"stops in the text: {reason}", LOOKS_UP, says(HALF, stop=reason), cut=True)
    yield fault("stops in the text, nothing looked up: max_tokens", says(HELLO[:9], stop="max_tokens"), cut=True)
    yield fault(
        "stops in a tool call: max_tokens",
        says({**count(), "raw": '{"country": "Fra'}, stop="max_tokens"),
        says("I could not look that up."),
    )
    for reason in ("refusal", "content_filtered", "guardrail_intervened"):
        yield fault(f"stops: {reason}", says("I will", stop=reason), cut=True)
    yield fault("stops after a look-up: refusal", LOOKS_UP, says("I will", stop="refusal"), cut=True)
    for reason in ("malformed_tool_use", "malformed_model_output"):
        yield fault(f"stops: {reason}", says(stop=reason), LOOKS_UP, TELLS, answer=ANSWER)
    yield fault("an empty reply, twice", says(" \n"))
    yield fault("an empty reply, twice, after a look-up", LOOKS_UP, says(" \n"))


def _calls() -> Iterator[Fault]:
    """Tool calls that cannot be run as they are."""
    raws = {
        "no JSON": '{"country": "Fra',
        "a list": "[1]",
        "NaN": '{"salary_min": NaN}',
        "a lone surrogate": '{"country": "\\ud800"}',
        "NUL": '{"country": "\\u0000"}',
        "nested 100 deep": '{"exclude": ' * 100 + "{}" + "}" * 100,
        "nested 10,000 deep": '{"exclude": ' * 10_000 + "{}" + "}" * 10_000,
    }
    for name, raw in raws.items():
        yield fault(
            f"a tool call whose input is {name}", says({**count("bad"), "raw": raw}), LOOKS_UP, TELLS, answer=ANSWER
        )
    yield fault("a tool that does not exist", says({"name": "drop_table", "input": {}}), LOOKS_UP, TELLS, answer=ANSWER)
    yield fault("the same call again", LOOKS_UP, says(count("again")), TELLS, answer=ANSWER)
    yield fault("30 calls in one reply", says(*(count(f"c{n}", limit=n + 1) for n in range(30))), TELLS, answer=ANSWER)
    yield fault("calls tools for ever", *(says(count(f"c{n}", limit=n + 1)) for n in range(9)))


def _texts() -> Iterator[Fault]:
    """Answers that are not fit to be shown as they are."""
    odd = "There were {A.total} jobs\x00\x1b[31m in January 2026."
    yield fault("control characters in the text", LOOKS_UP, says(odd))
    yield fault(
        "lone surrogates in the text",
        LOOKS_UP,
        frames(STARTS, text("There were {A.total} jobs\ud800 in January 2026."), STOPS, ENDS),
        answer=ANSWER,
    )
    yield fault("NaN for a figure", LOOKS_UP, says("There were NaN jobs, {A.total/0}."))
    yield fault("placeholders that stand for nothing, twice", LOOKS_UP, says("Italy had {A7} jobs, {B.total} in all."))
    yield fault("a figure without a source, twice", LOOKS_UP, says("There were 4,711 jobs."))
    yield fault("a figure from memory, twice, nothing looked up", says("There were 4,711 jobs."))
    yield fault(
        "200 KB of text", LOOKS_UP, frames(STARTS, *(text("Jobs are many. " * 100) for _ in range(137)), STOPS, ENDS)
    )
    yield fault(
        "HTML and a picture from elsewhere in the text",
        LOOKS_UP,
        says("There were {A.total} jobs. <script>alert(1)</script> ![x](https://evil.example/?q)"),
    )


FAULTS = [*_refusals(), *_breaks(), *_hangs(), *_stops(), *_calls(), *_texts()]
