"""`gongkai build`: the graph from the tables and the nested shapes from the flat ones, or a check of both.

Owns: progress and the closing line. Must not: make them (`catalog_graph.rdf`).
"""

from __future__ import annotations

from catalog_graph import files
from catalog_graph.command import terminal
from catalog_graph.errors import StaleGraph
from catalog_graph.rdf import build
from catalog_graph.rdf.nested_shapes import nested


def run(check: bool) -> None:
    """Write data/graph and the nested shapes, or check them. Raises StaleGraph, TableError or MissingData."""
    shapes, path = nested(files.read_folder(files.home() / "shapes")), files.nested_shapes_file()
    with terminal.progress("检查图数据" if check else "生成图数据", steps=32) as say:
        if check:
            build.check(progress=say)
            if files.read_text(path).encode() != shapes:
                raise StaleGraph(f"{path.name} 与 shapes 中的规则不一致", files=[path.name])
            print("data/graph 与数据表一致")
            return
        written = build.write(progress=say)
        files.write_files(path.parent, {path.name: shapes})
    print(f"已生成 {len(written)} 个文件，共 {sum(map(len, written.values())):,} 字节")
