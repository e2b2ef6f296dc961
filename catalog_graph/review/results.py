"""What a review gives: findings at their cells, rows matched to national items, and the whole report.

Owns: the values that text, JSON, RDF, pages and annotated files are made from.
Must not: decide anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalog_graph.intake.grid import address

SEVERITY_WORDS = {"violation": "必须修改", "warning": "建议修改", "info": "已自动识别"}


@dataclass(frozen=True, slots=True)
class CellFinding:
    """One finding at its cell: which rule, how grave, what is wrong, why, and how to mend it (all Chinese).

    `row` and `column` are 1-based in the grid of `sheet`, None where the whole table is meant; `heading` is the
    column's as a person sees it, `value` the words in question. `item` is the key of the national item it is about.
    """

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

    @property
    def needs_no_change(self) -> bool:
        """Whether it only says what was read, and that nothing is to be done."""
        return self.severity == "info" and self.message.rstrip("。").endswith("无须修改")


@dataclass(frozen=True, slots=True)
class RowMatch:
    """Which national item a row is, and how sure that is.

    `row` is 1-based in the grid, `label` what the row calls its item. `item` is the national item's key, None where
    none is near. `kind`: "matched" · "doubtful" (an item is near, not near enough) · "local" (no item is near) ·
    "several" (the row names several items, `items`) · "joined" (the row goes on with the row `joined_to`, whose item it
    bears). `similarity` is 0 to 1. `named_in` is the column that names the item where the row has no label ("group",
    "content"), or that names several.
    """

    row: int
    label: str
    item: str | None
    similarity: float
    kind: str
    items: tuple[str, ...] = ()
    joined_to: int | None = None
    named_in: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The keys of the national items that the row is without doubt."""
        return self.items or ((self.item,) if self.item and self.kind == "matched" else ())


@dataclass(frozen=True, slots=True)
class ReviewedTable:
    """One table with its domain, what its rows were matched to, and its findings in reading order.

    `domain` is a slug, None where it could not be told; `header_rows` the first and last row of the header (1-based).
    """

    sheet: str
    domain: str | None
    header_rows: tuple[int, int]
    rows: tuple[RowMatch, ...]
    findings: tuple[CellFinding, ...]

    def count(self, kind: str) -> int:
        """How many rows were matched in one kind of way."""
        return sum(match.kind == kind for match in self.rows)


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a whole file, by its name; `notices` are what reading it had to leave out, for a person."""

    file: str
    tables: tuple[ReviewedTable, ...]
    notices: tuple[str, ...] = ()

    def findings(self) -> tuple[CellFinding, ...]:
        """All findings, table by table."""
        return tuple(finding for table in self.tables for finding in table.findings)

    def count(self, severity: str) -> int:
        """How many findings of one severity."""
        return sum(finding.severity == severity for finding in self.findings())
