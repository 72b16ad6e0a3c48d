"""Requests that nobody sends by accident: by name, made when they are sent."""

import gzip
import json
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import quote

# The API takes 1,000,000 bytes of body; API Gateway 10,240 of a request line and headers.
NEARLY_ALL = 999_000
FITS_A_LINE = 9_000

QUESTION = {"id": "q", "role": "user", "parts": [{"type": "text", "text": "How many jobs in January 2026?"}]}
LOOKED_UP = {
    "type": "tool-job_stats",
    "toolCallId": "t",
    "state": "output-available",
    "input": {"country": "Germany"},
    "output": {"rows": [{"keys": {"country": "Germany"}, "value": 1, "postings": 1}] * 20},
}


def chat(*messages: object, **more: object) -> bytes:
    """What the page sends, the question last."""
    return json.dumps({"id": "c", "trigger": "submit-message", "messages": [*messages, QUESTION], **more}).encode()


def history(size: int) -> bytes:
    """A chat of that many bytes at most, as the page keeps it."""
    answer = {"role": "assistant", "parts": [{"type": "step-start"}, LOOKED_UP, {"type": "text", "text": "One. " * 60}]}
    turn = [QUESTION, answer]
    return chat(*turn * ((size - len(chat())) // (len(chat(*turn)) - len(chat()))))


def saying(*parts: object) -> bytes:
    """A chat of one message."""
    return json.dumps({"messages": [{"role": "user", "parts": parts}]}).encode()


def fields(count: int, rest: str = "") -> bytes:
    """An object with that many fields that nobody knows, and some that are known."""
    return b"{" + ",".join([*(f'"{n:x}":1' for n in range(count)), *filter(None, [rest])]).encode() + b"}"


def nested(opened: str, closed: str, depth: int) -> bytes:
    """A value inside a value inside a value."""
    return opened.encode() * depth + b"1" + closed.encode() * depth


def prompt(value: str) -> bytes:
    """A question whose JSON is as given."""
    return f'{{"prompt":{value}}}'.encode()


BODIES: Mapping[str, Callable[[], bytes]] = {
    "nothing": bytes,
    "null": lambda: b"null",
    "a list": lambda: b"[]",
    "a number": lambda: b"1",
    "60,000 numbers for messages": lambda: b'{"messages":[' + b"1," * 60_000 + b"1]}",
    "60,000 numbers before the question": lambda: chat(*[1] * 60_000),
    "a history of 961 KB": partial(history, 961_000),
    "28,000 parts": lambda: saying(*[{"type": "text", "text": ""}] * 28_000, {"type": "text", "text": "How many?"}),
    "500 parts in each of 120 messages": lambda: chat(*[{"role": "user", "parts": [{"type": "t"}] * 500}] * 120),
    "a text of 900 KB": lambda: saying({"type": "text", "text": "t" * 900_000}),
    "texts of 450 KB before the question": lambda: chat(
        *[{"role": role, "parts": [{"type": "text", "text": "t" * 450_000}]} for role in ("user", "assistant")]
    ),
    "a type of 900 KB": lambda: saying({"type": "t" * 900_000, "text": "How many?"}),
    "a role of 900 KB": lambda: json.dumps({"messages": [{"role": "u" * 900_000, "parts": []}]}).encode(),
    "140,000 unknown fields": lambda: fields(140_000)[:NEARLY_ALL],
    "80,000 unknown fields of an ask": lambda: fields(80_000, '"prompt":"How many?"'),
    "80,000 unknown fields of a chat": lambda: fields(80_000, chat().decode()[1:-1]),
    "80,000 unknown fields of a part": lambda: saying(json.loads(fields(80_000, '"type":"text","text":"How many?"'))),
    "60,000 times the same field": lambda: b'{"prompt":"a"' + b',"prompt":"b"' * 60_000 + b"}",
    "a field's name of 900 KB": lambda: b'{"' + b"k" * 900_000 + b'":1}',
    "500 KB of [": lambda: b"[" * 500_000,
    "140,000 objects that do not end": lambda: b'{"a":' * 140_000,
    "160,000 objects": partial(nested, '{"a":', "}", 160_000),
    "400,000 lists": lambda: b'{"messages":' + nested("[", "]", 400_000) + b"}",
    "900 lists in an ask": lambda: b'{"prompt":"How many?","more":' + nested("[", "]", 900) + b"}",
    "900 lists in a chat": lambda: chat(more=json.loads(nested("[", "]", 900))),
    "5,000 digits": lambda: prompt("9" * 5_000),
    "5,000 digits beside a question": lambda: b'{"more":' + b"9" * 5_000 + b"," + chat()[1:],
    "900,000 digits": lambda: prompt("9" * 900_000),
    "900,000 digits after the point": lambda: prompt(f"0.{'9' * 900_000}"),
    "a number beyond all": lambda: prompt("1e999999"),
    "no number": lambda: prompt("NaN"),
    "half a character": lambda: prompt(r'"\ud800"'),
    "half a character in a part": lambda: saying({"type": "text", "text": "\ud800"}),
    "half a character for a type": lambda: saying({"type": "\ud800", "text": "How many?"}),
    "half a character for a role": lambda: json.dumps({"messages": [{"role": "\ud800", "parts": []}]}).encode(),
    "half a character for a field": lambda: b'{"\\udfff":1,"prompt":"How many?"}',
    "half a character beside a question": lambda: chat(**{"\udfff": "\ud800"}),
    "a null character": lambda: prompt(r'"a\u0000b"'),
    "not UTF-8": lambda: b'{"prompt":"\xff\xfe"}',
    "Latin-1": lambda: prompt('"Größe?"').decode().encode("latin-1"),
    "UTF-16": lambda: prompt('"How many?"').decode().encode("utf-16"),
    "a byte order mark": lambda: b"\xef\xbb\xbf" + chat(),
    "white space": lambda: b" " * (NEARLY_ALL - 1_000) + chat(),
    "compressed": lambda: gzip.compress(chat()),
    "compressed 1,000 times": lambda: gzip.compress(b" " * 50_000_000 + chat()),
    "a byte too many": lambda: b" " * 1_000_001,
    "nine times too many": lambda: b" " * 9_000_000,
}

# Those that hold a question all the same.
ANSWERED: Mapping[str, frozenset[str]] = {
    "/ai/ask": frozenset({"60,000 times the same field", "UTF-16"}),
    "/ai/chat": frozenset(
        {
            "a history of 961 KB",
            "500 parts in each of 120 messages",
            "texts of 450 KB before the question",
            "80,000 unknown fields of a chat",
            "80,000 unknown fields of a part",
            "900 lists in a chat",
            "half a character beside a question",
            "a byte order mark",
            "white space",
        }
    ),
    "/ai/feedback": frozenset(),
}

CONTENT_TYPES = (
    "",
    ";",
    "a/b/c",
    "text/plain",
    "application/xml",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "application/jsonp",
    "application/json, text/plain",
    "\xff",
)

HEADERS: Mapping[str, tuple[str, str]] = {
    "an encoding": ("content-encoding", "gzip"),
    "a charset": ("content-type", "application/json; charset=utf-7"),
    "many parameters": ("content-type", "application/json" + "; a=b" * 1_000),
    "a key": ("x-api-key", "\xff\xfe" * 1_000),
    "cookies": ("cookie", "; ".join(["a=b"] * 1_000)),
    "a trace": ("x-amzn-trace-id", "Root=\xff;Root=;=;" * 100),
    "addresses": ("x-forwarded-for", ", ".join(["::1, 1.2.3.4, \xff"] * 200)),
    "the adapter's word": ("x-amzn-request-context", '{"http":' * 1_000),
    "another method": ("x-http-method-override", "DELETE"),
    "an origin": ("origin", "https://evil.example\xff"),
    "a host": ("host", "evil.example:x"),
    "a host's address": ("host", "[::1]:8000"),
    "a range": ("range", "bytes=0-0,-1"),
    "an old answer": ("if-none-match", ", ".join(['*, W/"\xff"'] * 200)),
    "an old day": ("if-modified-since", "yesterday"),
    "a wish": ("accept", "image/png;q=\xff"),
    "a token": ("authorization", "Bearer " + "a." * 2_000),
    "one of 12 KB": ("x-more", "a" * 12_000),
}


def _repeated(name: str, value: str, times: int) -> str:
    return "&".join([f"{name}={value}"] * times)


def _json(name: str, value: str) -> str:
    return f"{name}={quote(value)}"


QUERIES: Mapping[str, str] = {
    "11 KB": "country=" + "x" * 11_000,
    "9 KB": "country=" + "x" * FITS_A_LINE,
    "3,000 parameters": "a&" * 3_000,
    "2,100 parameters": "&".join(f"{n:x}" for n in range(2_100)),
    "9,000 separators": "&" * FITS_A_LINE,
    "9,000 percent signs": "%" * FITS_A_LINE,
    "900 values": _repeated("skills", "a", 900),
    "1,000 groups": _repeated("group_by", "country", 1_000),
    "500 groups": _repeated("group_by", "country", 500),
    "800 empty groups": _repeated("group_by", "", 800),
    "two days for one": "posted_start=2026-01-01&posted_start=2026-02-01",
    "5,000 digits": "limit=" + "9" * 5_000,
    "5,000 digits of pay": "salary_min=" + "9" * 5_000,
    "5,000 digits after the point": "salary_min=0." + "9" * 5_000,
    "no number": "salary_min=nan",
    "beyond all": "salary_max=inf",
    "digits of another script": _json("limit", "١٢"),
    "a null character": "country=%00",
    "not UTF-8": "country=%ff%fe",
    "half a character": "country=%ed%a0%80",
    "half an escape": "country=%zz%f",
    "50 emoji": _json("country", "\U0001f600" * 50),
    "190 accents": _json("country", "a" + "\u0301" * 190),
    "200 letters that grow": _json("company_name", "ß" * 200),
    "wildcards": _json("company_name", "%_\\" * 60),
    "quotes": _json("skills", "\"{}\\,'" * 30),
    "a statement": _json("country", "'; drop table jobs; --"),
    "signs of a search": _json("text", "& | ! : * ( ) <-> data"),
    "many words": _json("text", "a " * 99),
    "a pattern": _json("role_keyword", "(a+)+$" * 30),
    "all of time": "posted_start=0001-01-01&posted_end=9999-12-31",
    "every day": "group_by=posted_day&posted_start=0001-01-01&posted_end=9999-12-31&limit=1000",
    "before all time": "compare=previous_year&posted_start=0001-01-01&posted_end=0001-12-31",
    "before all days": "compare=previous_period&posted_start=0001-01-02&posted_end=0001-01-03&group_by=posted_day",
    "a day after all": "posted_start=10000-01-01",
    "an unending list": _json("exclude", "[" * 2_500),
    "a deep list": _json("exclude", '{"country":' + "[" * 700 + "]" * 700 + "}"),
    "deep filters": _json("exclude", '{"exclude":' * 250 + "{}" + "}" * 250),
    "600 unknown filters": _json("exclude", fields(300).decode()),
    "digits in filters": _json("exclude", '{"salary_min":' + "9" * 5_000 + "}"),
    "half a character in filters": _json("exclude", '{"country":"\\ud800"}'),
    "half a character for a filter": _json("exclude", '{"\\ud800":1}'),
    "a null character in filters": _json("all_of", '{"skills":["a\\u0000"]}'),
    "fields of an object": "__proto__=1&__class__=2&country[]=x&country[a]=y",
}
