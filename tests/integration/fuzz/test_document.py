"""Whatever is sent, valid or not, is answered as the OpenAPI document says: by status, type and schema."""

import json
import os
from collections import Counter
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, BaseSchema, Case, CheckContext, Response
from schemathesis.checks import not_a_server_error
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.specs.openapi import checks

from joblab.errors import MOST_FIELDS, Problem
from tests.integration.fuzz.conftest import Door, is_whole_stream

# Random requests of an operation, beside those that go through its parameters one by one; `make test-slow` sends more.
CASES = int(os.environ.get("FUZZ_CASES", "20"))
LEAST_CASES = 1_000
REQUESTS = settings(
    derandomize=True, max_examples=CASES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
# The edge's own answer to a request line and headers above 10,240 bytes.
TOO_LARGE_HEAD = 431
# Their filters are those of /stats, whose parameters are gone through.
SAME_FILTERS = ("/jobs", "/stats/overview")

type Operation = APIOperation[Any, Any, Any, Any]

# Texts that are read and whose form the document leaves open.
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "country": st.sampled_from(["Country 1", "country 2", "Nowhere"]) | st.text(max_size=20),
        "skills": st.lists(st.sampled_from(["Skill 1", "skill 2", ""]) | st.text(max_size=20), max_size=3),
        "is_remote": st.booleans(),
        "posted_start": st.dates().map(str),
        "salary_max": st.floats(0, 1e9) | st.integers(-1, 10**9),
        "unknown": st.none(),
    },
)
schemathesis.openapi.format("filters", FILTERS.map(json.dumps))
schemathesis.openapi.format("part", st.sampled_from(["text", "text", "text", "tool-job_stats", "data-chart"]))


@pytest.fixture(scope="session")
def document(gateway: Door) -> BaseSchema:
    """As the API serves it."""
    served = gateway.client.get("/openapi.json").json()
    served["components"]["schemas"]["ChatPart"]["properties"]["type"]["format"] = "part"
    for path in ("/jobs", "/stats", "/stats/overview"):
        for parameter in served["paths"][path]["get"]["parameters"]:
            if parameter["schema"].get("contentMediaType") == "application/json":
                parameter["schema"]["format"] = "filters"
    return schemathesis.openapi.from_dict(served)


def error_is_a_problem(_: CheckContext, response: Response, case: Case[Operation]) -> None:
    """It has our fields, names few of the caller's, and says the same status as the line above it."""
    if response.status_code < 400:
        return
    assert response.headers["content-type"] == ["application/problem+json"]
    problem = Problem.model_validate_json(response.content)
    assert problem.status == response.status_code
    assert problem.type.startswith("urn:joblab:")
    assert problem.request_id
    assert len(problem.errors or ()) <= MOST_FIELDS


def answer_is_a_whole_stream(_: CheckContext, response: Response, case: Case[Operation]) -> None:
    """That of a chat."""
    if (response.status_code, case.path) == (200, "/ai/chat"):
        assert is_whole_stream(response.text)


CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
    checks.allow_header_conformance,
    error_is_a_problem,
    answer_is_a_whole_stream,
]


def exercise(operation: Operation, door: Door, *, one_by_one: bool = True) -> Counter[int]:
    """Send its cases, check what comes back, and count the statuses.

    What the document does not allow is refused where it is sent as JSON; in a query everything is a text.
    """
    expected = [*CHECKS, checks.negative_data_rejection] if operation.method == "post" else CHECKS
    statuses = Counter[int]()

    def send(case: Case[Operation]) -> None:
        response = case.call(base_url=door.url, session=session, timeout=40)
        statuses[response.status_code] += 1
        assume(response.status_code != TOO_LARGE_HEAD)
        case.validate_response(response, checks=expected)

    modes = [HypothesisTestMode.COVERAGE, HypothesisTestMode.FUZZING] if one_by_one else [HypothesisTestMode.FUZZING]
    config = HypothesisTestConfig(project=operation.schema.config, modes=modes, settings=REQUESTS)
    with requests.Session() as session:
        create_test(operation=operation, test_func=send, config=config)()
    return statuses


def test_every_operation_answers_as_documented(document: BaseSchema, gateway: Door, subtests: pytest.Subtests) -> None:
    statuses = Counter[int]()
    for path in document:
        for method, operation in document[path].items():
            with subtests.test(f"{method.upper()} {path}"):
                statuses += exercise(operation, gateway, one_by_one=path not in SAME_FILTERS)

    assert {200, 404, 405, 422} <= set(statuses)
    assert statuses.total() > LEAST_CASES


def test_the_streaming_door_answers_as_documented(document: BaseSchema, streaming: Door) -> None:
    assert exercise(document["/ai/chat"]["POST"], streaming)[422]
