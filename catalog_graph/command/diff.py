"""`gongkai diff`: what changed between two tables, or between a table and the national catalogue.

Owns: what the two sides may be, and where the result goes. Must not: compare or word anything itself (`revision`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from catalog_graph import files
from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.model.values import Dataset
from catalog_graph.revision import sides, text
from catalog_graph.revision.compare import compare
from catalog_graph.revision.documents import revision_document
from catalog_graph.revision.values import Edition, Revision
from catalog_graph.revision.words import explanation
from catalog_graph.tables.cached import cached_dataset

_NOTES = (".docx", ".md", ".txt")


def run(old: str, new: str, format_: str = "text", note: str | None = None) -> int:
    """Print the revision, write the note if asked for; the exit code is 1 when anything differs.

    Raises BadParameter, or what reading a file raises.
    """
    output.check_format(format_, WRITERS)
    if note and Path(note).suffix.lower() not in _NOTES:
        raise BadParameter(f"修订说明不能写成 {note}", f"文件名以 {'、'.join(_NOTES)} 结尾。")
    with terminal.working("正在比较") as say:
        dataset = cached_dataset()
        say(old)
        before = editions(dataset, old)
        say(new)
        revision = compare(before, editions(dataset, new), (name_of(dataset, old), name_of(dataset, new)))
    output.emit(WRITERS[format_](revision))
    if note:
        files.write_output(Path(note), note_bytes(revision, Path(note).suffix.lower()))
        print(f"修订说明已写入 {note}", file=sys.stderr)
    return 0 if revision.empty else 1


def editions(dataset: Dataset, words: str) -> list[Edition]:
    """One side: the tables of a file, or the national catalogue of a domain, or all.

    Raises NotFound when it is neither, or what reading a file raises.
    """
    if not _is_file(words):
        return sides.named_editions(dataset, words)
    from catalog_graph.intake.read import read_document  # noqa: PLC0415 - the readers of files load slowly

    return sides.document_editions(dataset, read_document(files.read_input(words), None), Path(words).name)


def _is_file(words: str) -> bool:
    return bool(Path(words).suffix) or "/" in words


def name_of(dataset: Dataset, words: str) -> str:
    """What a side is called: the file's name, or the catalogue with its domain."""
    return Path(words).name if _is_file(words) else sides.name_of(dataset, words)


def note_bytes(revision: Revision, suffix: str) -> bytes:
    """The 修订说明 as Word, Markdown or plain text."""
    if suffix == ".docx":
        from catalog_graph.revision import note  # noqa: PLC0415 - Word files only

        return note.as_docx(explanation(revision))
    if suffix == ".md":
        return text.as_markdown(revision).encode()
    return ("\n".join(paragraph.words for paragraph in explanation(revision)) + "\n").encode()


def _turtle(revision: Revision) -> bytes:
    from catalog_graph.revision import graph  # noqa: PLC0415 - only RDF output needs the RDF library

    return graph.as_turtle(revision)


WRITERS: dict[str, Callable[[Revision], bytes]] = {
    "text": lambda revision: text.as_text(revision).encode(),
    "json": lambda revision: output.json_bytes(revision_document(revision)),
    "ttl": _turtle,
    "md": lambda revision: text.as_markdown(revision).encode(),
}
