"""The rules as people read them: id, level, words, clause, a right and a wrong example, out of the shapes.

Owns: `Rule`, and reading it from `shapes/*.ttl`; there is no second list.
Must not: run a rule (`catalog_graph.checks.shacl`), or know what a fact is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalog_graph import files
from catalog_graph.errors import BadParameter
from catalog_graph.model import iris
from catalog_graph.rdf.ontology import Definitions

# What stands between braces in a message or a suggestion, in words for a list of rules.
PLACEHOLDERS = {
    "value": "原文",
    "heading": "栏目名称",
    "words": "读出的文字",
    "row": "行号",
    "other": "另一处",
    "expected": "应写的内容",
    "mark": "符号",
    "place": "本地",
    "near": "相近的领域",
    "score": "百分数",
    "official": "官方栏目",
    "group": "一级事项",
    "label": "国家目录的二级事项",
    "labels": "几个二级事项",
    "revision": "现行版本",
    "number": "号",
    "numbers": "文号",
    "status": "核对状态",
    "simplified": "简体字",
    "elements": "内容要素",
    "title": "文件名称",
    "successor": "现行文件",
    "article": "条款",
    "limit": "国家目录的时限",
    "subjects": "国家目录的主体",
    "channels": "渠道",
    "levels": "层级",
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def explained(template: str) -> str:
    """A template with its placeholders in words, for a list of rules; other braces stay.

    >>> explained("改为“{limit}”。"), explained("改成“{county}民政局”的形式。")
    ('改为“〈国家目录的时限〉”。', '改成“{county}民政局”的形式。')
    """
    return _PLACEHOLDER.sub(
        lambda match: f"〈{PLACEHOLDERS[match[1]]}〉" if match[1] in PLACEHOLDERS else match[0], template
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, Chinese words; `column` is a code of `scheme/column`, None where the rule is about no one column.

    `message` and `suggestion` of a rule about tables are templates with {value}, {heading} and the details of its fact.
    `shape` is the IRI of its shape, `file` the name of the file without ending. `target` and `path` are IRIs of the
    class and the property it looks at ("" where it has none).
    """

    id: str
    severity: str
    name: str
    message: str
    suggestion: str
    basis: str
    column: str | None
    right: str
    wrong: str
    shape: str
    file: str
    target: str
    path: str

    @property
    def term(self) -> str:
        """The local name of its property, the fact's term of a rule about tables."""
        return self.path.removeprefix(iris.TABLE)

    @property
    def family(self) -> str:
        """The id without its number: GK-WHEN."""
        return self.id.rpartition("-")[0]


@cache
def all_rules(root: Path | None = None) -> tuple[Rule, ...]:
    """Every rule: those about an editor's table first, then those about the data, in the order of their files.

    Raises MissingData when the shapes are not there.
    """
    return (*table_rules(root).values(), *(rule for path in files.shape_files(root) for rule in _rules_of(path)))


@cache
def table_rules(root: Path | None = None) -> dict[str, Rule]:
    """The rules about an editor's table by the term of the fact they object to."""
    return {rule.term: rule for path in files.table_shape_files(root) for rule in _rules_of(path)}


def rules_named(words: str) -> tuple[Rule, ...]:
    """The rule of that id, or all of a family ("GK-WHEN"); case does not matter.

    Raises BadParameter when there is none.

    >>> [rule.severity for rule in rules_named("gk-when-003")]
    ['violation']
    """
    wanted = words.strip().upper()
    rules = tuple(rule for rule in all_rules() if wanted in (rule.id, rule.family))
    if not rules:
        families = dict.fromkeys(rule.family for rule in all_rules())
        raise BadParameter(f"没有规则“{words}”", f"可用编号如 GK-WHEN-003，或一类：{'、'.join(families)}")
    return rules


def _rules_of(path: Path) -> Iterator[Rule]:
    """The rules of one file, in the order of its text."""
    known = Definitions({}, {path.name: files.read_text(path).encode()}, {})
    for shape in known.shapes:
        if known.has(shape, "sh:message"):
            yield _rule(known, shape, path.stem)


def _rule(known: Definitions, shape: str, file: str) -> Rule:
    def first(predicate: str) -> str:
        return next(iter(known.links(shape, predicate) or known.words(shape, predicate)), "")

    def zh(predicate: str) -> str:
        return next(iter(known.words(shape, predicate, "zh")), "")

    return Rule(
        first("dcterms:identifier"),
        first("sh:severity").rpartition("#")[2].lower() or "violation",
        zh("sh:name") or zh("rdfs:label"),
        zh("sh:message"),
        zh("gk:suggestion"),
        zh("gk:basis"),
        first("gk:onColumn").rpartition("/")[2] or None,
        zh("gk:rightExample"),
        zh("gk:wrongExample"),
        shape,
        file,
        first("sh:targetClass"),
        first("sh:path"),
    )
