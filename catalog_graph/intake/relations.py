"""What the parts of an Office package point at (ECMA-376 part 2).

Owns: the part that says so, and reading it. Must not: fetch what lies outside the package, or know what a part means.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog_graph.intake.archive import Archive
from catalog_graph.intake.markup import parse_xml


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: its id, the kind's last word and the address before it, and the part."""

    id: str
    kind: str
    base: str
    part: str


def relations_part(part: str) -> str:
    """The part that says what a part points at; that of the package itself for "".

    >>> relations_part("xl/workbook.xml"), relations_part("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_in(content: bytes, part: str, what: str) -> Iterator[Relation]:
    """The relations that the content of `relations_part(part)` declares; what lies outside the package is left out.

    `what` names the content in an error. Raises DamagedFile, FileTooLarge.
    """
    folder = posixpath.join("/", posixpath.dirname(part))
    for element in parse_xml(content, what):
        if element.get("TargetMode") != "External":
            base, _, kind = element.get("Type", "").rpartition("/")
            target = posixpath.normpath(posixpath.join(folder, element.get("Target", ""))).lstrip("/")
            yield Relation(element.get("Id", ""), kind, base, target)


def relations(archive: Archive, part: str) -> Mapping[str, tuple[str, str]]:
    """What a part points at: id → (kind, part). Raises DamagedFile, FileTooLarge."""
    content = archive.read(relations_part(part))
    return {one.id: (one.kind, one.part) for one in relations_in(content, part, "文件目录")} if content else {}
