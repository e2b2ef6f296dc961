"""公开时限 as offices write it: dates, windows, hours, halves, and what must not be misread.

Owns: `office_phrases.json` and, by domain, `domain_phrases.json`: the reviewed reading of each phrase; parts that are
not said are left out. They are edited by hand, never regenerated.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from benchmarks.long_cells import LONG
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.time_limit import TimeLimit, TimeLimitCell

HERE = Path(__file__).parent
DOMAINS: dict[str, dict[str, dict[str, object]]] = json.loads((HERE / "domain_phrases.json").read_text("utf-8"))
CASES: dict[str, dict[str, object]] = json.loads((HERE / "office_phrases.json").read_text("utf-8"))
CASES |= {words: reading for phrases in DOMAINS.values() for words, reading in phrases.items()}
FIELDS = [field.name for field in fields(TimeLimit) if field.name != "text"]


def plain(cell: TimeLimitCell) -> dict[str, object]:
    """A cell in the form of the file."""
    limits = [{name: value for name in FIELDS if (value := getattr(limit, name)) is not None} for limit in cell.limits]
    return {"limits": limits, "unparsed": cell.unparsed}


def test_there_are_phrases_of_every_domain() -> None:
    assert len(CASES) >= 480
    assert len(DOMAINS) == 28
    assert all(len(phrases) >= 3 for phrases in DOMAINS.values())


@pytest.mark.parametrize("words", CASES)
def test_a_phrase_is_read_as_reviewed(words: str) -> None:
    assert plain(read_time_limits(words)) == CASES[words]


@pytest.mark.parametrize("words", CASES)
def test_reading_the_normalised_words_again_changes_nothing(words: str) -> None:
    once = read_time_limits(words)
    assert read_time_limits(once.text) == once


@pytest.mark.parametrize("name", LONG)
def test_a_cell_of_any_length_is_read_to_its_end(name: str) -> None:
    """How long it takes, `python -m benchmarks.editors` says; a reader that is not linear would take minutes."""
    assert read_time_limits(LONG[name]).unparsed
