"""Where one is, in the main navigation."""

from __future__ import annotations

import pytest

from api.http.navigation import SECTIONS, navigation


@pytest.mark.parametrize(
    ("path", "name", "current"),
    [
        ("/catalogues", "标准目录", "page"),
        ("/catalogues/social-assistance/official", "标准目录", "true"),
        ("/items/social-assistance/11", "标准目录", "true"),
        ("/catalog", "词表与下载", "true"),
        ("/def/Item", "词表与下载", "true"),
        ("/downloads/", "词表与下载", "page"),
        ("/compare/places", "编目工具", "true"),
        ("/rules/GK-WHEN-003", "核对目录表", "true"),
        ("/tree/341302", "查地名", "true"),
    ],
)
def test_a_page_stands_in_one_section(path: str, name: str, current: str) -> None:
    assert [(label, state) for _, label, state in navigation(path) if state] == [(name, current)]


@pytest.mark.parametrize("path", ["/", "/nope", "/itemsfoo"])
def test_other_pages_stand_in_none(path: str) -> None:
    assert not any(state for *_, state in navigation(path))


def test_every_section_leads_to_itself() -> None:
    for address, name, _ in SECTIONS:
        assert [label for _, label, state in navigation(address) if state == "page"] == [name]
