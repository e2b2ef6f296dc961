"""The measured validator on a small fixed sample: one instance of every class, and every catalogue unspoilt once.

Owns: that the sample is found whole. Must not: replace `make measure`, which seeds thirty of each.
"""

from __future__ import annotations

import pytest

from benchmarks.defects.__main__ import SEED
from benchmarks.defects.measuring import baseline, bench, run
from benchmarks.defects.table import DEFECTS, FORMATS
from catalog_graph.checks.rules import table_rules
from catalog_graph.tables.load import load_dataset

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

SLUGS = tuple(load_dataset().catalogues)
# What the unspoilt exports themselves are told, and of that what is not seeded.
TOLD_ANYWAY = {"GK-CELL-008", "GK-BASIS-006"}
NOT_SEEDED = {"GK-CELL-008"}


@pytest.mark.parametrize(("number", "name"), tuple(enumerate(DEFECTS)), ids=DEFECTS)
def test_a_seeded_defect_is_found_and_a_habit_borne(number: int, name: str) -> None:
    outcome = run(name, SEED, number, beyond=False)
    assert outcome is not None
    assert outcome.found, outcome


@pytest.mark.parametrize(("number", "slug"), tuple(enumerate(SLUGS)), ids=SLUGS)
def test_an_unspoilt_export_has_no_violation(number: int, slug: str) -> None:
    found = baseline(slug, FORMATS[number % len(FORMATS)])
    assert {finding.rule for finding in found} <= TOLD_ANYWAY
    assert {finding.severity for finding in found} <= {"warning"}


def test_every_rule_above_info_has_a_class_of_defects() -> None:
    seeded = {rule for defect in DEFECTS.values() for rule in defect.rules}
    grave = {rule.id for rule in table_rules().values() if rule.severity != "info"}
    assert grave - seeded == NOT_SEEDED
    assert len([defect for defect in DEFECTS.values() if defect.rules]) >= 85
    assert len([defect for defect in DEFECTS.values() if not defect.rules]) >= 35
    assert len(bench()[0].dataset.catalogues) == len(SLUGS) == 28
