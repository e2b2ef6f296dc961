"""The reports of an audit, by their kind.

Owns: which module makes which. Must not: count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalog_graph.records import annual, interpretations, on_request, self_check, topic
from catalog_graph.records.audit import Audit
from catalog_graph.records.report import Report, ReportKind, Wanted

_MAKERS: Mapping[ReportKind, Callable[[Audit, Wanted], Report]] = {
    ReportKind.TOPIC: topic.report,
    ReportKind.ON_REQUEST: on_request.report,
    ReportKind.ANNUAL: annual.report,
    ReportKind.INTERPRETATION: interpretations.report,
    ReportKind.SELF_CHECK: self_check.report,
}


def made(audit: Audit, wanted: Wanted) -> Report:
    """The report of an audit."""
    return _MAKERS[wanted.kind](audit, wanted)
