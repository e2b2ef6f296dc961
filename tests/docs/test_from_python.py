"""The example of docs/from_python.py is run as it stands, cell after cell, and finds what is in the data."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from catalog_graph.model.values import Dataset
from catalog_graph.sparql.store import GraphStore

EXAMPLE = Path(__file__).parents[2] / "docs" / "from_python.py"


# rdflib 7.6 asks for its own outdated names on every query of a dataset.
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")
def test_every_cell_runs_and_finds_something(
    dataset: Dataset, full_graph: GraphStore, capsys: pytest.CaptureFixture[str]
) -> None:
    names = runpy.run_path(str(EXAMPLE))
    assert len(re.findall(r"^# %%", EXAMPLE.read_text(encoding="utf-8"), re.M)) == 7
    assert names["by_domain"]["items"].to_list() == [len(one.items) for one in dataset.catalogues.values()]
    assert names["by_status"]["count"].sum() == len(dataset.laws)
    assert len(names["catalogues"]) == len(dataset.catalogues)
    assert len(names["towns"]) == 5
    assert all(code.startswith("341302") and villages > 0 for code, villages in names["towns"])
    assert "政府信息公开条例" in capsys.readouterr().out
    assert len(full_graph) > 3_000_000
