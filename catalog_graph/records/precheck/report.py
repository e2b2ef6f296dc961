"""The outcome of a check before publishing as JSON.

Owns: the form, as that of `gongkai validate`. Must not: find anything, or touch disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from catalog_graph.intake.grid import Document
from catalog_graph.local.reviews import RequiredReviews
from catalog_graph.records.precheck.scan import Fault

SEVERITIES = ("violation", "warning", "info")


def as_document(
    file: str,
    document: Document,
    faults: Sequence[Fault],
    reviews: Sequence[RequiredReviews] = (),
    copy: str | None = None,
) -> dict[str, object]:
    """The report as JSON-ready values; `reviews` are those that the place asks for before it publishes."""
    counted = Counter(fault.hit.rule.severity for fault in faults)
    report: dict[str, object] = {
        "file": file,
        "notices": list(document.notices),
        "tables": [{"sheet": grid.name, "rows": len(grid.rows)} for grid in document.grids],
        "summary": {severity: counted[severity] for severity in SEVERITIES},
        "findings": [finding(fault) for fault in faults],
        "reviews": [_reviews(each) for each in reviews],
    }
    return report | ({"masked": copy} if copy else {})


def _reviews(required: RequiredReviews) -> dict[str, object]:
    """The steps that a local catalogue asks for, of one item or of all."""
    local = required.catalogue
    own = {"catalogue": local.iri, "place": local.place, "item": required.item, "source": local.source}
    return own | {"steps": list(required.steps)}


def finding(fault: Fault) -> dict[str, object]:
    """A fault as `gongkai validate` lists one."""
    rule, hit = fault.hit.rule, fault.hit
    return {
        "severity": rule.severity,
        "rule": rule.code,
        "sheet": fault.sheet,
        "cell": fault.cell,
        "row": fault.row,
        "column": fault.heading,
        "value": fault.words,
        "message": rule.message,
        "suggestion": rule.suggestion,
        "basis": rule.basis,
        "masked": hit.masked if hit.masked != fault.words else None,
    }
