"""What `import catalog_graph` gives: it costs nothing until used, and each way in shows the same things."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars
import pytest

import catalog_graph
from catalog_graph import opening
from catalog_graph.errors import BadParameter
from catalog_graph.model.values import Dataset
from catalog_graph.sparql import disk_store

HEAVY = {"rdflib", "pyarrow", "pyoxigraph", "networkx", "oxrdflib", "lxml", "catalog_graph.files"}


def test_the_names_are_these() -> None:
    assert catalog_graph.__all__ == ["TABLES", "__version__", "open_dataset", "open_store", "open_table"]


def test_importing_loads_no_library() -> None:
    code = f"import sys, catalog_graph; print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", [name for name in catalog_graph.TABLES if name != "divisions"])
def test_a_table_opens_in_polars_and_pandas(name: str) -> None:
    table = catalog_graph.open_table(name)
    frame = polars.from_arrow(table)
    assert isinstance(frame, polars.DataFrame)
    assert frame.height == len(table.to_pandas()) > 20
    assert frame["iri"].n_unique() == frame.height


def test_the_items_are_those_of_the_tables(dataset: Dataset) -> None:
    items = catalog_graph.open_table("items")
    assert items["item"].to_pylist() == [item.key for item in dataset.items()]
    assert items["replaced_by"].to_pylist() == [item.replaced_by for item in dataset.items()]


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(BadParameter):
        catalog_graph.open_table("villages")


def test_a_store_is_opened_once_and_given_again(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def ensure(progress: object, extra: list[tuple[str, bytes]]) -> Path:
        asked.append([name for name, _ in extra])
        return small_store

    monkeypatch.setattr(disk_store, "ensure", ensure)
    monkeypatch.setattr(opening, "_OPEN", {})
    store = catalog_graph.open_store()
    assert catalog_graph.open_store([__file__]) is store
    assert asked == [[], ["test_opening.py"]]
    assert len(catalog_graph.open_dataset().graph("http://x/g1")) == 21


def test_a_file_of_ones_own_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadParameter):
        catalog_graph.open_store(["nicht-da.nq"])
