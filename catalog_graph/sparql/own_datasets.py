"""An analyst's own files, which are asked beside the project's graphs.

Owns: which formats they have, how large they may be, and in which graphs their statements are.
Must not: read files, or know the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from catalog_graph.errors import BadParameter
from catalog_graph.model import iris

FORMATS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".ttl": RdfFormat.TURTLE}
MOST_BYTES = 64 << 20


def quads(extra: Sequence[tuple[str, bytes]]) -> list[Quad]:
    """The statements of files, by name and content. Raises BadParameter."""
    if sum(len(content) for _, content in extra) > MOST_BYTES:
        raise BadParameter(f"自带数据合计超过 {MOST_BYTES >> 20} MB", "请拆小，或只留要用的部分。")
    return [quad for name, content in extra for quad in _read(PurePath(name), content)]


def _read(name: PurePath, content: bytes) -> list[Quad]:
    """The statements of a file, all of them in named graphs.

    Those that name no graph go into one named after the file: `urn:gongkai:dataset:<file name>`.
    """
    format_ = FORMATS.get(name.suffix.lower())
    if format_ is None:
        raise BadParameter(f"不能读取“{name.name}”", f"自带数据可用：{'、'.join(FORMATS)}")
    own = NamedNode(f"urn:gongkai:dataset:{quote(name.name)}")
    try:
        parsed = pyoxigraph.parse(content, format_, rename_blank_nodes=True)
        statements = [_named(quad, own) for quad in parsed]
    except (SyntaxError, ValueError) as error:
        raise BadParameter(f"“{name.name}”有语法错误：{error}", "请改正后重试。") from None
    graphs = {quad.graph_name.value for quad in statements if isinstance(quad.graph_name, NamedNode)}
    taken = sorted(graph for graph in graphs if graph.startswith(iris.BASE))
    if taken:
        raise BadParameter(f"“{name.name}”用了本库的图名 {taken[0]}", "请给自带数据另取图名。")
    return statements


def _named(quad: Quad, own: NamedNode) -> Quad:
    """The statement in a named graph: its own, or the file's where it names none."""
    if quad.graph_name != DefaultGraph():
        return quad
    return Quad(quad.subject, quad.predicate, quad.object, own)
