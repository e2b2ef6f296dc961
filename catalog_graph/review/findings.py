"""Facts judged by the rules: one finding for each fact that a rule objects to, at its cell, in words.

Owns: running the shapes over the facts, filling in the templates, the order of findings.
Must not: find facts (`review.facts`), or hold a rule's words (`shapes/table.ttl`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rdflib import Graph

from catalog_graph import files
from catalog_graph.checks.rules import Rule, all_rules, table_rules
from catalog_graph.checks.shacl import ReadyShapes, as_rdflib
from catalog_graph.model import iris
from catalog_graph.model.values import Item
from catalog_graph.review.graph import draft_triples, row_of_draft, table_graph
from catalog_graph.review.recognition.values import OfficialColumn
from catalog_graph.review.shacl_report import report_bytes, report_graph
from catalog_graph.review.values import SEVERITY_WORDS, CellFinding, Fact

__all__ = ["draft_findings", "filled", "judge", "report_bytes", "report_graph"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LONGEST_IN_MESSAGE, _LONGEST_IN_SUGGESTION = 60, 300
_ORDER = tuple(SEVERITY_WORDS)
_LACKING = {"missingColumn", "missingOptionalColumn"}  # said at the first heading, of a column that is not there
# Columns of the rules that the official table writes into one column.
_ONE_COLUMN = {
    "required_channels": OfficialColumn.CHANNELS,
    "optional_channels": OfficialColumn.CHANNELS,
    "audience_group": OfficialColumn.AUDIENCE,
}


def judge(
    facts: Sequence[Fact],
    sheet: str,
    headings: Mapping[int, str],
    *,
    drafts: Sequence[tuple[int, Item]] = (),
    columns: Mapping[OfficialColumn, int] | None = None,
) -> tuple[CellFinding, ...]:
    """The findings of one table in reading order; what is about the whole table comes first.

    `headings` are the headings of the grid's columns (1-based). `drafts` are rows read as items (row in the grid,
    item), which the rules for the data are run over too; `columns` says where their official columns stand.
    Raises DataError for a fact that no rule knows.
    """
    table = table_graph(facts, sheet)
    place = {id(fact): index for index, fact in enumerate(facts)}
    found = []
    for result in _table_shapes().results(table.graph):
        fact = table.origin[result.focus, result.path]
        found.append((place[id(fact)], _finding(fact, table_rules()[fact.term], sheet, headings)))
    if drafts:
        found += [(len(place), one) for one in draft_findings(drafts, sheet, headings, columns or {})]
    return tuple(finding for _, finding in sorted(found, key=_reading_order))


def _reading_order(entry: tuple[int, CellFinding]) -> tuple[int, int, int, str, int]:
    index, one = entry
    return (one.row or 0, one.column or 0, _ORDER.index(one.severity), one.rule, index)


@cache
def _table_shapes() -> ReadyShapes:
    graph = Graph()
    for path in files.table_shape_files():
        graph.parse(data=files.read_text(path), format="turtle")
    return ReadyShapes(graph)


@cache
def _draft_shapes() -> ReadyShapes:
    """The shapes for the data that are about a column.

    The rest of a row read as an item (its number, its catalogue) is not the editor's, and what only completeness asks
    for is a fact of its own (emptyBasis and the like).
    """
    graph = Graph()
    for path in files.shape_files():
        if path.stem != "completeness":
            graph.parse(data=files.read_text(path), format="turtle")
    return ReadyShapes(graph, {rule.shape for rule in all_rules() if rule.column})


def _finding(fact: Fact, rule: Rule, sheet: str, headings: Mapping[int, str]) -> CellFinding:
    official = fact.official.label if fact.official else ""
    heading = (fact.term in _LACKING and official) or headings.get(fact.column or 0, "") or official
    words = {"row": str(fact.row or ""), **fact.details, "value": fact.value, "heading": heading or "本栏"}
    return CellFinding(
        rule.severity,
        rule.id,
        sheet,
        fact.row,
        fact.column,
        heading,
        fact.value,
        filled(rule.message, words, _LONGEST_IN_MESSAGE) or "",
        _suggestion(rule, words),
        rule.basis,
        fact.item,
    )


def _suggestion(rule: Rule, words: Mapping[str, str]) -> str:
    """The suggestion, or what the message says to do where a detail of the suggestion is not known."""
    whole = filled(rule.suggestion, words, _LONGEST_IN_SUGGESTION, strict=True)
    return whole or filled(rule.message.rpartition("；")[2], words, _LONGEST_IN_MESSAGE) or ""


def filled(template: str, words: Mapping[str, str], longest: int, strict: bool = False) -> str | None:
    """A template with its placeholders filled in, each cut to `longest` characters and put on one line.

    What is not known is said to be unknown; in a `strict` template it gives None instead.

    >>> filled("改为“{limit}”。", {"limit": "10个工作日内"}, 60)
    '改为“10个工作日内”。'
    >>> filled("应为{number}。", {}, 60), filled("应为{number}。", {}, 60, strict=True)
    ('应为（未知）。', None)
    """
    if strict and any(not words.get(name) for name in _PLACEHOLDER.findall(template)):
        return None

    def fill(match: re.Match[str]) -> str:
        one_line = " ".join(words.get(match[1], "").split())
        return (one_line if len(one_line) <= longest else f"{one_line[:longest]}……") or "（未知）"

    return _PLACEHOLDER.sub(fill, template)


def draft_findings(
    drafts: Sequence[tuple[int, Item]],
    sheet: str,
    headings: Mapping[int, str],
    columns: Mapping[OfficialColumn, int],
) -> Iterator[CellFinding]:
    """What the rules for the data (structure, codes, limits, laws) object to in rows read as items."""
    rules, items = {rule.shape: rule for rule in all_rules()}, dict(drafts)
    for result in _draft_shapes().results(as_rdflib(draft_triples(drafts))):
        rule, row = rules[result.shape], row_of_draft(result.focus)
        if row is None or rule.column is None:
            continue
        official = _ONE_COLUMN.get(rule.column) or OfficialColumn(rule.column)  # type: ignore[call-arg]
        column = columns.get(official)
        heading = headings.get(column or 0, "") or official.label
        value = "" if result.value.startswith(iris.BASE) else result.value
        yield CellFinding(
            rule.severity,
            rule.id,
            sheet,
            row,
            column,
            heading,
            value,
            rule.message,
            rule.suggestion,
            rule.basis,
            items[row].key,
        )
