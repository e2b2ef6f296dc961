"""A review as a JSON document and as lines of text.

Owns: the shape that `gongkai validate --format json` and `POST /validate` share, and the wording of the summary.
Must not: colour or lay out (`command.validate`, templates), or make RDF (`review.shacl_report`).
"""

from __future__ import annotations

from catalog_graph.review.results import SEVERITY_WORDS, CellFinding, Review, ReviewedTable, RowMatch


def as_document(review: Review) -> dict[str, object]:
    """The review as JSON-ready values: file, tables, summary, rows, findings.

    >>> as_document(Review("甲.xlsx", ()))["summary"]
    {'violation': 0, 'warning': 0, 'info': 0}
    """
    return {
        "file": review.file,
        "notices": list(review.notices),
        "tables": [_table(table) for table in review.tables],
        "summary": {severity: review.count(severity) for severity in SEVERITY_WORDS},
        "rows": [{"sheet": table.sheet, **row_document(row)} for table in review.tables for row in table.rows],
        "findings": [finding_document(finding) for finding in review.findings()],
    }


def summary(review: Review) -> str:
    """The outcome in one sentence.

    >>> summary(Review("甲.xlsx", ()))
    '没有发现问题。'
    """
    counts = {severity: review.count(severity) for severity in SEVERITY_WORDS}
    sentence = "，".join(f"{SEVERITY_WORDS[severity]}{count}处" for severity, count in counts.items() if count)
    if counts["violation"]:
        return f"{sentence}。改完“必须修改”的再公布。"
    if counts["warning"]:
        return f"{sentence}。可以公布，建议以后修改。"
    return f"没有发现问题{f'（{sentence}）' if sentence else ''}。"


def by_rule(review: Review) -> list[tuple[CellFinding, list[CellFinding]]]:
    """Findings grouped by rule, the gravest and most frequent first; the first of each group stands for it."""
    groups: dict[str, list[CellFinding]] = {}
    for finding in review.findings():
        groups.setdefault(finding.rule, []).append(finding)
    order = list(SEVERITY_WORDS)
    ranked = sorted(groups.values(), key=lambda group: (order.index(group[0].severity), -len(group), group[0].rule))
    return [(group[0], group) for group in ranked]


def _table(table: ReviewedTable) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "domain": table.domain,
        "header_rows": table.header_rows[1] - table.header_rows[0] + 1,
        "rows": len(table.rows),
        **{kind: table.count(kind) for kind in ("matched", "doubtful", "local")},
    }


def row_document(match: RowMatch) -> dict[str, object]:
    """A row of the sheet as JSON-ready values; `items` and `joined_to` stand only where there is something to say.

    >>> sorted(row_document(RowMatch(7, "审批信息", "social-assistance/6", 1.0, "matched")))
    ['item', 'kind', 'label', 'row', 'similarity']
    """
    document: dict[str, object] = {
        "row": match.row,
        "label": match.label,
        "item": match.item,
        "similarity": match.similarity,
        "kind": match.kind,
    }
    if match.items:
        document["items"] = list(match.items)
    if match.joined_to:
        document["joined_to"] = match.joined_to
    return document


def finding_document(finding: CellFinding) -> dict[str, object]:
    """One finding as JSON-ready values; "column" is the column's heading."""
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "row": finding.row,
        "column": finding.heading,
        "value": finding.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "basis": finding.basis,
        "item": finding.item,
    }
