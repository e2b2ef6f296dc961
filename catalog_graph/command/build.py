"""`gongkai build`: the graph, the nested shapes, a release, the files to download; or a check of what is kept.

Owns: progress and the closing lines. Must not: make them (`catalog_graph.rdf`, `catalog_graph.history`,
`catalog_graph.downloads`).
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from catalog_graph import files
from catalog_graph.command import terminal
from catalog_graph.downloads import cache_folder
from catalog_graph.errors import BadParameter, MissingData, StaleGraph
from catalog_graph.history import record
from catalog_graph.history.words import KINDS
from catalog_graph.rdf import build
from catalog_graph.rdf.nested_shapes import nested
from catalog_graph.schedule.dated_answers import as_csv_text, dated_answers, moved, read_csv_text
from catalog_graph.tables.load import load_calendar, load_dataset


def run(check: bool, downloads: bool, release: str | None = None, on: date | None = None) -> None:
    """Write data/graph and the nested shapes, or check them; then what else is wanted.

    That is recording the tables as a `release` of the day `on`, today unless it is given, and making the files to
    download. Raises BadParameter for a check with either, StaleGraph, StaleHistory, TableError or MissingData.
    """
    if check and (downloads or release):
        raise BadParameter("--check 只检查，不生成文件", "请分开执行 --check 和 --downloads、--release。")
    if on and not release:
        raise BadParameter("--date 是发布日期，要和 --release 一起写")
    shapes, path = nested(files.read_folder(files.home() / "shapes")), files.nested_shapes_file()
    with terminal.progress("检查图数据" if check else "生成图数据", steps=32) as say:
        if check:
            build.check(progress=say)
            if files.read_text(path).encode() != shapes:
                raise StaleGraph(f"{path.name} 与 shapes 中的规则不一致", files=[path.name])
            _check_dates()
            waiting = len(record.check().pending)
            print("data/graph 与数据表一致" + (f"；另有 {waiting} 处改动还没有发布" if waiting else ""))
            return
        written = build.write(progress=say)
        files.write_files(path.parent, {path.name: shapes})
    _write_dates()
    print(f"已生成 {len(written)} 个文件，共 {sum(map(len, written.values())):,} 字节")
    if release:
        _record(release, on or date.today())
    if downloads:
        with terminal.counted("生成下载文件") as say:
            made = cache_folder.ensure(progress=say)
        sizes = [size for size, _ in made.sizes.values()]
        print(f"下载文件 {len(sizes)} 个，共 {sum(sizes):,} 字节，在 {made.folder}")


def _record(release: str, on: date) -> None:
    """Record a release and say what it changes."""
    counts = Counter(change.kind for change in record.record(release, on))
    listed = [f"{words} {counts[kind]}" for kind, words in KINDS.items()]
    print(f"已记录 {release} 版（{on}）：{'，'.join(listed)}")


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
