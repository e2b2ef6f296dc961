"""Requests made from the description alone: none is answered otherwise than described.

Owns: a bounded run of schemathesis, the same on every machine; `make test-outside` goes further. What is left out, and
why, stands in schemathesis.toml.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, BaseSchema, Case, GenerationMode
from schemathesis.config import SchemathesisConfig

from tests.source_code import ROOT

EXAMPLES = settings(max_examples=15, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
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


@pytest.fixture(scope="module")
def described(app: FastAPI) -> BaseSchema:
    """The operations as described."""
    config = SchemathesisConfig.from_path(ROOT / "schemathesis.toml")
    return schemathesis.openapi.from_asgi("/openapi.json", app, config=config)


def _tried(operation: APIOperation, mode: GenerationMode) -> None:
    left_out = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]

    @EXAMPLES
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        by_schema = operation.definition.raw["operationId"] not in NOT_BY_SCHEMA
        case.call_and_validate(excluded_checks=None if by_schema else left_out)

    with suppress(Unsatisfiable):  # what takes anything cannot be asked wrongly
        ask()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_to_generated_requests_are_as_described(described: BaseSchema, mode: GenerationMode) -> None:
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:
        if operation.definition.raw["operationId"] not in UNSTEADY:
            _tried(operation, mode)
