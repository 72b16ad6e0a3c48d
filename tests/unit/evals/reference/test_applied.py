"""What is said about filters, worked out by hand."""

from evals.reference import Alias, Match, Member, Names, Posting, Stored, Unknown

NAMES = Names(
    [
        Alias("country", "UK", "United Kingdom"),
        Alias("country", "EU", "European Union"),
        Alias("skills", "k8s", "Kubernetes"),
    ],
    [
        *(Member("country", "European Union", member) for member in ("Germany", "Austria", "France")),
        *(Member("country", "Oceania", member) for member in ("Australia", "Fiji")),
        *(Member("posted_weekday", "weekend", member) for member in ("Sunday", "Saturday")),
    ],
)
STORED = Stored(
    [
        Posting("1", country="UK", platform="Indeed", location="London, UK", skills="k8s"),
        Posting("2", country="Great Britain", platform="indeed", location="London, UK", skills="Kubernetes, Rust"),
        Posting("3", country="GERMANY", platform="Indeed", location="London, Ontario", tools="Rust"),
        Posting("4", country="Austria", platform="LinkedIn", has_url_duplicate=1),
        Posting("5", country="France", actual_role="Rust developer"),
    ],
    NAMES,
)


def test_filters_are_shown_as_applied() -> None:
    assert STORED.applied(
        {
            "country": ["uk", "eu", "United Kingdom", "Oceania"],
            "platform": "indeed",
            "skills": ["K8S"],
            "posted_weekday": "Weekend",
            "is_remote": [True],
            "salary_max": 5,
            "tools": None,
            "exclude": {"country": "germany", "posted_end": "2026-01-01", "tools": " "},
            "all_of": {"skills": ["rust", "k8s"], "text": ["a b"]},
            "stated": ["salary_min", "location", "salary"],
            "not_stated": [],
        }
    ) == {
        "country": ["United Kingdom", "France", "GERMANY", "Oceania"],
        "platform": "Indeed",
        "skills": "Kubernetes",
        "posted_weekday": ["Saturday", "Sunday"],
        "is_remote": True,
        "salary_max": 5,
        "exclude": {"country": "GERMANY", "posted_end": "2026-01-01"},
        "all_of": {"skills": ["Rust", "Kubernetes"], "text": "a b"},
        "stated": ["location", "salary"],
    }


def test_parts_that_ask_for_nothing_are_not_shown() -> None:
    assert STORED.applied({"exclude": {"tools": []}, "all_of": {}, "stated": [None]}) == {}


def test_unknown_values_are_looked_for_everywhere() -> None:
    filters = {
        "platform": ["indeed", "LinkedIn"],
        "country": ["oceania", "Atlantis"],
        "role_keyword": "Rust k8s",
    }
    part = {"company_name": "uk", "text": "nowhere", "posted_weekday": "Friday"}
    assert STORED.unknown(filters, part) == {
        Unknown("platform", "LinkedIn", ()),
        Unknown("country", "Atlantis", ()),
        Unknown("role_keyword", "k8s", ("skills",)),
        Unknown("company_name", "uk", ("country", "location")),
    }
    nested = {"exclude": {"location": "rust"}, "all_of": {"tools": ["Rust", "K8s", "K8s"]}}
    assert STORED.unknown(nested) == {
        Unknown("location", "rust", ("skills", "tools")),
        Unknown("tools", "K8s", ("skills",)),
    }


def test_after_three_unknown_values_the_others_are_named_alone() -> None:
    """In the order of the filters' names, then those of all_of, then those of exclude."""
    filters = {"tools": "uk", "location": "rust", "exclude": {"country": "Rust"}, "all_of": {"skills": ["uk", "uk"]}}
    part = {"country": "indeed"}
    assert STORED.unknown(filters, part) == {
        Unknown("location", "rust", ("skills", "tools")),
        Unknown("tools", "uk", ("country", "location")),
        Unknown("skills", "uk", ("country", "location")),
        Unknown("country", "Rust", ()),
        Unknown("country", "indeed", ("platform",)),
    }


def test_values_under_several_spellings_are_named() -> None:
    assert STORED.matched(
        {
            "platform": "INDEED",
            "country": ["eu", "germany"],
            "location": ["london", "Ontario"],
            "skills": ["Kubernetes", "Rust"],
            "exclude": {"skills": "Kubernetes"},
        }
    ) == {
        Match("platform", "INDEED", ("Indeed", "indeed"), 0),
        Match("location", "london", ("London, UK", "London, Ontario"), 0),
        Match("skills", "Kubernetes", ("k8s", "kubernetes"), 0),
    }


def test_five_spellings_are_named_and_the_others_counted() -> None:
    spellings = ["acme", "ACME", "Acme", " acme", "aCme", "acMe", "acmE"]
    stored = Stored([Posting(name, company_name=name) for name in spellings], NAMES)

    assert stored.matched({"company_name": "acme"}) == {
        Match("company_name", "acme", (" acme", "ACME", "Acme", "aCme", "acMe"), 2)
    }


def test_three_values_with_several_spellings_are_named() -> None:
    filters = {
        "skills": ["kubernetes", "Kubernetes"],
        "location": ["london", "uk", "london"],
        "platform": "indeed",
    }
    assert STORED.matched(filters) == {
        Match("location", "london", ("London, UK", "London, Ontario"), 0),
        Match("platform", "indeed", ("Indeed", "indeed"), 0),
        Match("skills", "kubernetes", ("k8s", "kubernetes"), 0),
    }
