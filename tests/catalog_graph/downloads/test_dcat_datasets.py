"""The datasets on offer: every catalogue, register and file is in one of them, and no period is invented."""

from __future__ import annotations

from dataclasses import replace

from catalog_graph.downloads import distributions
from catalog_graph.downloads.dcat_datasets import CATALOG, SERVICES, datasets, file_table
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset


def test_every_catalogue_and_register_is_a_dataset(dataset: Dataset) -> None:
    listed = {one.iri for one in datasets(dataset)}
    assert {iris.edition(c.slug, c.edition_key) for c in dataset.catalogues.values()} < listed
    assert {iris.thing("graph", name) for name in ("laws", "clauses", "roles", "sources", "divisions")} < listed
    assert len(listed) == len(datasets(dataset)) == len(dataset.catalogues) + 12


def test_every_file_belongs_to_one_dataset(dataset: Dataset) -> None:
    held = [file.name for one in datasets(dataset) for file in one.files]
    assert sorted(held) == sorted(file.name for file in distributions.offered(dataset))


def test_the_table_names_each_file_once_with_its_dataset(dataset: Dataset) -> None:
    sizes = {file.name: (number, f"{number:064x}") for number, file in enumerate(distributions.offered(dataset), 1)}
    rows = list(file_table(dataset, sizes).rows)
    assert sorted(row[4:] for row in rows) == sorted((name, *size) for name, size in sizes.items())
    assert {row[0] for row in rows} == {one.iri for one in datasets(dataset)}


def test_a_register_without_dates_has_no_period(dataset: Dataset) -> None:
    undated = {key: replace(source, date=None) for key, source in dataset.sources.items()}
    periods = {one.iri: one.period for one in datasets(replace(dataset, sources=undated)) if one.period}
    assert set(periods) == {iris.thing("graph", "laws"), iris.thing("graph", "divisions")}
    assert all(one.period for one in datasets(dataset) if one.iri == iris.thing("graph", "sources"))


def test_each_service_stands_below_the_catalogue_and_names_its_standard() -> None:
    assert {one.iri for one in SERVICES} == {f"{CATALOG}#sparql", f"{CATALOG}#api"}
    assert len({one.standard for one in SERVICES}) == len(SERVICES)
