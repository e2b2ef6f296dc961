"""What a review gives: facts about cells, findings from the rules, and the whole report.

Owns: the values that text, JSON, RDF, pages and annotated files are made from.
Must not: decide anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog_graph.intake.grid import address
from catalog_graph.review.recognition.values import OfficialColumn

SEVERITY_WORDS = {"violation": "必须修改", "warning": "建议修改", "info": "已自动识别"}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of a row or a table that a rule may object to.

    `term` is the local name of a property in `ontology/table.ttl`; `value` the words it is about. `row` and `column`
    are 1-based in the grid, None where the whole table is meant. `details` fill the {placeholders} of the rule's
    message and suggestion. `item` is the national item's key where one is meant that differs from the row's own match.
    """

    term: str
    value: str = ""
    row: int | None = None
    column: int | None = None
    official: OfficialColumn | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    item: str | None = None


@dataclass(frozen=True, slots=True)
class CellFinding:
    """One finding at its cell: which rule, how grave, what is wrong, why, and how to mend it (all Chinese)."""

    severity: str
    rule: str
    sheet: str
    row: int | None
    column: int | None
    heading: str
    value: str
    message: str
    suggestion: str
    basis: str
    item: str | None = None

    @property
    def cell(self) -> str | None:
        """The address, e.g. "F7"; None where the whole table is meant."""
        return address(self.row, self.column) if self.row and self.column else None


@dataclass(frozen=True, slots=True)
class RowMatch:
    """Which national item a row is, and how sure that is.

    `kind`: "matched" · "doubtful" (an item is near, not near enough) · "local" (no item is near).
    `similarity` is 0 to 1.
    """

    row: int
    label: str
    item: str | None
    similarity: float
    kind: str


@dataclass(frozen=True, slots=True)
class ReviewedTable:
    """One table with its domain, what its rows were matched to, and its findings in reading order."""

    sheet: str
    domain: str | None
    header_rows: tuple[int, int]
    rows: tuple[RowMatch, ...]
    findings: tuple[CellFinding, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a whole file."""

    file: str
    tables: tuple[ReviewedTable, ...]
    notices: tuple[str, ...] = ()

    def findings(self) -> tuple[CellFinding, ...]:
        """All findings, table by table."""
        return tuple(finding for table in self.tables for finding in table.findings)

    def count(self, severity: str) -> int:
        """How many findings of one severity."""
        return sum(finding.severity == severity for finding in self.findings())
