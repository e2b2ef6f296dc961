"""`gongkai build`: the graph from the tables, or a check that it is up to date.

Owns: progress and the closing line. Must not: build (`catalog_graph.rdf.build`).
"""

from __future__ import annotations

from catalog_graph.command import terminal
from catalog_graph.rdf import build


def run(check: bool) -> None:
    """Write data/graph, or check it. Raises StaleGraph, TableError or MissingData."""
    with terminal.progress("检查图数据" if check else "生成图数据", steps=32) as say:
        if check:
            build.check(progress=say)
            print("data/graph 与数据表一致")
            return
        written = build.write(progress=say)
    print(f"已生成 {len(written)} 个文件，共 {sum(map(len, written.values())):,} 字节")
