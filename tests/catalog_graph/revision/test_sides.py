"""What the words for a side mean."""

from __future__ import annotations

import pytest

from catalog_graph.errors import NotFound
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import export
from catalog_graph.revision.compare import compare
from catalog_graph.revision.sides import canonical, document_editions, name_of, named_editions


@pytest.mark.parametrize("words", ["05", "社会救助", "social-assistance"])
def test_a_domain_is_its_national_catalogue(dataset: Dataset, words: str) -> None:
    (edition,) = named_editions(dataset, words)
    assert (edition.domain, len(edition.entries)) == ("social-assistance", 13)
    assert (canonical(dataset, words), name_of(dataset, words)) == ("social-assistance", "国家标准目录（社会救助）")


def test_all_is_every_domain(dataset: Dataset) -> None:
    assert len(named_editions(dataset, "all")) == len(dataset.catalogues)
    assert (canonical(dataset, "all"), name_of(dataset, "all")) == ("all", "国家标准目录（全部领域）")


def test_every_local_catalogue_can_be_compared_with_the_nation(dataset: Dataset) -> None:
    for local in dataset.local_catalogues():
        words = f"{local.slug}@{local.place}"
        (edition,) = named_editions(dataset, words)
        assert canonical(dataset, words) == words
        assert edition.entries or not local.rows  # a domain of which no row was seen
        assert local.place in name_of(dataset, words)


@pytest.mark.parametrize("words", ["天文", "05@341302", "@120115", "05@", ""])
def test_what_is_not_there_is_refused(dataset: Dataset, words: str) -> None:
    with pytest.raises(NotFound):
        named_editions(dataset, words)


def test_an_export_read_again_is_the_catalogue(dataset: Dataset) -> None:
    content = export(dataset, [dataset.catalogues["social-assistance"]], "xlsx")
    editions = document_editions(dataset, read_document(content, None), "目录.xlsx")
    assert compare(named_editions(dataset, "05"), editions).empty
