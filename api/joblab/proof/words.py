"""The vocabulary of figures: what words around a number say about it."""

import itertools
import re


def phrases(text: str) -> frozenset[str]:
    """Words and, with `_` for a space, phrases."""
    return frozenset(word.replace("_", " ") for word in text.split())


def _by_word[Key](table: dict[Key, str]) -> dict[str, Key]:
    return {word: key for key, words in table.items() for word in words.split()}


def _list(text: str) -> list[str]:
    return text.split()


def _numbered(text: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: number for number, word in zip(itertools.count(first, step), text.split(), strict=False)}


_NOUNS = {
    "postings": "posting postings job jobs role roles position positions opening openings vacancy vacancies listing "
    "listings ad ads advert "
    "adverts offer offers stelle stellen stellenanzeige stellenanzeigen anzeige anzeigen offre offres emploi "
    "emplois oferta ofertas empleos",
    "companies": "company companies employer employers firm firms organisation organisations organization "
    "organizations unternehmen firmen "
    "entreprises empresas",
    "country": "country countries länder pays países",
    "location": "location locations city cities place places städte",
    "skills": "skill skills",
    "tools": "tool tools technology technologies",
    "job_level_std": "level levels seniorities",
    "job_function_std": "function functions field fields families",
    "company_industry_std": "industry industries sector sectors",
    "job_type_filled": "type types",
    "education_level": "degree degrees",
    "platform": "platform platforms site sites board boards",
    "any": "group groups category categories value values entry entries row rows other others",
    "month": "month months monat monate monaten mois meses",
    "day": "day days tag tage tagen jour jours día días",
    "week": "week weeks woche wochen",
    "quarter": "quarter quarters",
    "year": "year years jahr jahre jahren",
    "hour": "hour hours minute minutes",
}
NOUNS = _by_word(_NOUNS)
"""What a number counts, by the word after it: postings, companies, values of a dimension, units of time."""
DURATIONS = ("month", "day", "week", "quarter", "year", "hour")
NOUN_END = phrases(
    "in of for at from with across on per the a an than and while but were was are is have has had to vs by im auf"
)
"""Words that end the phrase in which the noun of a number can stand."""

_UP = (
    "up rose rise rises risen rising grew grow grows grown growing growth increase increases increased increasing "
    "gain gains "
    "gained more higher above ahead larger bigger climbed jumped jump surged added leads lead surplus plus exceeds "
    "exceeded extra additional faster gestiegen stieg stiegen wuchs gewachsen mehr anstieg hausse augmenté augmente "
    "progressé aumento "
    "aumentó aumentaron subió subieron creció más"
)
_DOWN = (
    "down fell fall falls fallen falling dropped drop drops decline declines declined declining decrease decreases "
    "decreased fewer "
    "less lower below behind shrank shrunk lost loss losses smaller trails trailed dipped slid slipped minus "
    "weniger sank sanken gesunken fiel fielen gefallen zurück rückgang baisse "
    "baissé diminué reculé recul moins bajó bajaron cayó cayeron disminuyó menos"
)
_NEUTRAL = "step premium change changed difference gap differ differs apart separates margin spread"
DIRECTIONS = _by_word({1: _UP, -1: _DOWN, 0: _NEUTRAL})
NO_DIRECTION_AFTER = phrases("make makes made making add adds")
"""What turns "up" into something else: a share that makes up so much."""

DIRECTION_FILLERS = phrases("by of was is sharply slightly posting postings in jobs total a an the only just um de en")
ABOUT = phrases(
    "about around roughly approximately approx approx. ca ca. circa some close_to rund etwa environ unos ungefähr ~ ≈"
)
OVER = phrases(
    "over more_than just_over slightly_more_than slightly_over above at_least exceeding well_over upwards_of über "
    "plus_de"
)
UNDER = phrases(
    "nearly almost just_under under less_than fewer_than below slightly_under slightly_less_than up_to not_quite "
    "knapp fast"
)
ARTICLES = phrases("a an the only just usd eur gbp chf their its those all")
PRIOR_LEAD = phrases(
    "from compared_with compared_to compares_with versus vs vs. against after following than previously formerly "
    "had_been before_that earlier "
    "instead_of gegenüber zuvor was_previously was_at"
)
LEVEL_LEAD = phrases("to at reaching reached totaling totalling hit with from auf von")
SPAN_END_LEAD = phrases("to at reaching auf")
WHOLE_LEAD = phrases("of out_of among total total_of total: total_is total_was overall altogether in_all /")
PARAMETER_LEAD = phrases(
    "top last past first next previous bottom at_least above over more_than under below up_to minimum minimum_of "
    "min min. paying "
    "within not than letzten exactly_as ≥ ≤ > <"
)
TOP_LEAD = phrases("top first bottom leading")
DEFINITE_LEAD = phrases("the these those")
"""What a small number of things that were just told stands after: "these three", "the five largest"."""
MEASURED_AGAINST = phrases("above_the below_the over_the under_the behind_the above_its below_its ahead_of_the")

PRIOR = re.compile(
    r"\b(?:(?:(?:previous|prior|preceding)\s(?:month|year|quarter|week|period|day)"
    r"|(?:month|year|quarter|week|period|day)\s(?:before|earlier|ago|prior|previously)|same\s(?:month|period|"
    r"quarter|week|time)\s(?:a|one|last)\s?year"
    r"(?:\s(?:earlier|ago|before))?|last\s(?:year|month|quarter|week)|earlier\speriod|period\sbefore|"
    r"twelve\smonths\searlier)|"
    r"Vorjahr(?:es)?|Vormonat|l'ann\u00e9e\spr\u00e9c\u00e9dente)\b",
    re.IGNORECASE,
)
PRIOR_STARTS = phrases(
    "previous prior preceding month year quarter week period day same last earlier twelve vorjahr vorjahres vormonat l"
)
"""The words that `PRIOR` may begin with."""
WHOLE_SUFFIX = re.compile(
    r"[\s*_]*(?:\w+\s){0,3}(?:in\stotal|overall|in\sall|altogether|worldwide|across\s(?:all|the)|total\b|globally)",
    re.IGNORECASE,
)
TOTAL_LABEL = re.compile(r"\b(?:total|overall|all|sum|altogether|worldwide|gesamt|insgesamt)\b", re.IGNORECASE)
SUM = re.compile(
    r"\b(?:together|combined|in\stotal|total(?:s|ing|ling)?|altogether|sum|both|jointly|between\sthem|account\sfor|"
    r"adds?\sup|across|"
    r"zusammen|top\s\w+|first\s\w+)\b",
    re.IGNORECASE,
)
REST = re.compile(r"\b(?:rest|remaining|remainder|others?|elsewhere|left|outside)\b", re.IGNORECASE)
AVERAGE = re.compile(
    r"\b(?:averag\w+|mean|per\s(?:company|employer|day|week|month|quarter|year)|a\s(?:month|week|day))\b", re.IGNORECASE
)
PAY = re.compile(
    r"\b(?:salar\w+|pay\w*|earn\w*|median|wage\w*|compensation|Gehalt\w*|salaire\w*|salario\w*)\b", re.IGNORECASE
)
SHARE = re.compile(r"share|percent|%|proportion|anteil", re.IGNORECASE)

CURRENCIES = _by_word(
    {
        "EUR": "€ euro euros",
        "GBP": "£ pound pounds",
        "USD": "us$",
        "USD CAD AUD SGD NZD": "$ dollar dollars",
        "JPY CNY": "¥",
        "JPY": "yen",
        "CHF": "francs",
        "INR": "₹ rupees",
        "BRL": "r$",
        "PLN": "zł",
        "SEK NOK DKK": "kr",
    }
)
"""The codes that a sign or a name may stand for."""
CODES = _list("USD EUR GBP CHF CAD AUD SGD JPY INR PLN SEK NOK DKK BRL CNY NZD CZK HUF MXN ZAR ILS AED")

SCALES = _by_word({1e3: "k thousand tausend", 1e6: "m mn million millionen", 1e9: "bn billion"})
CARDINALS = {
    **_numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen "
        "eighteen nineteen"
    ),
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
}
ORDINALS = _numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1)
FRACTIONS = _numbered("half third quarter fifth sixth seventh eighth ninth tenth", 2)
RATIOS = _by_word(
    {
        2.0: "doubled doubling double twice",
        3.0: "tripled tripling triple thrice",
        4.0: "quadrupled quadruple",
        0.5: "halved halving",
    }
)

SUPERLATIVE_WORDS = phrases(
    "most highest largest biggest busiest peak peaked peaks leads tops maximum top strongest record best number "
    "meisten ranks rank comes come "
    "fewest lowest smallest least quietest weakest minimum low bottom wenigsten"
)
"""The first words of the superlatives in `places`."""
