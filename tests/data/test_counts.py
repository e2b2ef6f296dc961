"""The counts of the data: the goals it has reached may not be lost again."""

from __future__ import annotations

from collections import Counter

from catalog_graph import files
from catalog_graph.model.codes import LegalStatus, Level, VillageKind
from catalog_graph.model.values import Dataset
from catalog_graph.tables.load import load_dataset


def test_there_are_26_pilot_domains_and_two_beside_them(dataset: Dataset) -> None:
    numbers = [catalogue.number for catalogue in dataset.catalogues.values()]
    assert numbers == [f"{number:02d}" for number in range(1, 29)]
    assert [c.slug for c in dataset.catalogues.values() if not c.pilot] == ["village-affairs", "general-disclosure"]


def test_numbers_and_positions_are_given_once(dataset: Dataset) -> None:
    for catalogue in dataset.catalogues.values():
        for values in ([i.number for i in catalogue.items], [i.position for i in catalogue.items]):
            assert len(set(values)) == len(values), catalogue.slug


def test_most_items_are_attested(dataset: Dataset) -> None:
    seen = [len(item.attestations) for item in dataset.items()]
    assert len(seen) >= 578
    assert sum(n > 0 for n in seen) / len(seen) >= 0.60
    assert sum(n > 1 for n in seen) / len(seen) >= 0.30


def test_sources_come_from_most_provinces(dataset: Dataset) -> None:
    assert len(dataset.sources) >= 420
    assert len({source.division[:2] for source in dataset.sources.values() if source.division}) >= 25


def test_every_item_has_a_level(dataset: Dataset) -> None:
    assert all(item.levels for item in dataset.items())


def test_every_domain_but_village_affairs_binds_counties(dataset: Dataset) -> None:
    for catalogue in dataset.catalogues.values():
        assert any(Level.COUNTY in item.levels for item in catalogue.items) is (catalogue.slug != "village-affairs")


def test_villages_have_two_lists_of_thirty_items_or_more(dataset: Dataset) -> None:
    kinds = Counter(item.village_kind for item in dataset.catalogues["village-affairs"].items)
    assert kinds[VillageKind.VILLAGERS] >= 30
    assert kinds[VillageKind.RESIDENTS] >= 30


def test_a_known_status_names_the_page_that_supports_it(dataset: Dataset) -> None:
    for law in dataset.laws.values():
        assert (law.status is LegalStatus.UNKNOWN) or law.status_source, law.id


def test_most_citations_are_of_a_law_whose_status_is_known(dataset: Dataset) -> None:
    status = [dataset.laws[cited.law].status for item in dataset.items() for cited in item.citations]
    assert len(status) > 800
    assert sum(one is not LegalStatus.UNKNOWN for one in status) / len(status) >= 0.85


def test_predecessors_of_laws_name_their_successors(dataset: Dataset) -> None:
    superseded = [law for law in dataset.laws.values() if law.status is LegalStatus.SUPERSEDED]
    assert len(superseded) >= 70
    assert [law.id for law in superseded if not law.replaced_by] == []


def test_clauses_of_law_are_carried_or_explained(dataset: Dataset) -> None:
    assert len(dataset.clauses) >= 302
    assert [clause.id for clause in dataset.clauses if bool(clause.items) is bool(clause.no_item_because)] == []


def test_agreement_is_only_with_cells_that_are_filled(dataset: Dataset) -> None:
    for item in dataset.items():
        for seen in item.attestations:
            assert all(getattr(item, column) for column in seen.agrees), (item.key, seen.source)


def test_every_domain_has_its_note() -> None:
    names = [f"{c.number}-{c.slug}.md" for c in load_dataset().catalogues.values()]
    notes = files.home() / "data" / "notes"
    assert len(names) == 28
    assert [name for name in names if not (notes / name).is_file()] == []
