"""The check before publishing on spoilt and clean tables."""

from __future__ import annotations

from benchmarks.precheck.__main__ import CLASSES, PER_CLASS, measured
from catalog_graph.intake.grid import Document, Format, Grid
from catalog_graph.model.values import Dataset
from catalog_graph.records.precheck.scan import faults


def test_seeded_faults_are_found_and_few_invented() -> None:
    by_class, cells, invented, _ = measured(4)
    assert set(by_class) == set(CLASSES)
    assert min(by_class.values()) >= 0.95 * PER_CLASS, by_class
    assert sum(by_class.values()) >= 0.98 * PER_CLASS * len(CLASSES)
    assert invented <= cells / 1000


def test_the_national_tables_have_no_fault(dataset: Dataset) -> None:
    rows = [("事项", "内容", "时限", "备注")]
    rows += [
        (item.label, "；".join(item.content), item.time_limit.text if item.time_limit else "", item.note or "")
        for item in dataset.items()
    ]
    numbers = {law.title: law.document_number for law in dataset.laws.values() if law.document_number}
    rows += [(law.title, law.document_number or "", "", "") for law in dataset.laws.values()]
    listed = faults(Document(Format.XLSX, (Grid("表", tuple(rows)),)), numbers)
    assert [(each.words, each.hit.rule.code) for each in listed] == []
