"""What a question may cost: bounded before it is asked, on the account however it ends."""

import json
import time
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import httpx
import pytest

from joblab.bedrock.messages import ModelRequest, tokens_at_most
from joblab.chat.conversation import LONGEST_HISTORY, MOST_TURNS, Exchange, latest
from joblab.chat.identity import Identity
from joblab.settings import LARGEST_FIRST_CALL
from local.wire import BEGUN, JANUARY, STATS, Json, Played, answer, delta, frame, reply, stream
from tests.unit.api.test_chat import message
from tests.unit.api.wire import COUNT_JANUARY, Invoke, WireServer, chunks, model_error

QUESTION = {"prompt": "How many jobs in January 2026?"}
TOMORROW = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
TODAY = date(2026, 11, 27)
DAY_USD, MONTH_USD, QUESTIONS, TOKENS = 5.0, 50.0, 200.0, 1_500_000.0


def refusing(limit: str) -> Played:
    return answer({**BEGUN, "refused": {"limit": limit, "until": TOMORROW.isoformat()}})


def spent(database: WireServer) -> Json:
    (ended,) = database.bodies("/end_turn")
    its: Json = ended["spent"]
    return its


# The size of a question


@pytest.mark.parametrize(
    "parts",
    [
        [{"type": "text", "text": "word " * 4_000}] * 45,
        [{"type": "text", "text": "漢字" * 75_000}],
        [{"type": "text", "text": "🦄" * 75_000}],
    ],
    ids=["many parts", "Chinese", "emoji"],
)
def test_a_chat_of_any_length_goes_on_and_costs_no_more(invoke: Invoke, bedrock: WireServer, parts: Json) -> None:
    chat = {
        "messages": [message("user", "Hi"), {"role": "assistant", "parts": parts}, message("user", "And in Spain?")]
    }
    bedrock.script = [reply("Let me see.")]

    response = invoke("POST", "/ai/chat", chat)

    assert chunks(response.text)[-1]["finishReason"] == "stop"
    (sent,) = bedrock.bodies()
    assert len(json.dumps(sent["messages"], ensure_ascii=False).encode()) < LONGEST_HISTORY + 1_000


def test_a_long_chat_keeps_its_end(invoke: Invoke, bedrock: WireServer) -> None:
    said = [message(role, f"{role} {n} " + "x" * 700) for n in range(60) for role in ("user", "assistant")]
    bedrock.script = [reply("Let me see.")]

    invoke("POST", "/ai/chat", {"messages": [*said, message("user", "And now?")]})

    earlier, asked = bedrock.bodies()[0]["messages"][0]["content"]
    assert asked == {"text": "And now?"}
    assert "assistant 59 " in earlier["text"]
    assert "user 30 " not in earlier["text"]
    assert len(earlier["text"]) < LONGEST_HISTORY + 1_000


def test_the_oldest_is_left_out_and_a_single_one_cut() -> None:
    many = [Exchange(f"q{n}", "a" * 100) for n in range(50)]
    assert latest(many) == tuple(many[-MOST_TURNS:])
    heavy = [Exchange("q", "é" * 9_000) for _ in range(3)]
    assert latest(heavy) == (heavy[-1],)
    (cut,) = latest([Exchange("q", "é" * 50_000)])
    assert len(cut.answer.encode()) <= LONGEST_HISTORY


@pytest.mark.parametrize(("text", "tokens"), [("x" * 10, 5), ("漢", 3), ("🦄", 4), ("é x", 3), ("\ud800", 3)])
def test_what_is_estimated_is_more_than_any_writing_has(text: str, tokens: int) -> None:
    assert tokens_at_most(text) == tokens


@pytest.mark.parametrize("letter", ["x", "漢", "🦄", "\n", "\u2028", "'"])
def test_the_first_call_always_fits_into_a_turn(invoke: Invoke, bedrock: WireServer, letter: str) -> None:
    chat = [message("user", "Hi"), message("assistant", letter * 30_000), message("user", f"{letter * 3_998}?!")]
    bedrock.script = [reply("Hello.")]

    invoke("POST", "/ai/chat", {"messages": chat})

    (sent,) = bedrock.bodies()
    system = "".join(block["text"] for block in sent["system"] if "text" in block)
    request = ModelRequest(system, sent["messages"], sent["toolConfig"]["tools"])
    assert request.most_tokens < LARGEST_FIRST_CALL


def test_one_reply_calls_at_most_eight_tools(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    calls = [{"id": f"c{n}", "name": "job_stats", "input": {"limit": n + 1}} for n in range(12)]
    bedrock.script = [reply(*calls), reply("{A.total} jobs.")]

    body = invoke("POST", "/ai/ask", QUESTION).json

    assert (body["answer"], len(database.bodies("/job_stats"))) == ("912 jobs.", 8)
    assert [bool(call["error"]) for call in body["tool_calls"]] == [False] * 8 + [True] * 4
    results = [block["toolResult"] for block in bedrock.bodies()[1]["messages"][-1]["content"]]
    assert [result["status"] for result in results] == ["success"] * 8 + ["error"] * 4


def test_a_turn_stays_below_its_tokens_and_answers_with_what_it_has(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    rows = [{"keys": {"country": f"Country {n} {'x' * 400}"}, "value": n, "postings": n} for n in range(50)]
    database.by_path["/job_stats"] = answer({**STATS, "group_by": ["country"], "rows": rows, "groups": 50})

    def calls(at: int) -> list[Json]:
        return [{"id": f"c{at}{n}", "name": "job_stats", "input": {"limit": 50 - at * 8 - n}} for n in range(8)]

    used = {"inputTokens": 40_000, "outputTokens": 500, "totalTokens": 40_500}
    bedrock.script = [reply(*calls(0)), reply(*calls(1)), reply("It is {A.total}.")]
    bedrock.script = [
        stream([*played.chunks[:-1], frame("metadata", {"usage": used, "metrics": {"latencyMs": 1}})], ())
        for played in bedrock.script
    ]

    response = invoke("POST", "/ai/ask", QUESTION)

    assert response.status == 200
    assert len(bedrock.requests) == 1
    assert "total=912" in response.json["answer"]
    assert spent(database)["tokens"] == 40_500


# The budget


def test_a_turn_reserves_its_worst_case_for_a_visitor_without_an_address(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    bedrock.script = [reply("Hello.")]

    invoke("POST", "/ai/ask", {"prompt": "hello"})

    (begun,) = database.bodies("/begin_turn")
    reservation = begun["reservation"]
    assert reservation["limits"] == {
        "day_usd": DAY_USD,
        "month_usd": MONTH_USD,
        "visitor_questions": QUESTIONS,
        "visitor_tokens": TOKENS,
    }
    assert reservation["tokens"] == 60_000
    assert reservation["usd"] == pytest.approx((5 * 1024 * 0.55 + (60_000 - 5 * 1024) * 0.1375) / 1e6)
    assert "192.0.2" not in json.dumps(database.bodies())
    assert spent(database) == {"usd": pytest.approx((100 * 0.11 + 10 * 0.55 + 50 * 0.011) / 1e6), "tokens": 160}


@pytest.mark.parametrize(
    ("limit", "status", "code"),
    [
        ("day_usd", 503, "budget-exhausted"),
        ("month_usd", 503, "budget-exhausted"),
        ("visitor_questions", 429, "visitor-limit"),
        ("visitor_tokens", 429, "visitor-limit"),
    ],
)
@pytest.mark.parametrize(
    ("path", "body"), [("/ai/ask", QUESTION), ("/ai/chat", {"messages": [message("user", "How many jobs?")]})]
)
def test_at_a_limit_no_model_is_asked_and_it_says_when_it_opens(
    invoke: Invoke,
    bedrock: WireServer,
    database: WireServer,
    log: StringIO,
    path: str,
    body: Json,
    limit: str,
    status: int,
    code: str,
) -> None:
    database.by_path["/begin_turn"] = refusing(limit)

    response = invoke("POST", path, body)

    assert (response.status, response.json["type"]) == (status, f"urn:joblab:{code}")
    assert response.headers["content-type"] == "application/problem+json"
    seconds = (TOMORROW - datetime.now(UTC)).total_seconds()
    assert abs(int(response.headers["retry-after"]) - seconds) < 60
    assert f"{TOMORROW:%Y-%m-%d} at 00:00 UTC" in response.json["detail"]
    assert not bedrock.requests
    assert not database.bodies("/end_turn")
    line = json.loads(log.getvalue().splitlines()[-1])
    assert (line["refused"], "failed" in line) == (code, False)


def test_a_plan_that_fits_needs_no_room(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    plan = {"calls": [{"name": "job_stats", "input": JANUARY}], "own": 0, "text": "{total} jobs."}
    database.by_path |= {"/begin_turn": answer({**BEGUN, "key": "k", "plan": plan}), "/job_stats": answer(STATS)}

    assert invoke("POST", "/ai/ask", QUESTION).json["answer"] == "912 jobs."
    assert spent(database) == {"usd": 0, "tokens": 0}
    assert not bedrock.requests


def test_a_plan_that_does_not_fit_needs_it_after_all(invoke: Invoke, bedrock: WireServer, database: WireServer) -> None:
    kept = answer({**BEGUN, "key": "k", "plan": {"calls": [{"name": "job_stats", "input": {}}], "text": "{B.total}"}})
    del database.by_path["/begin_turn"]
    database.by_path["/job_stats"] = answer(STATS)
    database.script = [kept, refusing("day_usd")]

    response = invoke("POST", "/ai/ask", QUESTION)

    assert (response.status, response.json["type"]) == (503, "urn:joblab:budget-exhausted")
    first, second = database.bodies("/begin_turn")
    assert (second["keys"], second["turn_id"]) == ([], first["turn_id"])
    assert not bedrock.requests


NONSENSE = [
    answer({}, 500),
    answer({}, 404),
    answer(None),
    answer({}),
    answer([]),
    Played((b"<html>oops</html>",)),
    Played((b'{"history": [',)),
    answer({"history": [], "plan": None}),
    answer({**BEGUN, "refused": "yes"}),
    answer({**BEGUN, "refused": {"limit": "day_usd", "until": "soon"}}),
]


@pytest.mark.parametrize("begun", NONSENSE)
def test_without_the_account_no_model_is_asked(
    invoke: Invoke, bedrock: WireServer, database: WireServer, log: StringIO, begun: Played
) -> None:
    database.by_path["/begin_turn"] = begun

    assert invoke("POST", "/ai/ask", QUESTION).status == 502
    assert not bedrock.requests
    assert json.loads(log.getvalue().splitlines()[-1])["failed"] is True


@pytest.fixture
def unlimited(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BUDGET_DAY_USD", "BUDGET_MONTH_USD", "VISITOR_DAY_QUESTIONS", "VISITOR_DAY_TOKENS"):
        monkeypatch.setenv(name, "off")


@pytest.mark.parametrize("begun", NONSENSE)
def test_with_all_limits_off_a_memory_that_fails_costs_the_memory_alone(
    unlimited: None, invoke: Invoke, bedrock: WireServer, database: WireServer, begun: Played
) -> None:
    database.by_path["/begin_turn"] = begun
    bedrock.script = [reply("Hello.")]

    response = invoke("POST", "/ai/ask", {"prompt": "hello"})

    assert (response.status, response.json["answer"]) == (200, "Hello.")
    assert database.bodies("/begin_turn")[0]["reservation"] is None


# Visitors


def test_a_visitor_is_a_network_for_a_day() -> None:
    identity = Identity("secret")
    name = identity.visitor("198.51.100.7", TODAY)
    assert name == identity.visitor("198.51.100.250", TODAY) == identity.visitor("::ffff:198.51.100.9", TODAY)
    others = {
        identity.visitor("198.51.101.7", TODAY),
        identity.visitor("198.51.100.7", TODAY + timedelta(days=1)),
        Identity("another").visitor("198.51.100.7", TODAY),
        identity.visitor("2001:db8:1:2::1", TODAY),
        identity.visitor("", TODAY),
    }
    assert len(others | {name}) == 6
    assert identity.visitor("2001:db8:1:2::1", TODAY) == identity.visitor("2001:db8:1:2:ffff::9", TODAY)
    assert "198.51" not in name


# Cost is never lost


def ends(database: WireServer, within: float = 5) -> Json:
    until = time.monotonic() + within
    while not database.bodies("/end_turn"):
        assert time.monotonic() < until, "the turn was never settled"
        time.sleep(0.02)
    (ended,) = database.bodies("/end_turn")
    return ended


@pytest.mark.parametrize(
    ("script", "outcome", "tokens"),
    [
        ([reply("Hello", pauses=(3.0,))], "failed", range(3_000, 20_000)),
        ([reply("There are many words here", cut_after=4)], "failed", range(3_000, 20_000)),
        ([model_error("ThrottlingException", 429)] * 3, "failed", range(1)),
        ([model_error("ValidationException", 400)], "failed", range(1)),
        ([reply(COUNT_JANUARY), reply("A", cut_after=2)], "failed", range(3_100, 20_000)),
    ],
    ids=["hangs", "is cut off", "throttles", "refuses", "is cut off in the second round"],
)
def test_a_failed_turn_is_on_the_account(
    invoke: Invoke,
    bedrock: WireServer,
    database: WireServer,
    log: StringIO,
    script: list[Played],
    request: pytest.FixtureRequest,
    outcome: str,
    tokens: range,
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    bedrock.script = script

    assert (
        invoke("POST", "/ai/ask", QUESTION, milliseconds=4_000 if "hangs" in request.node.name else 30_000).status
        >= 500
    )

    ended = ends(database)
    assert ended["asked"]["outcome"] == outcome
    assert ended["spent"]["tokens"] in tokens
    assert (ended["spent"]["usd"] > 0) == (ended["spent"]["tokens"] > 0)
    line = json.loads(log.getvalue().splitlines()[-1])
    assert (line["failed"], line["total_tokens"]) == (True, ended["spent"]["tokens"])


def test_stopping_stops_the_model_and_books_what_it_cost(
    door: httpx.Client, bedrock: WireServer, database: WireServer, log: StringIO
) -> None:
    database.by_path["/job_stats"] = answer(STATS)
    words = reply("One word after the other, for ever.", pauses=(0, 0, 0, 0.3, 0.3, 0.3, 0.3, 0.3))
    bedrock.script = [reply(COUNT_JANUARY), words]

    with door.stream("POST", "/ai/chat", json={"messages": [message("user", "How many?")]}) as response:
        next(line for line in response.iter_lines() if '"text-delta"' in line)

    ended = ends(database)
    assert ended["asked"]["outcome"] == "stopped"
    assert ended["spent"]["tokens"] > 160
    while '"stopped":true' not in log.getvalue():
        time.sleep(0.02)
    line = json.loads(log.getvalue().splitlines()[-1])
    assert (line["total_tokens"], line["answered"]) == (ended["spent"]["tokens"], False)


def test_hanging_up_at_once_settles_too(door: httpx.Client, bedrock: WireServer, database: WireServer) -> None:
    bedrock.script = [reply("Hello.", pauses=(0.5,))]

    with door.stream("POST", "/ai/chat", json={"messages": [message("user", "Hello")]}):
        pass

    assert ends(database)["asked"]["outcome"] in ("stopped", "answer")


def test_a_reply_that_does_not_say_what_it_used_counts_as_much_as_it_can_be(
    invoke: Invoke, bedrock: WireServer, database: WireServer
) -> None:
    frames = [frame("messageStart", {"role": "assistant"}), delta(0, {"text": "Hello."})]
    bedrock.script = [stream([*frames, frame("messageStop", {"stopReason": "end_turn"})], ())]

    assert invoke("POST", "/ai/ask", {"prompt": "hello"}).json["answer"] == "Hello."
    assert spent(database)["tokens"] > 3_000
