"""Parameters longer than described are refused, at every address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

OF_ITS_OWN = {"/sparql"}  # bytes, by its own protocol


def described(app: FastAPI) -> Iterator[tuple[str, str, str, int]]:
    """Method, address, name and greatest length of each parameter of a query that has one."""
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            listed: list[dict[str, Any]] = operation.get("parameters", [])
            for each in listed:
                if each["in"] == "query" and "maxLength" in each["schema"] and path not in OF_ITS_OWN:
                    yield method, re.sub(r"{\w+}", "341302", path), each["name"], each["schema"]["maxLength"]


def test_no_parameter_may_be_longer_than_described(app: FastAPI, client: TestClient) -> None:
    listed = list(described(app))
    assert len(listed) >= 30
    for method, path, name, most in listed:
        longer = client.request(method, path, params={name: "长" * (most + 1)})
        assert (longer.status_code, longer.json()["code"]) == (400, "bad-parameter"), (method, path, name)
        assert longer.json()["detail"] == f"参数 {name} 过长（{most + 1}字符，最多{most}）", (method, path, name)


def test_a_parameter_may_be_as_long_as_described(app: FastAPI, client: TestClient) -> None:
    for method, path, name, most in described(app):
        if (path, name) != ("/divisions", "q"):  # the name of a place, which is read elsewhere, has a limit of its own
            assert "过长（" not in client.request(method, path, params={name: "长" * most}).text, (method, path, name)


def test_no_parameter_may_have_a_value_that_is_not_listed(app: FastAPI, client: TestClient) -> None:
    tried = 0
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            for each in operation.get("parameters", []):
                if each["in"] == "query" and "enum" in each["schema"] and each["name"] != "format":
                    answer = client.request(method, path.replace("{code}", "341302"), params={each["name"]: "没有"})
                    assert answer.status_code in {400, 404}, (method, path, each["name"])
                    tried += 1
    assert tried > 15
