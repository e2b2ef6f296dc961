"""Clusters of what an office carries: each of its items in one, named by its headings, the same in every process."""

from __future__ import annotations

import os
import subprocess
import sys

from catalog_graph.laws.network import offices
from catalog_graph.model.values import Dataset


def test_each_item_of_an_office_is_in_one_cluster(dataset: Dataset) -> None:
    found = offices.clusters(dataset)
    borne = sorted((role, item.key) for item in dataset.items() for role in set(item.subjects))
    assert sorted((one.role.id, item.key) for one in found for item in one.items) == borne
    assert len(found) > len({one.role.id for one in found}) > 20


def test_a_cluster_bears_the_name_of_its_headings(dataset: Dataset) -> None:
    for one in offices.clusters(dataset):
        assert any(one.name.startswith(item.group) for item in one.items)


def test_items_under_one_heading_stay_together_where_nothing_else_binds_them(dataset: Dataset) -> None:
    injury = [one for one in offices.clusters(dataset) if one.name == "工伤保险服务"]
    assert injury
    assert all({item.group for item in one.items} == {"工伤保险服务"} for one in injury)


def test_the_network_holds_offices_clusters_and_items(dataset: Dataset) -> None:
    network = offices.offices(dataset, dataset.catalogues["fiscal-budget"].items)
    kinds = dict(network.nodes(data="kind"))
    assert set(kinds.values()) == {"office", "cluster", "item"}
    for node, kind in kinds.items():
        if kind == "cluster":
            around = [kinds[other] for other in network[node]]
            assert around.count("office") == 1
            assert around.count("item") == network.nodes[node]["items"]


def test_clusters_do_not_hang_on_the_order_of_sets() -> None:
    code = (
        "from catalog_graph.tables.load import load_dataset; from catalog_graph.laws.network import offices;"
        "d = load_dataset();"
        "print([(c.role.id, [i.key for i in c.items]) for c in offices.clusters(d)])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
