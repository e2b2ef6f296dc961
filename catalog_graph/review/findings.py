"""Facts judged by the rules: one finding for each fact, at its cell, in words.

Owns: looking up a fact's rule, filling in its templates, the order of findings.
Must not: find facts (`review.facts`), or hold a rule's words (`shapes/table.ttl`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from catalog_graph.checks.rules import Rule, table_rules
from catalog_graph.errors import DataError
from catalog_graph.review.recognition.recognised_table import Fact
from catalog_graph.review.results import SEVERITY_WORDS, CellFinding

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LONGEST_IN_MESSAGE, _LONGEST_IN_SUGGESTION = 60, 300
_ORDER = tuple(SEVERITY_WORDS)
_LACKING = {"missingColumn", "missingOptionalColumn"}  # said at the first heading, of a column that is not there


def judge(facts: Sequence[Fact], sheet: str, headings: Mapping[int, str]) -> tuple[CellFinding, ...]:
    """The findings of one table in reading order; what is about the whole table comes first.

    `sheet` is the name of the table's grid, `headings` are the headings of its columns by number (from 1). Facts of
    one place, severity and rule keep their order. Raises DataError for a fact that no rule knows.
    """
    return tuple(sorted((_finding(fact, _rule(fact.term), sheet, headings) for fact in facts), key=_reading_order))


def _reading_order(finding: CellFinding) -> tuple[int, int, int, str]:
    return finding.row or 0, finding.column or 0, _ORDER.index(finding.severity), finding.rule


def _rule(term: str) -> Rule:
    rule = table_rules().get(term)
    if rule is None:
        raise DataError(f"没有规则认得“{term}”", "请在 shapes/table.ttl 补上这条规则。")
    return rule


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
    """A template with its placeholders filled in from `words`, each cut to `longest` characters and put on one line.

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
