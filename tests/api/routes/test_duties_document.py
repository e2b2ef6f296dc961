"""The document of duties: every field that design §9 fixes, and the same from the command as from the service."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from catalog_graph.model.codes import LimitKind, Unit, Window
from catalog_graph.model.origin_codes import DUTY_COLUMNS, InformationKind
from tests import command_line

DAY = "2026-11-22"
COUNTY, TOWN, VILLAGE = "341302", "310114002", "341302100200"
TEXT_OR_NONE = (str, type(None))
ORIGINS = {"seen", "carried", "statute", "local", "unseen"}
CHANNEL = {"id": str, "label": str}
CLAUSE = {
    "id": str,
    "title": str,
    "document_number": TEXT_OR_NONE,
    "article": TEXT_OR_NONE,
    "status": {"in-force", "amended", "repealed", "superseded", "unknown"},
}
TIME_LIMIT = {
    "text": str,
    "kind": set(LimitKind.codes()),
    "amount": (int, type(None)),
    "unit": {*Unit.codes(), None},
    "trigger": TEXT_OR_NONE,
    "applies_to": TEXT_OR_NONE,
    "period?": {"day", "week", "month", "quarter", "half-year", "year"},
    "day?": (int, {"last"}),
    "month?": int,
    "month_of_period?": int,
    "window?": set(Window.codes()),
    "year?": int,
    "minimum?": bool,
    "stage?": str,
    "origin": ORIGINS,
    "by?": CLAUSE | {"version": str},
}
MATTER = {
    "status": {"live", "narrowed", "renamed", "moved", "ended"},
    "checked": str,
    "now_called": TEXT_OR_NONE,
    "by": (type(None), CLAUSE),
    "since": TEXT_OR_NONE,
    "note": TEXT_OR_NONE,
}
DUTY = {
    "item": str,
    "iri": str,
    "number": int,
    "domain": {"number": str, "slug": str, "label": str},
    "group": str,
    "label": str,
    "content": [str],
    "legal_basis": [
        CLAUSE | {"origin": ORIGINS, "grade?": {"orders", "governs", "general"}, "version?": str, "source?": str}
    ],
    "time_limits": [TIME_LIMIT],
    "time_limit_text": TEXT_OR_NONE,
    "saving_clause": bool,
    "subjects": [{"role": str, "label": str, "body": TEXT_OR_NONE, "body_source": {"local", "default", "unresolved"}}],
    "whose": {"own", "other", "unknown"},
    "channels": {"required": [CHANNEL], "optional": [CHANNEL], "statutory": [CHANNEL]},
    "audience": (type(None), {"id": {"public", "group"}, "group": TEXT_OR_NONE}),
    "audiences": [{"public", "group"}],
    "method": {"proactive", "on-request", None},
    "methods": [{"proactive", "on-request"}],
    "levels": [{"county", "township", "village"}],
    "village_kind": {"residents", "villagers", "other", None},
    "review_status": {"attested", "unattested"},
    "information_kind": [set(InformationKind.codes())],
    "attestations": int,
    "row_origin": {"standard", "statute", "local"},
    "origin": dict.fromkeys(DUTY_COLUMNS, ORIGINS),
    "unseen": {f"{column}?": str for column in DUTY_COLUMNS},
    "matter": (type(None), MATTER),
    "local": [dict],
    "because": [{"rule": str, "text": str, "source": str}],
}
DIVISION = {"code": str, "name": str, "level": str, "kind": str, "path": [{"code": str, "name": str}]}
COMMITTEE = {"village_kind?": {"residents", "villagers", "other"}, "code_kind?": {"residents", "villagers", "other"}}
BY = {"own": int, "others": int, "unknown": int}
ANSWER = {"division": DIVISION | COMMITTEE, "on": str, "count": int, "by": BY, "local": dict, "duties": [DUTY]}


def misfit(value: Any, shape: Any, at: str = "$") -> str:
    """Where a value does not have a shape: a type, a tuple of shapes, a set of values, a list, or an object."""
    if isinstance(shape, set):
        fits = value in shape
    elif isinstance(shape, tuple):
        fits = any(not misfit(value, one, at) for one in shape)
    elif isinstance(shape, list):
        fits = type(value) is list
        below = [misfit(one, shape[0], f"{at}[{n}]") for n, one in enumerate(value)] if fits else []
        return next(filter(None, below), "" if fits else f"{at}: {value!r}")
    elif isinstance(shape, dict):
        known = {name.removesuffix("?"): each for name, each in shape.items()}
        fits = type(value) is dict and {name for name in shape if name[-1] != "?"} <= value.keys() <= known.keys()
        below = [misfit(one, known[name], f"{at}.{name}") for name, one in value.items()] if fits else []
        return next(filter(None, below), "" if fits else f"{at}: {value!r}")
    else:
        fits = type(value) is shape
    return "" if fits else f"{at}: {value!r}"


def asked(client: TestClient, code: str, **parameters: str) -> dict[str, Any]:
    """The duties of a place on the day of these tests."""
    body: dict[str, Any] = client.get(f"/divisions/{code}/duties", params={"on": DAY} | parameters).json()
    return body


def printed(code: str, *words: str) -> dict[str, Any]:
    """What the command prints."""
    body: dict[str, Any] = json.loads(command_line.printed("duties", code, *words, "--on", DAY, "--format", "json"))
    return body


@pytest.mark.parametrize("code", [COUNTY, TOWN, VILLAGE, "441900", "110101001001"])
def test_the_document_has_every_field_of_the_design_and_no_other(client: TestClient, code: str) -> None:
    body = asked(client, code)
    assert misfit(body, ANSWER) == ""
    assert body["count"] == len(body["duties"]) > 0
    assert all(duty["because"] for duty in body["duties"])
    assert all(duty["iri"] == f"https://w3id.org/gongkai/id/item/{duty['item']}" for duty in body["duties"])


def test_the_shape_is_strict_enough_to_fail() -> None:
    assert misfit({"id": 1}, {"id": str}) == "$.id: 1"
    assert misfit({}, {"id": str})
    assert misfit({"id": "a", "x": 1}, {"id": str})
    assert misfit([{"id": True}], [{"id": int}]) == "$[0].id: True"
    assert misfit("c", {"a", "b"})
    assert not misfit({"id": None}, {"id": TEXT_OR_NONE, "day?": int})


@pytest.mark.parametrize("code", [COUNTY, TOWN, VILLAGE])
def test_the_service_says_what_the_command_prints(client: TestClient, code: str) -> None:
    assert asked(client, code) == printed(code)


def test_filters_are_the_same_in_the_service_and_the_command(client: TestClient) -> None:
    words = ("--domain", "社会救助", "--method", "proactive", "--q", "救助")
    body = asked(client, COUNTY, domain="social-assistance", method="proactive", q="救助")
    assert body["count"] > 0
    assert body == printed("埇桥区", *words)
