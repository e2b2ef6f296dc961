"""Routes of the rules: all of them, filtered by column and level, and each with its examples.

Owns: /rules and below. Must not: hold a rule (`catalog_graph.checks.rules`), or import another router.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.vocabulary import Rule as RuleAnswer
from api.answers.vocabulary import RuleList
from api.given import Vocabulary
from api.http import asking, registers, urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.represent import represent
from api.http.views import View, listing, twins
from catalog_graph.checks.rules import Rule, all_rules, explained
from catalog_graph.errors import BadParameter, NotFound
from catalog_graph.model.codes import COLUMNS
from catalog_graph.rdf import glossary
from catalog_graph.rdf.ontology import Definitions
from catalog_graph.review.results import SEVERITY_WORDS

router = APIRouter(tags=["validate"])
_TABLE = "table"  # the file whose rules are about an editor's table
_ABOUT = {_TABLE: "核对目录表的规则", "data": "本系统数据的规则"}
_SORTABLE = {"id": "编号", "name": "名称", "severity": "程度", "column": "栏目"}
_ASKED = asking.query(
    {
        "severity": "violation 必须修改 | warning 建议修改 | info 已自动识别",
        "column": "栏目代码，如 time_limit；none 为不限于一栏",
        "about": "table 目录表 | data 本系统数据",
        "q": "规则的编号、名称或提示中的词",
        "sort": "按 id、name、severity 或 column 排列；前面加 - 为倒序",
    },
    severity={"enum": list(SEVERITY_WORDS)},
    column={"enum": [*COLUMNS, "none"]},
    about={"enum": list(_ABOUT)},
    q={"maxLength": 60},
    sort=asking.order(_SORTABLE),
)
_CSV = "id severity level about name column column_label message suggestion basis right wrong shape file"


@router.get(urls.RULES, summary="全部规则", **described(RuleList, *RDF_AND_TABLE, parameters=_ASKED))
async def rules(
    request: Request,
    vocabulary: Vocabulary,
    severity: str = "",
    column: str = "",
    about: str = "",
    q: str = "",
    sort: str = "",
) -> Response:
    """The rules that an office's table and our data must meet: level, words, clause, a right and a wrong example.

    Raises BadParameter.
    """
    wanted = {"severity": severity, "column": column, "about": about, "q": q}
    for name, known in {"severity": SEVERITY_WORDS, "column": COLUMNS | {"none": ""}, "about": _ABOUT}.items():
        if wanted[name] and wanted[name] not in known:
            raise BadParameter(f"{name} 没有“{wanted[name][:20]}”", f"可用：{'、'.join(known)}")
    order = registers.Asked(sort=registers.asked({"sort": sort}, _SORTABLE).sort)
    by_id = {rule.id: rule for rule in all_rules() if _wanted(rule, **wanted)}
    rows = registers.arranged([_document(rule) for rule in by_id.values()], order, ())
    listed = [by_id[str(row["id"])] for row in rows]
    view = View(
        ("rules", *wanted.values(), sort),
        "核对规则",
        lambda: listing("rules", rows),
        _twins(vocabulary, listed),
        file_name="rules",
        extra={
            "asked": order,
            "sortable": _SORTABLE,
            "wanted": wanted,
            "severities": SEVERITY_WORDS,
            "about": _ABOUT,
            "columns": _columns(),
        },
    )
    return await represent(request, view)


@router.get(
    urls.RULES + "/{identifier}",
    summary="一条规则",
    **described(
        RuleAnswer, *RDF_AND_TABLE, errors=(404,), parameters=asking.path({"identifier": "编号，如 GK-WHEN-003"})
    ),
)
async def rule(request: Request, identifier: str, vocabulary: Vocabulary) -> Response:
    """A rule: what it asks, why, how to mend what breaks it, a right and a wrong example. Raises NotFound."""
    rule = next((rule for rule in all_rules() if rule.id == identifier.upper()), None)
    if rule is None:
        raise NotFound(f"没有规则“{identifier[:60]}”", f"全部规则见 {urls.RULES}，编号如 GK-WHEN-003。")
    title, others = f"{rule.name}（{rule.id}）", _twins(vocabulary, [rule])
    return await represent(request, View(("rule", rule.id), title, partial(_document, rule), others))


def _wanted(rule: Rule, severity: str, column: str, about: str, q: str) -> bool:
    return (
        (not severity or rule.severity == severity)
        and (not column or (rule.column or "none") == column)
        and (not about or _about(rule) == about)
        and all(word.lower() in f"{rule.id} {rule.name} {rule.message}".lower() for word in q.split())
    )


def _about(rule: Rule) -> str:
    return _TABLE if rule.file == _TABLE else "data"


def _columns() -> dict[str, str]:
    """The columns that some rule is about, in the order of the official table."""
    used = {rule.column for rule in all_rules()}
    return {code: label for code, label in COLUMNS.items() if code in used} | {"none": "不限于一栏"}


def _document(rule: Rule) -> dict[str, object]:
    """A rule with its words as people read them; JSON has the templates too."""
    return {
        "id": rule.id,
        "severity": rule.severity,
        "level": SEVERITY_WORDS[rule.severity],
        "about": _about(rule),
        "name": rule.name,
        "column": rule.column,
        "column_label": COLUMNS[rule.column] if rule.column else None,
        "message": explained(rule.message),
        "suggestion": explained(rule.suggestion),
        "basis": rule.basis,
        "right": rule.right,
        "wrong": rule.wrong,
        "template": {"message": rule.message, "suggestion": rule.suggestion},
        "shape": rule.shape,
        "file": f"{rule.file}.ttl",
    }


def _twins(vocabulary: Definitions, listed: Sequence[Rule]) -> dict[str, Callable[[], bytes]]:
    return twins(
        lambda: vocabulary.about(*(rule.shape for rule in listed)),
        lambda: glossary.document_table(_CSV, map(_document, listed)),
    )
