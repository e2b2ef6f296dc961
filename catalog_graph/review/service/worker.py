"""A process that reviews tables sent to it on its standard input, in frames, one after the other.

Owns: what runs inside the process: limits it puts on itself, reading, reviewing, the form of the answer.
Must not: be imported by the service; write to disk; outlive its standard input; say words of a table in a log.

Whatever a file does to it (endless work, all memory, a crash of a library), the service ends it and starts another.
"""

from __future__ import annotations

import json
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress

from catalog_graph.errors import BadParameter, FileTooLarge, GongkaiError, NotAcceptable
from catalog_graph.intake.grid import Document, Format
from catalog_graph.intake.read import load_readers, read_document
from catalog_graph.places.load import load_codebook
from catalog_graph.processes import frames, office, sandbox, streams
from catalog_graph.processes.streams import Receive, Send
from catalog_graph.review.examine import Examiner
from catalog_graph.review.page import page_of
from catalog_graph.review.report import as_document
from catalog_graph.review.results import Review
from catalog_graph.review.review import review_document
from catalog_graph.review.service import task as tasks
from catalog_graph.review.service.task import Task
from catalog_graph.review.shacl_report import report_bytes
from catalog_graph.tables.cached import cached_dataset

Work = Callable[[Task, Examiner], bytes]
_PIECE = 256 * 1024
_GRACE = 2.0  # seconds that the service has to end a worker before it ends itself
# Reviewed before the first stranger's table, so that shapes and indexes are ready when that comes.
_FIRST = "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限\n1,综合业务,政策法规文件,全文,预算法,及时"


def answer(task: Task, examiner: Examiner) -> bytes:
    """The review of a file, in the form that is wanted.

    Raises any UnreadableFile; NotAcceptable for a marked Word copy of what is no Word file.
    """
    if task.form not in tasks.FORMS:
        raise BadParameter(f"没有格式“{task.form}”", f"可用：{'、'.join(tasks.FORMS)}")
    document = read_document(task.content, task.format, task.limits)
    if task.form == "docx" and document.format is not Format.DOCX:
        raise NotAcceptable(
            f"原文件是 {document.format.value}，不能标注成 Word", "请用 format=xlsx 下载标注好的Excel。"
        )
    review = review_document(document, examiner, name=task.name, domain=task.domain, place=task.place)
    return _formed(task, document, review, examiner)


def _formed(task: Task, document: Document, review: Review, examiner: Examiner) -> bytes:
    if task.form == "json":
        return json.dumps(as_document(review), ensure_ascii=False).encode("utf-8", "replace")
    if task.form == "page":
        return json.dumps(page_of(document, review, examiner.dataset)).encode()
    if task.form in {"ttl", "jsonld"}:
        return report_bytes(review, task.form)
    from catalog_graph.review.annotation.annotate import annotated  # noqa: PLC0415 - takes memory that others do not need

    return annotated(task.content, document, review, f".{task.form}")


def serve(megabytes: int, send: Send, receive: Receive, work: Work = answer) -> None:
    """Answer tasks by `work` until there are no more; with each END goes the most memory taken so far, in MB."""
    office.stand_by()
    load_readers()
    examiner = Examiner(cached_dataset(), load_codebook(villages=False))
    answer(Task(_FIRST.encode()), examiner)
    sandbox.cap_memory(megabytes)
    sandbox.forbid_sockets()
    sandbox.forbid_writing()
    send(frames.READY, b"")
    while (frame := receive()) is not None:
        task = tasks.decode(frame[1])
        del frame
        sandbox.end_after(task.seconds + _GRACE)
        try:
            content = guarded(task, examiner, work)
        except GongkaiError as error:
            send(frames.ERROR, frames.encode_error(error))
        else:
            for begin in range(0, len(content), _PIECE):
                send(frames.DATA, content[begin : begin + _PIECE])
            del content
            send(frames.END, str(sandbox.peak_megabytes()).encode())
        sandbox.end_after(0)


def guarded(task: Task, examiner: Examiner, work: Work = answer) -> bytes:
    """As `work`, and whatever else goes wrong is an error of our tree too.

    Of that only kind and place are logged: its words may be the editor's. Raises FileTooLarge and GongkaiError as well.
    """
    try:
        return work(task, examiner)
    except GongkaiError:
        raise
    except (MemoryError, RecursionError) as error:
        raise FileTooLarge("核对这个文件所需的内存太多") from error
    except Exception as error:
        places = "".join(traceback.format_tb(error.__traceback__))
        with suppress(OSError):  # where the log is a file, this process may not write to it
            print(f"review failed: {type(error).__name__}\n{places}", file=sys.stderr, flush=True)
        raise GongkaiError("核对时程序出错，文件没有保存") from None


def main(arguments: Sequence[str], work: Work = answer) -> None:
    """Speak frames on standard input and output."""
    streams.speak(lambda send, receive: serve(int(arguments[0]), send, receive, work))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(sys.argv[1:])
