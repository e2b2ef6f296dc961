"""Child processes for which a thread waits: all do their work, or the first error is raised and none is left."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from catalog_graph.errors import BadName, GongkaiError
from catalog_graph.processes import together

WORKER = "tests.catalog_graph.processes.part_worker"


def test_all_have_done_their_work(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in "abc"]
    together.run(WORKER, [("write", str(path)) for path in paths])
    assert [path.read_text() for path in paths] == ["done"] * 3


def test_the_error_of_one_is_raised_and_the_others_are_ended(tmp_path: Path) -> None:
    begin = time.monotonic()
    with pytest.raises(BadName):
        together.run(WORKER, [("fail", ""), ("sleep", str(tmp_path / "late"))])
    assert time.monotonic() - begin < 60
    assert not (tmp_path / "late").exists()


def test_one_that_ends_without_a_word_is_an_error() -> None:
    with pytest.raises(GongkaiError, match="意外结束（3）"):
        together.run(WORKER, [("leave", "")])
