"""`gongkai build`: the graph, the nested shapes and the files to download, or a check that the first two stand right.

Owns: progress and the closing lines. Must not: make them (`catalog_graph.rdf`, `catalog_graph.downloads`).
"""

from __future__ import annotations

from catalog_graph import files
from catalog_graph.command import terminal
from catalog_graph.downloads import cache_folder
from catalog_graph.errors import BadParameter, StaleGraph
from catalog_graph.rdf import build
from catalog_graph.rdf.nested_shapes import nested


def run(check: bool, downloads: bool) -> None:
    """Write data/graph and the nested shapes, or check them; then make the files to download where that is wanted.

    Raises BadParameter for both at once, StaleGraph, TableError or MissingData.
    """
    if check and downloads:
        raise BadParameter("--check 只检查，不生成下载文件", "请分开执行 --check 和 --downloads。")
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
    if downloads:
        with terminal.counted("生成下载文件") as say:
            made = cache_folder.ensure(progress=say)
        sizes = [size for size, _ in made.sizes.values()]
        print(f"下载文件 {len(sizes)} 个，共 {sum(sizes):,} 字节，在 {made.folder}")
