"""`gongkai impact`: what rests on a law, and what a repeal touches.

Owns: the printed tables and the choice of format. Must not: count (`catalog_graph.laws.impact`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from catalog_graph import files
from catalog_graph.command import terminal
from catalog_graph.errors import BadParameter
from catalog_graph.laws import impact
from catalog_graph.laws.impact import Impact
from catalog_graph.laws.index import find_law
from catalog_graph.model.values import Dataset, Law
from catalog_graph.places.load import load_codebook
from catalog_graph.tables import plain
from catalog_graph.tables.load import load_dataset


def run(words: str, format_: str = "table", output: str | None = None) -> None:
    """Print or write the impact of a law.

    Raises UnknownLaw, or BadParameter for an unknown format.
    """
    if format_ != "table" and format_ not in WRITERS:
        raise BadParameter(f"没有格式“{format_}”", f"可用：table、{'、'.join(WRITERS)}")
    if format_ == "table" and output:
        raise BadParameter("表格只显示在屏幕上", f"写文件请加 --format：{'、'.join(WRITERS)}")
    with terminal.working("正在查找"):
        dataset = load_dataset()
        law = find_law(dataset.laws, words)
        found = impact.impact(dataset, law, load_codebook())
    if format_ == "table":
        _print(dataset, found)
        return
    content = WRITERS[format_](dataset, found)
    if output is None:
        terminal.write_bytes(content)
    else:
        files.write_output(Path(output), content)
        print(f"已写入 {output}（{len(found.touches)}项）")


def _print(dataset: Dataset, found: Impact) -> None:
    print(f"{_named(found.law)}  {found.law.status.label}")
    for word, laws in (("前身", found.former), ("后继", found.later)):
        if laws:
            print(f"{word}：{'；'.join(map(_named, laws))}")
    if not found.touches:
        print("没有事项依据它。" + (f"后继文件有 {len(found.moved)} 项引用。" if found.moved else ""))
        return
    ways = "，".join(f"{via.label} {count}" for via, count in found.by_via().items())
    print(f"牵涉 {len(found.touches)} 项（{ways}），{len(found.by_domain())} 个领域")
    methods = "，".join(f"{method.label} {count}" for method, count in found.by_method().items())
    if methods:
        print(f"公开方式：{methods}")
    print(f"其中 {len(found.alone)} 项没有引用其他现行依据（标 ※）\n")
    reach = [[one.label, str(one.items), f"{one.places:,}", f"{one.duties:,}"] for one in found.reach]
    right: dict[str, object] = {"justify": "right", "no_wrap": True}
    terminal.table(
        "牵涉的地方",
        [("层级", {"no_wrap": True}), ("事项", right), ("地方", right), ("事项×地方", right)],
        reach,
    )
    _print_domains(dataset, found)
    _print_items(dataset, found)


def _print_domains(dataset: Dataset, found: Impact) -> None:
    right: dict[str, object] = {"justify": "right", "no_wrap": True}
    ways = list(found.by_via())
    rows = []
    for slug, count in found.by_domain().items():
        own = [touch.via for touch in found.touches if touch.item.catalogue == slug]
        catalogue = dataset.catalogues[slug]
        rows.append([f"{catalogue.number} {catalogue.label}", *(str(own.count(via)) for via in ways), str(count)])
    columns: list[tuple[str, dict[str, object]]] = [
        ("领域", {"no_wrap": True}),
        *((via.label, right) for via in ways),
        ("合计", right),
    ]
    terminal.table("按领域", columns, rows)


def _print_items(dataset: Dataset, found: Impact) -> None:
    rows = [
        [
            touch.item.key,
            f"{touch.item.group}／{touch.item.label}{'' if touch.remaining else ' ※'}",
            touch.via.label,
            "、".join(touch.articles or tuple(clause.article for clause in touch.clauses)),
            "、".join(level.label for level in touch.item.levels),
            "、".join(method.label for method in touch.item.method),
        ]
        for touch in found.touches
    ]
    fold: dict[str, object] = {"overflow": "fold"}
    headings = ("事项编号", "公开事项", "牵涉", "条款", "层级", "方式")
    terminal.table("事项", [(heading, fold) for heading in headings], rows)


def _named(law: Law) -> str:
    return f"《{law.title}》{f'（{law.document_number}）' if law.document_number else ''}"


def _json(dataset: Dataset, found: Impact) -> bytes:
    document = impact.document(dataset, found) | {"title": found.law.title}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _svg(dataset: Dataset, found: Impact) -> bytes:
    from catalog_graph.laws import picture  # noqa: PLC0415 - pictures only

    return picture.svg(dataset, found)


def _network(format_: str) -> Callable[[Dataset, Impact], bytes]:
    def write(dataset: Dataset, found: Impact) -> bytes:
        from catalog_graph.laws.network import citations, formats  # noqa: PLC0415 - 300 ms that other formats need not pay

        return formats.written(citations.of_impact(dataset, found), format_)

    return write


WRITERS: dict[str, Callable[[Dataset, Impact], bytes]] = {
    "json": _json,
    "csv": lambda dataset, found: plain.as_csv(impact.table(dataset, found)),
    "graphml": _network("graphml"),
    "gexf": _network("gexf"),
    "svg": _svg,
}
