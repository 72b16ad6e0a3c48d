"""Names of values beyond those in the results: what people write in answers."""

COUNTRIES = (
    "United States,United Kingdom,Germany,France,Netherlands,Spain,Italy,Poland,Switzerland,Ireland,Sweden,"
    "Canada,India,Singapore,Australia,Japan,Brazil,Austria,Belgium,Denmark,Norway,Finland,Portugal,Mexico,"
    "China,South Korea,Israel,South Africa,New Zealand,Czech Republic,Romania,Hungary,Greece,Turkey,Ukraine,"
    "Argentina,Chile,Colombia,Philippines,Indonesia,Vietnam"
)
"""Countries that an answer may name though no result does; separated by commas."""
_WRITTEN = {
    "country": {
        "united kingdom": "uk, u.k, great britain, reino unido, royaume uni, vereinigtes königreich",
        "united states": "us, u.s, usa, estados unidos, états unis, vereinigte staaten, vereinigten staaten",
        "germany": "deutschland, allemagne, alemania",
        "france": "frankreich, francia",
        "spain": "spanien, españa, espagne",
        "italy": "italien, italie, italia",
        "netherlands": "the netherlands, niederlande, niederlanden, pays bas, países bajos",
        "poland": "polen, pologne, polonia",
        "switzerland": "schweiz, suisse, suiza",
        "austria": "österreich, autriche",
        "sweden": "schweden, suède, suecia",
        "ireland": "irland, irlande, irlanda",
        "belgium": "belgien, belgique, bélgica",
        "denmark": "dänemark, danemark, dinamarca",
        "canada": "kanada, canadá",
        "india": "indien, inde",
        "japan": "japon, japón",
        "brazil": "brasilien, brésil, brasil",
    },
    "location": {"new york": "nyc", "san francisco": "sf"},
    "job_type_filled": {"fulltime": "full time", "parttime": "part time"},
    "job_level_std": {"mid": "mid level", "entry": "entry level"},
    "is_remote": {
        "true": "remote, remotely, remoto, remota",
        "false": "on site, onsite, non remote, not remote, nicht remote, no remota, no son remota",
    },
    "is_research": {"true": "research"},
    "skills": {"kubernetes": "k8s"},
    "tools": {"kubernetes": "k8s"},
}
ALIASES = {
    dimension: {alias: value for value, aliases in values.items() for alias in aliases.split(", ")}
    for dimension, values in _WRITTEN.items()
}
"""Other names of values, by dimension."""
ANY_CASE = frozenset(
    {
        "job_level_std",
        "job_type_filled",
        "is_remote",
        "role_keyword",
        "is_research",
        "job_function_std",
        "company_industry_std",
        "platform",
    }
)
"""Dimensions whose values are words of the language: no capital letter is needed."""
EXACT_CASE = frozenset(
    [
        *("lead", "us", "it", "mid", "go", "r", "c", "manager", "director", "executive", "intern"),
        *("media", "energy", "sales", "design", "research", "finance", "legal", "operations", "security"),
        *("marketing", "education", "retail", "technology", "indeed"),
    ]
)
"""Words that mean something else in lower case, unless what stands around them says otherwise."""
