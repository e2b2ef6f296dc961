"""What is counted of a store with an analyst's own graphs: the service description and VoID say these figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog_graph.processes import frames
from catalog_graph.sparql import disk_store
from catalog_graph.sparql.pool import worker

OWN = b"<urn:a> <urn:b> <urn:c> <urn:mine> .\n"


def graphs(path: Path) -> set[str]:
    """Names of the named graphs that the figures of a store name."""
    sent: list[tuple[int, bytes]] = []
    worker.count(path, lambda kind, payload: sent.append((kind, payload)))
    (figures,) = (json.loads(payload) for kind, payload in sent if kind == frames.STATISTICS)
    return set(figures["graphs"])


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.usefixtures("cache")
def test_own_graphs_are_counted_whether_the_plain_store_was_or_not(counted: bool) -> None:
    plain = disk_store.ensure()
    if counted:
        assert "urn:mine" not in graphs(plain)
    assert "urn:mine" in graphs(disk_store.ensure(extra=[("own.nq", OWN)]))
