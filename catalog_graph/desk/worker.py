"""The process that works on strangers' files: it reviews tables, compares two, and checks what is to be published.

Owns: which work a task is, and the forms of each. Must not: be imported by the service; keep or write anything.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable

from catalog_graph.errors import BadParameter
from catalog_graph.intake.prose import read_prose
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.records.precheck.copies import masked_workbook
from catalog_graph.records.precheck.report import as_document
from catalog_graph.records.precheck.scan import checked, once, required
from catalog_graph.review.examine import Examiner
from catalog_graph.review.service import worker
from catalog_graph.review.service.task import Side, Task
from catalog_graph.revision import graph, note
from catalog_graph.revision.compare import compare
from catalog_graph.revision.documents import revision_document
from catalog_graph.revision.sides import document_editions, name_of, named_editions
from catalog_graph.revision.values import Edition, Revision
from catalog_graph.revision.words import explanation

COMPARISONS: dict[str, Callable[[Revision], bytes]] = {
    "json": lambda revision: _json(revision_document(revision)),
    "docx": lambda revision: note.as_docx(explanation(revision)),
    "ttl": graph.as_turtle,
}
PRECHECK, MASKED = "precheck", "masked"


def answer(task: Task, examiner: Examiner) -> bytes:
    """What is wanted of a file, or of two. Raises as `review.service.worker.answer`, `compared` and `prechecked`."""
    if task.sides is not None:
        return compared(task, examiner.dataset)
    if task.form in {PRECHECK, MASKED}:
        return prechecked(task, examiner.dataset)
    return worker.answer(task, examiner)


def compared(task: Task, dataset: Dataset) -> bytes:
    """Two sides, compared. Raises NotFound, BadParameter for a form or a file without tables, any UnreadableFile."""
    if task.sides is None or task.form not in COMPARISONS:
        raise BadParameter(f"没有格式“{task.form}”", f"可用：{'、'.join(COMPARISONS)}")
    old, new = (_editions(dataset, side, task) for side in task.sides)
    names = tuple(side.name or name_of(dataset, side.words) for side in task.sides)
    return COMPARISONS[task.form](compare(old, new, (names[0], names[1])))


def _editions(dataset: Dataset, side: Side, task: Task) -> list[Edition]:
    if not side.content:
        return named_editions(dataset, side.words)
    editions = document_editions(dataset, read_document(side.content, side.format, task.limits), side.name)
    if not editions:
        hint = "请核对是不是选错了文件；表要有表头（公开事项、公开依据……）。"
        raise BadParameter(f"“{side.name}”里没有认出目录表", hint)
    return editions


def prechecked(task: Task, dataset: Dataset) -> bytes:
    """What must not or should not be published as it is; as JSON, or a copy with what is personal masked.

    Raises UnknownItem, any UnreadableFile.
    """
    document = read_prose(task.content, task.format, task.limits)
    listed = checked(document, dataset, task.item)
    if task.form == MASKED:
        return masked_workbook(document, listed)
    reviews = required(dataset, task.place.code, task.item) if task.place else ()
    return _json(as_document(task.name, document, once(listed), reviews))


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.main(sys.argv[1:], answer)
