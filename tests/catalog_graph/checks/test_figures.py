"""Figures: consistent with the items they count."""

from __future__ import annotations

from catalog_graph.checks.figures import domain_figures, total
from catalog_graph.model.values import Dataset


def test_every_domain_has_its_row_in_order(dataset: Dataset) -> None:
    figures = domain_figures(dataset)
    assert [one.number for one in figures] == [f"{n:02d}" for n in range(1, len(dataset.catalogues) + 1)]
    assert [one.slug for one in figures] == list(dataset.catalogues)


def test_the_figures_count_the_items(dataset: Dataset) -> None:
    for one in [*domain_figures(dataset), total(dataset)]:
        items = dataset.catalogues[one.slug].items if one.slug else dataset.items()
        assert one.items == len(items) == one.attested + one.unattested > 0
        assert one.attested == sum(bool(item.attestations) for item in items)
        assert one.attestations == sum(len(item.attestations) for item in items) >= one.attested
        assert one.disagreements == sum(len(a.differs) for item in items for a in item.attestations)
        assert one.sources == len({a.source for item in items for a in item.attestations})
        assert one.laws == len({cited.law for item in items for cited in item.citations or item.basis})
        assert max(one.county, one.township, one.village) <= one.items <= one.county + one.township + one.village


def test_the_total_is_the_sum_where_nothing_is_shared(dataset: Dataset) -> None:
    figures, all_ = domain_figures(dataset), total(dataset)
    for name in ("items", "attested", "unattested", "attestations", "disagreements", "county", "township", "village"):
        assert getattr(all_, name) == sum(getattr(one, name) for one in figures), name


def test_a_law_used_in_several_domains_counts_once_in_all(dataset: Dataset) -> None:
    assert total(dataset).laws < sum(one.laws for one in domain_figures(dataset))
    assert total(dataset).laws <= len(dataset.laws)


def test_an_unknown_number_of_official_rows_stays_unknown(dataset: Dataset) -> None:
    known = [catalogue.official_rows for catalogue in dataset.catalogues.values()]
    assert total(dataset).official_rows == (None if None in known else sum(rows or 0 for rows in known))
