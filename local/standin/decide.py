"""What the stand-in does next in a conversation: call tools, answer from what they gave, ask back or decline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import JsonValue

from joblab.tools.labels import period
from local.standin import answers
from local.standin.marks import Mark
from local.standin.tokens import tokenize
from local.standin.understanding import Understanding, Understood
from local.standin.vocabulary import Vocabulary, phrases
from local.standin.wording import quoted

EXAMPLE = "How many remote Python jobs were posted in Germany last month?"
# More is no question but a text, such as a job's description.
_MOST_WORDS = 80
_TALK = {
    "greeting": f"Hello! Ask me about the job postings, for example: “{EXAMPLE}”",
    "thanks": "You are welcome! Ask me anything else about the job postings.",
    "goodbye": "Goodbye!",
    "identity": "I am JobLab's local stand-in: a small set of rules, not a language model. I answer questions about"
    " the job postings from the database, and name the words that I do not understand.",
}
# The words in braces at the beginning tell the API what kind of reply it is.
_DECLINE = "{decline} I can only answer questions about the job market, from the postings in this database."
_ASK = f"Could you ask in other words, for example “{EXAMPLE}”?"
_TOO_LONG = "{ask} That is a long text. Could you ask one question about the job postings in a sentence or two?"
_NO_TOOLS = "{ask} I can answer that only by looking it up, and no lookup is available now; could you ask again later?"
# Words that tell a language, and what is said to who speaks it.
_LANGUAGES = {
    "Ich verstehe nur Englisch; könnten Sie auf Englisch fragen?": "wie viele welche gibt es der die das und stellen",
    "Je ne comprends que l’anglais ; pouvez-vous demander en anglais ?": "combien quel quelle les en",
    "Solo entiendo inglés; ¿podría preguntar en inglés?": "cuantos cuantas que el los las hay en empleos tiene",
    "Capisco solo l’inglese; potrebbe chiedere in inglese?": "quanti quante quale il le sono lavori offerte di",
    "Ik begrijp alleen Engels; kunt u het in het Engels vragen?": "hoeveel welke de het zijn er vacatures banen",
}

ReplyKind = Literal["answer", "greeting", "decline", "clarify"]


@dataclass(frozen=True)
class Lookup:
    """What a tool call brought back, as text for the model."""

    text: str
    failed: bool = False


@dataclass(frozen=True)
class Conversation:
    """What has been said.

    Attributes:
        questions: the user's texts, oldest first; the last one is to be answered. Never empty.
        shown: ids of the postings that the last answer named, in order.
        rounds: the lookups made for the last question, one tuple for each of the model's turns.
        oldest, newest: the first and the last day of the data; the oldest where it is known.
        tools: the names of the tools that may be called.
        must_call: the caller requires a tool call.
    """

    today: date
    newest: date
    questions: tuple[str, ...]
    shown: tuple[str, ...] = ()
    rounds: tuple[tuple[Lookup, ...], ...] = ()
    tools: frozenset[str] = frozenset({"job_stats", "search_jobs", "get_job", "describe_data"})
    must_call: bool = False
    oldest: date | None = None


@dataclass(frozen=True)
class CallTools:
    """Look these up; `answer` is the text to show if what is found fits it, empty where it depends on that."""

    calls: tuple[tuple[str, Mapping[str, JsonValue]], ...]
    answer: str = ""


@dataclass(frozen=True)
class Say:
    """Say this to the user; `kind` tells an answer from the ways of not answering."""

    kind: ReplyKind
    text: str


def decide(conversation: Conversation, vocabulary: Vocabulary) -> CallTools | Say:
    """What to do next. Depends on nothing but its arguments."""
    question = conversation.questions[-1]
    if len(question.split()) > _MOST_WORDS and not conversation.must_call:
        return Say("clarify", _TOO_LONG)
    understanding = Understanding(vocabulary, conversation.today, conversation.newest)
    understood = understanding.understand(conversation.questions, conversation.shown)
    notes = [f"I left out: {phrases(understood.aside)}."] if understood.aside else []
    notes += [f"I read {', '.join(understood.told)}."] if understood.told else []
    notes += _end_of_data(conversation, understood)
    if conversation.rounds and not conversation.must_call and understood.queries:
        pairs = zip(understood.queries, conversation.rounds[0], strict=False)
        found = [answers.Found.of(query, lookup.text, has_failed=lookup.failed) for query, lookup in pairs]
        return Say("answer", "\n\n".join([answers.answer(found), *notes]))
    calls = tuple((query.tool, query.input) for query in understood.queries if query.tool in conversation.tools)
    if conversation.must_call and not calls:
        calls = ((min(conversation.tools), {}),)
    if calls:
        text = "" if conversation.rounds else answers.ahead(understood.queries)
        return CallTools(calls, "\n\n".join([text, *notes]) if text else "")
    if understood.queries:
        return Say("clarify", _NO_TOOLS)
    return _refusal(understanding.marks(question)[0], understood, question)


def _end_of_data(conversation: Conversation, understood: Understood) -> list[str]:
    """A note where a period reaches more than a day beyond the data: today's postings come tomorrow."""
    first, last = conversation.oldest, conversation.newest
    said = [str(query.input.get(name, "")) for query in understood.queries for name in ("posted_start", "posted_end")]
    days = [date.fromisoformat(text) for text in said if text]
    is_outside = first and any(day < first or (day - last).days > 1 for day in days)
    return [f"The data covers {period(first, last)}."] if is_outside else []


def _refusal(marks: Sequence[Mark], understood: Understood, question: str) -> Say:
    """A reply without any figure: small talk, a refusal, or the words that were not understood."""
    if talk := _talk(marks):
        return Say("greeting", _TALK[talk])
    words, left = {token.norm for token in tokenize(question)}, [*understood.left, *understood.aside]
    for sentence, known in _LANGUAGES.items():
        if len(words & set(known.split())) > 1 and len(" ".join(left).split()) > 1:
            return Say("clarify", f"{{ask}} {sentence}")
    defines = bool(marks) and marks[0].words in ("what is", "whats") and not understood.is_about_postings
    if (defines and left) or any(each.is_a("scope") for each in marks):
        return Say("decline", _DECLINE)
    named = f"I did not understand {phrases(dict.fromkeys(left))} here, so I do not answer the rest." if left else ""
    return Say("clarify", " ".join(filter(None, ("{ask}", quoted(named), _ASK))))


def _talk(marks: Sequence[Mark]) -> str:
    """The kind of small talk that is all of a text; empty where there is more."""
    kinds = [sense.name for each in marks if (sense := each.sense("talk"))]
    others = [each for each in marks if not each.is_a("talk", "noise") and each.kind not in ("stop", "comma")]
    return kinds[-1] if kinds and not others else ""
