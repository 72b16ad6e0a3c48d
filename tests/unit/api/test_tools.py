"""What the tools take, and how they tell the model what was looked up."""

from unittest.mock import Mock

import pytest
from pydantic import ValidationError

from joblab.deadline import Deadline
from joblab.jobs.schemas import JobsQuery, Stats, StatsQuery
from joblab.tools import TOOLS, job_stats
from joblab.tools.labels import label
from joblab.tools.registry import ToolRegistry
from joblab.tools.result import RepairableToolError
from local.wire import STATS, Json


def sheet(**found: object) -> str:
    """What the model reads of a result."""
    return job_stats.sheet(Stats.model_validate({**STATS, **found})).for_model()


def test_every_list_ends_at_the_same_row_and_a_higher_limit_is_cut() -> None:
    listing = {tool.name: tool for tool in TOOLS if "limit" in tool.input.model_fields}

    assert set(listing) == {"job_stats", "search_jobs", "describe_data"}
    for tool in listing.values():
        schema = tool.spec()["toolSpec"]["inputSchema"]["json"]["properties"]["limit"]
        assert schema == {"type": "integer", "maximum": 50}
        assert tool.input.model_validate({"limit": 5000}).model_dump()["limit"] == 50


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"exclude": {"planet": "Mars"}}, "exclude.planet"),
        ({"part": {"all_of": {"planet": "Mars"}}}, "part.all_of.planet"),
        ({"planet": "Mars"}, "planet"),
    ],
)
def test_a_field_that_does_not_exist_is_answered_with_those_that_do(wrong: dict[str, object], where: str) -> None:
    with pytest.raises(RepairableToolError) as refused:
        ToolRegistry(TOOLS, Mock()).run("job_stats", wrong, Deadline.after(1))

    said, allowed = str(refused.value).split("; allowed: ")
    assert said == f"Invalid input. {where}: Extra inputs are not permitted"
    assert ("group_by" in allowed) == (where == "planet")


@pytest.mark.parametrize(
    "wrong",
    [
        {"exclude": {"planet": "Mars"}},
        {"exclude": "Germany"},
        {"all_of": {"skills": ["a"] * 51}},
        {"part": {"exclude": {"planet": "Mars"}}},
        {"salary_max": -1},
        {"min_postings": 0},
        {"compare_start": "January"},
    ],
)
def test_input_that_says_nothing_is_refused_by_the_field(wrong: Json) -> None:
    with pytest.raises(ValidationError) as refused:
        StatsQuery.model_validate(wrong)
    assert refused.value.errors()[0]["loc"][0] == next(iter(wrong))


def test_filters_in_filters_come_as_objects_or_as_their_json() -> None:
    as_object = JobsQuery.model_validate({"exclude": {"country": "Chad"}, "stated": "salary"})
    as_text = JobsQuery.model_validate({"exclude": '{"country": "Chad"}', "stated": ["salary"]})

    assert as_object.filters() == as_text.filters() == {"exclude": {"country": ["Chad"]}, "stated": ["salary"]}


class Database:
    """Answers every question alike."""

    def __init__(self, **found: object) -> None:
        self.found = Stats.model_validate({**STATS, **found})

    def stats(self, query: StatsQuery, deadline: Deadline) -> Stats:
        return self.found


def test_the_row_read_ahead_is_counted_with_the_series_it_was_cut_from() -> None:
    levels = (("Mid", 9), ("Senior", 8), ("Mid", 7), ("Lead", 6))
    # jsonb puts shorter keys first, whatever group_by says.
    rows = [
        {"keys": {"job_level_std": level, "job_function_std": f"F{value}"}, "value": value, "postings": value}
        for level, value in levels
    ]
    cut = {"groups": 5, "postings": 10, "by": {"Senior": 2, "Lead": 3}}
    asked = {"group_by": ["job_function_std", "job_level_std"], "limit": 3}

    result = ToolRegistry(TOOLS, Database(group_by=asked["group_by"], rows=rows, groups=9, cut=cut)).run(  # type: ignore[arg-type]
        "job_stats", asked, Deadline.after(1)
    )

    assert result.for_page["cut"] == {"groups": 6, "postings": 16, "by": {"Senior": 2}}
    assert len(result.for_page["rows"]) == 3


def test_a_result_says_which_filters_were_inside_which() -> None:
    filters = {"skills": "Go", "exclude": {"country": ["Chad", "Mali"]}, "all_of": {"tools": ["Git", "AWS"]}}

    assert "filters: skills=Go; exclude country=Chad, Mali; all_of tools=Git, AWS" in sheet(filters=filters)
    assert label("count", filters) == ("count, skills = Go, exclude country = Chad or Mali, all_of tools = Git and AWS")


def test_a_result_says_what_a_value_matched_and_where_an_unknown_one_is() -> None:
    matched = [{"filter": "location", "value": "London", "stored": ["London, UK", "London"], "more": 3}]
    unknown = [{"filter": "skills", "value": "Docker", "closest": [], "found_in": ["tools"]}]

    said = sheet(matched=matched, unknown_values=unknown)

    assert 'location "London" matched: London, UK; London and 3 more' in said
    assert 'unknown: skills "Docker" is in no posting; closest: none; it is one of tools' in said


def test_a_total_in_several_currencies_says_why_it_is_empty() -> None:
    row = {"keys": {"country": "Mali"}, "value": 50, "postings": 3, "currency": "EUR", "p25": 40, "p75": 60, "mean": 51}
    total = {"value": None, "postings": 7, "currency": None, "currencies": ["USD", "EUR"]}

    said = sheet(measure="median_salary", group_by=["country"], groups=2, rows=[row], total=total, unpaid=9)

    assert "no total: pay is in USD, EUR; a row is in one currency" in said
    assert "row|country|value|p25|p75|mean|postings|currency\n1|Mali|50|40|60|51|3|EUR" in said
    assert "unpaid=9" in said


def test_a_share_of_a_part_and_small_groups_are_told() -> None:
    said = sheet(
        measure="share", part={"job_level_std": "Senior"}, group_by=["country"], small={"groups": 4, "postings": 9}
    )

    assert "share of postings with job_level_std=Senior" in said
    assert "small.groups=4" in said


def test_unknown_values_beyond_those_looked_up_share_a_line() -> None:
    unknown = [{"filter": "skills", "value": f"x{n}", "closest": [], "found_in": []} for n in range(6)]
    unknown[4]["closest"] = ["X4"]  # of a part, which has three of its own

    said = sheet(unknown_values=unknown)

    assert said.count("is in no posting") == 4
    assert 'unknown too, not looked up: skills "x3"; skills "x5"' in said
