"""The checks of the data: each finds its fault when it is put in, and every finding in the data is explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.checks import data
from catalog_graph.model.codes import AttestationKind, Level
from catalog_graph.model.origin_codes import MatterStatus
from catalog_graph.model.statute import Matter, StatuteBasis, StatuteCell
from catalog_graph.model.values import Attestation, Catalogue, Dataset, Item, Law, Role
from catalog_graph.tables.load import load_explanations

Spoil = Callable[[Dataset], Dataset]


def with_items(dataset: Dataset, slug: str, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]) -> Dataset:
    catalogue: Catalogue = dataset.catalogues[slug]
    changed = replace(catalogue, items=change(catalogue.items))
    return replace(dataset, catalogues={**dataset.catalogues, slug: changed})


def with_first(dataset: Dataset, slug: str, **values: object) -> Dataset:
    return with_items(dataset, slug, lambda items: (replace(items[0], **values), *items[1:]))  # type: ignore[arg-type]


def with_law(dataset: Dataset, law: Law) -> Dataset:
    return replace(dataset, laws={**dataset.laws, law.id: law})


def with_role(dataset: Dataset, role: Role) -> Dataset:
    return replace(dataset, roles={**dataset.roles, role.id: role})


def seen(column: str, differs: dict[str, str]) -> tuple[Attestation, ...]:
    return (Attestation(1, "social-assistance-01", AttestationKind.CATALOGUE_ROW, (column,), (), differs),)


def a_basis(dataset: Dataset) -> tuple[StatuteBasis, ...]:
    """The basis of some item."""
    return next(item.basis for item in dataset.items() if item.basis)


A_CELL = StatuteCell("taxation/1/content/9", "taxation/1", "content", None, None, None, ("乙",))
UNNAMED = Matter(MatterStatus.RENAMED, None, None, None, None, date(2026, 11, 29), None, None)
LONG = read_time_limits("信息形成之日起30个工作日内")
SPOILT: dict[str, Spoil] = {
    "duplicate-within": lambda d: with_items(d, "taxation", lambda items: (*items, replace(items[0], number=999))),
    "duplicate-across": lambda d: with_first(d, "taxation", group="综合业务", label="政策法规文件"),
    "different-times": lambda d: with_first(
        d, "work-safety", time_limit=LONG, label=d.catalogues["disaster-relief"].items[0].label, content=("甲",)
    ),
    "long-limit": lambda d: with_first(d, "taxation", time_limit=LONG),
    "same-number": lambda d: with_law(d, Law("x", "新名称", document_number="国务院令第711号")),
    "same-title": lambda d: with_law(d, Law("x", "预算法")),
    "dragged-number": lambda d: with_law(d, Law("x", "政府信息公开条例", document_number="国务院令第712号")),
    "same-role": lambda d: with_role(d, Role("x", "县级民政部门", Level.COUNTY)),
    "same-body": lambda d: with_role(d, Role("x", "另一部门", Level.COUNTY, "{county}民政局")),
    "orphan": lambda d: with_law(d, Law("x", "没有人引用的规定")),
    "no-difference": lambda d: with_first(
        d, "taxation", time_limit=LONG, attestations=seen("label", {"time_limit": "信息形成30个工作日内公开"})
    ),
    "basis-beside-citations": lambda d: with_first(d, "taxation", basis=a_basis(d)),
    "statute-beside-cell": lambda d: with_first(d, "taxation", content=("甲",), statutes=(A_CELL,)),
    "matter-unchecked": lambda d: with_first(d, "taxation", matter=None),
    "matter-unnamed": lambda d: with_first(d, "taxation", matter=UNNAMED),
    "agrees-on-nothing": lambda d: with_first(d, "taxation", content=(), attestations=seen("content", {})),
}


@pytest.mark.parametrize("check", SPOILT)
def test_a_check_finds_the_fault_put_in(dataset: Dataset, check: str) -> None:
    spoilt = SPOILT[check](dataset)
    if check == "different-times":
        spoilt = with_first(spoilt, "disaster-relief", content=("甲",))
    before = {finding for finding in data.findings(dataset) if finding.check == check}
    after = {finding for finding in data.findings(spoilt) if finding.check == check}
    assert after - before


@pytest.mark.parametrize(
    ("laws", "orphans"),
    [
        ((Law("old", "旧规定", replaced_by="yusuanfa"),), set()),
        ((Law("older", "更旧的规定", replaced_by="old"), Law("old", "旧规定", replaced_by="yusuanfa")), set()),
        ((Law("old", "旧规定", replaced_by="new"), Law("new", "新规定")), {"old", "new"}),
    ],
)
def test_a_predecessor_is_an_orphan_only_when_nothing_cited_replaces_it(
    dataset: Dataset, laws: tuple[Law, ...], orphans: set[str]
) -> None:
    spoilt = replace(dataset, laws={**dataset.laws, **{law.id: law for law in laws}})
    found = {one.subject for one in data.orphans(spoilt)} - {one.subject for one in data.orphans(dataset)}
    assert found == orphans


def test_every_kind_of_finding_is_proven() -> None:
    assert len(SPOILT) == 16
    assert len(data.CHECKS) == 11


def test_every_finding_in_the_data_is_explained(dataset: Dataset) -> None:
    explained = load_explanations()
    found = {(finding.check, finding.subject) for finding in data.findings(dataset)}
    assert sorted(found - explained.keys()) == []
    assert sorted(explained.keys() - found) == [], "an explanation without a finding is to be removed"
