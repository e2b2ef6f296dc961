"""The revision as JSON: golden, and complete."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from catalog_graph.revision.documents import revision_document
from catalog_graph.revision.values import Revision


def test_the_document_is_golden(revision: Revision, golden: Callable[[Path, object], None]) -> None:
    golden(Path(__file__).parent / "golden" / "revision.json", revision_document(revision))


def test_the_document_is_json_and_its_counts_are_those_of_its_lists(revision: Revision) -> None:
    document = json.loads(json.dumps(revision_document(revision)))
    (table,) = document["tables"]
    assert document["same"] is False
    assert {name: len(table[name]) for name in ("added", "removed", "changed", "moved")} == {
        name: count for name, count in document["summary"].items() if name != "same"
    }
    for change in (cell for row in table["changed"] for cell in row["cells"]):
        assert "".join(mark["words"] for mark in change["marks"] if mark["kind"] != "added") == change["old"]
