"""Views: what a resource can be given as."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from api.http.negotiate import CSV, HTML, JSON, TURTLE
from api.http.views import View


def test_json_comes_first_then_the_page_then_the_others_in_their_order() -> None:
    view = View(("x",), "甲", dict, {TURTLE: bytes, CSV: bytes})
    assert view.offered == (JSON, HTML, TURTLE, CSV)
    assert View(("x",), "甲", dict).offered == (JSON, HTML)


def test_a_view_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        View(("x",), "甲", dict).title = "乙"  # type: ignore[misc]
