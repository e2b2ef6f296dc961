"""公开时限 as offices write it: dates, windows, hours, halves, and what must not be misread.

Owns: `office_phrases.json` and, by domain, `domain_phrases.json`: the reviewed reading of each phrase; parts that are
not said are left out. They are edited by hand, never regenerated.
"""

from __future__ import annotations

import json
import time
from dataclasses import fields
from pathlib import Path

import pytest

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.time_limit import TimeLimit, TimeLimitCell

HERE = Path(__file__).parent
DOMAINS: dict[str, dict[str, dict[str, object]]] = json.loads((HERE / "domain_phrases.json").read_text("utf-8"))
CASES: dict[str, dict[str, object]] = json.loads((HERE / "office_phrases.json").read_text("utf-8"))
CASES |= {words: reading for phrases in DOMAINS.values() for words, reading in phrases.items()}
FIELDS = [field.name for field in fields(TimeLimit) if field.name != "text"]
LONG = {
    "a list": "10个工作日内、" * 4000,
    "sentences": "20个工作日内；" * 4000,
    "figures": "1" * 32_000,
    "numerals": "一" * 32_000,
    "commas": "信息形成，" * 6400,
    "brackets": "（1日）" * 8000,
    "laws": "法律法规" * 8000,
    "days off": "法定节假日、" * 5400,
    "events": "自在应" * 10_700,
    "dates": "2025.1.1.前" * 3200,
    "amounts said twice": "二（2）个（" * 5400,
    "acts of god": "因不可抗力等" * 5400,
    "ranges": "3月1日至" * 6400,
    "more of them": "每2次/" * 6400,
}


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
def test_a_cell_of_any_length_is_read_in_time(name: str) -> None:
    words = LONG[name][:32_000]
    best = min(_seconds(words) for _ in range(3))
    assert best < 0.05
    assert read_time_limits(words).unparsed


def _seconds(words: str) -> float:
    start = time.process_time()
    read_time_limits(words)
    return time.process_time() - start
