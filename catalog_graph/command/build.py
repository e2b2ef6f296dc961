"""`gongkai build`: the graph, the nested shapes and the files to download, or a check that the first two stand right.

Owns: progress and the closing lines. Must not: make them (`catalog_graph.rdf`, `catalog_graph.downloads`).
"""

from __future__ import annotations

from catalog_graph import files
from catalog_graph.command import terminal
from catalog_graph.downloads import cache_folder
from catalog_graph.errors import BadParameter, MissingData, StaleGraph
from catalog_graph.rdf import build
from catalog_graph.rdf.nested_shapes import nested
from catalog_graph.schedule.dated_answers import as_csv_text, dated_answers, moved, read_csv_text
from catalog_graph.tables.load import load_calendar, load_dataset


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
            _check_dates()
            print("data/graph 与数据表一致")
            return
        written = build.write(progress=say)
        files.write_files(path.parent, {path.name: shapes})
    _write_dates()
    print(f"已生成 {len(written)} 个文件，共 {sum(map(len, written.values())):,} 字节")
    if downloads:
        with terminal.counted("生成下载文件") as say:
            made = cache_folder.ensure(progress=say)
        sizes = [size for size, _ in made.sizes.values()]
        print(f"下载文件 {len(sizes)} 个，共 {sum(sizes):,} 字节，在 {made.folder}")


def _check_dates() -> None:
    """Raises StaleGraph where a due date that is kept is another now."""
    path, made = files.dated_answers_file(), dated_answers(load_dataset(), load_calendar())
    committed = files.read_text(path)
    changed = moved(read_csv_text(committed), made)
    if changed:
        raise StaleGraph(f"{path.name} 里有 {len(changed)} 个到期日变了，如 {changed[0]}", files=[path.name])
    if committed != as_csv_text(made):
        raise StaleGraph(f"{path.name} 与数据表不一致", files=[path.name])


def _write_dates() -> None:
    """Compute the due dates that are kept, list those that moved, and write them."""
    path, made = files.dated_answers_file(), dated_answers(load_dataset(), load_calendar())
    try:
        old = read_csv_text(files.read_text(path))
    except MissingData:
        old = []
    changed = moved(old, made)
    files.write_file(path, as_csv_text(made).encode())
    if changed and old:
        print(f"到期日有变动 {len(changed)} 个：")
        print("\n".join(f"  {line}" for line in changed))
