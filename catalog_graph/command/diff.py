"""`gongkai diff`: what changed between two tables, or between a table and the national catalogue.

Owns: what the two sides may be, and where the result goes. Must not: compare or word anything itself (`revision`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from catalog_graph import files
from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter, NotFound, UnknownCatalogue
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import chosen
from catalog_graph.revision import text
from catalog_graph.revision.compare import compare
from catalog_graph.revision.documents import revision_document
from catalog_graph.revision.editions import edition_of_catalogue, edition_of_table
from catalog_graph.revision.values import Edition, Revision
from catalog_graph.revision.words import explanation
from catalog_graph.tables.load import load_dataset

_NOTES = (".docx", ".md", ".txt")


def run(old: str, new: str, format_: str = "text", note: str | None = None) -> int:
    """Print the revision, write the note if asked for; the exit code is 1 when anything differs.

    Raises BadParameter, or what reading a file raises.
    """
    output.check_format(format_, WRITERS)
    if note and Path(note).suffix.lower() not in _NOTES:
        raise BadParameter(f"修订说明不能写成 {note}", f"文件名以 {'、'.join(_NOTES)} 结尾。")
    with terminal.working("正在比较") as say:
        dataset = load_dataset()
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
    if Path(words).suffix or "/" in words:
        return _of_file(dataset, words)
    try:
        return [edition_of_catalogue(dataset, catalogue) for catalogue in chosen(dataset, words)]
    except UnknownCatalogue:
        raise NotFound(
            f"“{words}”既不是文件，也不是领域", "写文件名（如 目录.xlsx），或领域的编号、中文名、标识。"
        ) from None


def _of_file(dataset: Dataset, name: str) -> list[Edition]:
    from catalog_graph.intake.read import read_document  # noqa: PLC0415 - the readers of files load slowly
    from catalog_graph.review.recognition.domains import domain_of  # noqa: PLC0415
    from catalog_graph.review.recognition.tables import recognise  # noqa: PLC0415

    document = read_document(files.read_input(name), None)
    editions = []
    for table in recognise(document, dataset):
        domain, *_ = domain_of(table, dataset)
        editions.append(edition_of_table(dataset, table, domain, f"{Path(name).name} {table.grid}".strip()))
    return editions


def name_of(dataset: Dataset, words: str) -> str:
    """What a side is called: the file's name, or the national catalogue with its domain."""
    if Path(words).suffix or "/" in words:
        return Path(words).name
    catalogues = chosen(dataset, words)
    return f"国家标准目录（{catalogues[0].label if len(catalogues) == 1 else '全部领域'}）"


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
