"""`gongkai impact`: what rests on a law, and what a repeal touches.

Owns: the printed tables and the choice of format. Must not: count (`catalog_graph.laws.impact`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.laws import impact
from catalog_graph.laws.impact import Impact
from catalog_graph.laws.index import find_law
from catalog_graph.model.values import Dataset
from catalog_graph.places.load import load_codebook
from catalog_graph.tables import plain
from catalog_graph.tables.cached import cached_dataset


def run(words: str, format_: str = "table", path: str | None = None) -> None:
    """Print or write the impact of a law.

    Raises UnknownLaw, or BadParameter for an unknown format.
    """
    output.check_format(format_, ("table", *WRITERS))
    if format_ == "table" and path:
        raise BadParameter("表格只显示在屏幕上", f"写文件请加 --format：{'、'.join(WRITERS)}")
    with terminal.working("正在查找"):
        dataset = cached_dataset()
        law = find_law(dataset.laws, words)
        touched = impact.impact(dataset, law, load_codebook())
    if format_ == "table":
        _print(dataset, touched)
    else:
        output.emit(WRITERS[format_](dataset, touched), path, f"（{len(touched.touches)}项）")


def _print(dataset: Dataset, touched: Impact) -> None:
    print(f"{touched.law.citation}  {touched.law.status.label}")
    for word, laws in (("前身", touched.former), ("后继", touched.later)):
        if laws:
            print(f"{word}：{'；'.join(law.citation for law in laws)}")
    if not touched.touches:
        print("没有事项依据它。" + (f"后继文件有 {len(touched.moved)} 项引用。" if touched.moved else ""))
        return
    ways = "，".join(f"{via.label} {count}" for via, count in touched.by_via().items())
    print(f"牵涉 {len(touched.touches)} 项（{ways}），{len(touched.by_domain())} 个领域")
    methods = "，".join(f"{method.label} {count}" for method, count in touched.by_method().items())
    if methods:
        print(f"公开方式：{methods}")
    print(f"其中 {len(touched.alone)} 项没有引用其他现行依据（标 ※）\n")
    reach = [[row.label, str(row.items), f"{row.places:,}", f"{row.duties:,}"] for row in touched.reach]
    numbers = [terminal.Column(heading, number=True) for heading in ("事项", "地方", "事项×地方")]
    terminal.table("牵涉的地方", [terminal.Column("层级", whole=True), *numbers], reach)
    _print_domains(dataset, touched)
    _print_items(dataset, touched)


def _print_domains(dataset: Dataset, touched: Impact) -> None:
    ways = list(touched.by_via())
    rows = []
    for slug, count in touched.by_domain().items():
        own = [touch.via for touch in touched.touches if touch.item.catalogue == slug]
        catalogue = dataset.catalogues[slug]
        rows.append([f"{catalogue.number} {catalogue.label}", *(str(own.count(via)) for via in ways), str(count)])
    numbers = [terminal.Column(heading, number=True) for heading in (*(via.label for via in ways), "合计")]
    terminal.table("按领域", [terminal.Column("领域", whole=True), *numbers], rows)


def _print_items(dataset: Dataset, touched: Impact) -> None:
    rows = [
        [
            touch.item.key,
            f"{touch.item.group}／{touch.item.label}{'' if touch.remaining else ' ※'}",
            touch.via.label,
            "、".join(touch.articles or tuple(clause.article for clause in touch.clauses)),
            "、".join(level.label for level in touch.item.levels),
            "、".join(method.label for method in touch.item.method),
        ]
        for touch in touched.touches
    ]
    terminal.table("事项", ("事项编号", "公开事项", "牵涉", "条款", "层级", "方式"), rows)


def _svg(dataset: Dataset, touched: Impact) -> bytes:
    from catalog_graph.laws import picture  # noqa: PLC0415 - pictures only

    return picture.svg(dataset, touched)


def _network(dataset: Dataset, touched: Impact, format_: str) -> bytes:
    from catalog_graph.laws.network import citations, formats  # noqa: PLC0415 - 300 ms that other formats need not pay

    return formats.written(citations.of_impact(dataset, touched), format_)


WRITERS: dict[str, Callable[[Dataset, Impact], bytes]] = {
    "json": lambda dataset, touched: output.json_bytes(
        impact.document(dataset, touched) | {"title": touched.law.title}
    ),
    "csv": lambda dataset, touched: plain.as_csv(impact.table(dataset, touched)),
    "graphml": partial(_network, format_="graphml"),
    "gexf": partial(_network, format_="gexf"),
    "svg": _svg,
}
