"""The process that reviews strangers' tables, and compares them as well: one pool for both.

Owns: the forms of a comparison. Must not: be imported by the service; keep or write anything.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable

from catalog_graph.errors import BadParameter
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.review.examine import Examiner
from catalog_graph.review.service import worker
from catalog_graph.review.service.task import Side, Task
from catalog_graph.revision import graph, note
from catalog_graph.revision.compare import compare
from catalog_graph.revision.documents import revision_document
from catalog_graph.revision.sides import document_editions, name_of, named_editions
from catalog_graph.revision.values import Edition, Revision
from catalog_graph.revision.words import explanation

FORMS: dict[str, Callable[[Revision], bytes]] = {
    "json": lambda revision: json.dumps(revision_document(revision), ensure_ascii=False).encode("utf-8", "replace"),
    "docx": lambda revision: note.as_docx(explanation(revision)),
    "ttl": graph.as_turtle,
}


def answer(task: Task, examiner: Examiner) -> bytes:
    """The comparison of two sides in the form that is wanted, or a review. Raises as both do."""
    if task.sides is None:
        return worker.answer(task, examiner)
    if task.form not in FORMS:
        raise BadParameter(f"没有格式“{task.form}”", f"可用：{'、'.join(FORMS)}")
    dataset = examiner.dataset
    old, new = (_editions(dataset, side, task) for side in task.sides)
    names = tuple(side.name or name_of(dataset, side.words) for side in task.sides)
    return FORMS[task.form](compare(old, new, (names[0], names[1])))


def _editions(dataset: Dataset, side: Side, task: Task) -> list[Edition]:
    """The tables of one side. Raises NotFound, BadParameter where a file has none, any UnreadableFile."""
    if not side.content:
        return named_editions(dataset, side.words)
    editions = document_editions(dataset, read_document(side.content, side.format, task.limits), side.name)
    if not editions:
        raise BadParameter(
            f"“{side.name}”里没有认出目录表", "请核对是不是选错了文件；表要有表头（公开事项、公开依据……）。"
        )
    return editions


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.main(sys.argv[1:], answer)
