"""Parts of pages that are rendered once for equal values: the same page comes out as without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from starlette.testclient import TestClient

import api
from api.http import represent
from api.http.kept_parts import KeptParts
from api.http.represent import environment
from api.http.site import Site


def test_a_part_is_rendered_once_for_equal_values() -> None:
    env = Environment(extensions=[KeptParts], autoescape=True)
    seen: list[str] = []
    env.globals["see"] = lambda words: seen.append(words) or words
    template = env.from_string(
        "{% for v in all %}{% keep v %}<b>{{ see(v.a) }}</b>{% endkeep %}{{ v.subjects }};{% endfor %}"
    )
    values = [{"a": "<1>", "subjects": "x"}, {"a": "2", "subjects": "y"}, {"a": "<1>", "subjects": "z"}]
    assert template.render(all=values) == "<b>&lt;1&gt;</b>x;<b>2</b>y;<b>&lt;1&gt;</b>z;"
    assert seen == ["<1>", "2"]


def test_two_parts_of_one_value_are_kept_apart() -> None:
    env = Environment(extensions=[KeptParts], autoescape=True)
    template = env.from_string("{% keep v %}one{% endkeep %}\n{% keep v %}two{% endkeep %}")
    assert [template.render(v={"a": 1}) for _ in range(2)] == ["one\ntwo"] * 2


def test_a_page_with_kept_parts_is_the_page_without(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [client.get(f"/divisions/{code}/duties?format=html&n=0").text for code in ("341302", "310114", "341302")]
    assert kept[0] == kept[2]
    folder = Path(api.__file__).parent / "templates"
    rows = (folder / "_duties.html").read_text(encoding="utf-8")
    without = DictLoader({"_duties.html": re.sub(r"\{% (?:keep duty|endkeep) %\}\n?", "", rows)})
    plain = environment(Site()).overlay(loader=ChoiceLoader([without, FileSystemLoader(folder)]), extensions=[])
    monkeypatch.setattr(represent, "environment", lambda _: plain)
    page = client.get("/divisions/310114/duties?format=html&n=1").text
    assert page.replace("n=1", "n=0").replace('name="n" value="1"', 'name="n" value="0"') == kept[1]
