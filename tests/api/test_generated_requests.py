"""Requests made from the description alone: none is answered otherwise than described.

Owns: a bounded run of schemathesis, the same on every machine, by `make test-outside`, which goes further too. What is
left out, and why, stands in schemathesis.toml.
"""

from __future__ import annotations

import gc
from contextlib import suppress

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, BaseSchema, Case, GenerationMode
from schemathesis.config import SchemathesisConfig

from tests.source_code import ROOT

EXAMPLES = settings(max_examples=4, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
# Whose answer depends on what is being made meanwhile.
UNSTEADY = {"ready"}
# No schema can say which uploads are tables; schemathesis.toml says so to the program of that name.
NOT_BY_SCHEMA = {"validate_table", "calendar", "sparql_get", "sparql_post", "due", "search_divisions"}
NOT_BY_SCHEMA |= {
    "similar",
    "compare_catalogues",
    "compare_tables",
    "compare_places",
    "precheck_file",
    "table",
    "template",
}
NOT_BY_SCHEMA |= {"official", "duties_of_many", "embed_place", "embed_catalogue"}
# Any line of text may be a name; an address that is too long is answered with 414, which does not count as refused.
ANY_TEXT = {"duties_of_many", "sparql_get", "sparql_post"}


@pytest.fixture(scope="module")
def described(app: FastAPI) -> BaseSchema:
    """The operations as described."""
    config = SchemathesisConfig.from_path(ROOT / "schemathesis.toml")
    return schemathesis.openapi.from_asgi("/openapi.json", app, config=config)


def _tried(operation: APIOperation, mode: GenerationMode) -> None:
    name, checks = operation.definition.raw["operationId"], schemathesis.checks.CHECKS
    left_out = [checks.get_one("positive_data_acceptance")] if name in NOT_BY_SCHEMA else []
    left_out += [checks.get_one("negative_data_rejection")] if name in ANY_TEXT else []

    @EXAMPLES
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate(excluded_checks=left_out or None)

    with suppress(Unsatisfiable):  # what takes anything cannot be asked wrongly
        ask()


# Each request has an event loop of its own, so that the workers of the one before are left to their destructors.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.outside
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_to_generated_requests_are_as_described(described: BaseSchema, mode: GenerationMode) -> None:
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:
        if operation.definition.raw["operationId"] not in UNSTEADY:
            _tried(operation, mode)
    gc.collect()  # here, not within another test
