"""The calendars of all places, read once."""

from __future__ import annotations

import pytest

from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.tables.load import load_calendar


@pytest.fixture(scope="session")
def calendars() -> Calendars:
    """The committed calendar."""
    return Calendars(load_calendar())
