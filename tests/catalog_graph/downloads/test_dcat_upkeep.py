"""The description of our data where more is known: when it was changed, whom to ask, snapshots of releases."""

from __future__ import annotations

from datetime import date

import pytest
from rdflib import DCAT, DCTERMS, RDF, Literal, URIRef

from catalog_graph.checks.shacl import as_rdflib
from catalog_graph.downloads import dcat, distributions
from catalog_graph.downloads.dcat_datasets import CATALOG
from catalog_graph.downloads.dcat_values import VCARD
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset


@pytest.fixture(scope="module")
def sizes(dataset: Dataset) -> dict[str, tuple[int, str]]:
    """Made-up sizes and checksums."""
    return {file.name: (number, f"{number:064x}") for number, file in enumerate(distributions.offered(dataset), 1)}


def test_upkeep_is_said_where_it_is_known(dataset: Dataset, sizes: dict[str, tuple[int, str]]) -> None:
    laws, day = iris.thing("graph", "laws"), date(2026, 11, 30)
    for address, kind in (("mailto:a@b.cn", "hasEmail"), ("tel:+86-10-1", "hasTelephone"), ("https://b.cn/", "hasURL")):
        upkeep = dcat.Upkeep({laws: day}, day, address)
        graph = as_rdflib(dcat.catalog_triples(dataset, sizes, upkeep=upkeep))
        assert {str(s) for s in graph.subjects(DCTERMS.modified, Literal(day))} == {CATALOG, laws}
        contact = graph.value(URIRef(laws), DCAT.contactPoint)
        assert str(graph.value(contact, URIRef(VCARD + kind))) == address
    everything = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert set(graph.subjects(DCTERMS.accrualPeriodicity)) == set(graph.subjects(DCAT.contactPoint)) - {URIRef(CATALOG)}
    assert set(graph.subjects(DCTERMS.accrualPeriodicity)) == everything


def test_snapshots_of_releases_are_files_of_one_dataset(dataset: Dataset, sizes: dict[str, tuple[int, str]]) -> None:
    names = {"snapshot-0.1.0.json": (1, "0" * 64), "snapshot-0.2.0.json": (2, "1" * 64)}
    graph = as_rdflib(dcat.catalog_triples(dataset, sizes | names))
    files = set(graph.objects(URIRef(f"{CATALOG}#snapshots"), DCAT.distribution))
    assert files == {URIRef(f"{CATALOG}#{name}") for name in names}
