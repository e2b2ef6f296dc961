"""An Office package that is changed in a few parts; every other part stays as it is, byte for byte.

Owns: parts, relations between them, and content types (ECMA-376 part 2).
Must not: know what a part means; fetch what lies outside the package.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from catalog_graph.errors import DamagedFile, DamagedPart
from catalog_graph.intake.markup import local, parse_xml
from catalog_graph.intake.relations import Relation, relations_in, relations_part
from catalog_graph.ooxml.stable import zipped

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"


class Package:
    """The parts by name, as they will be saved. Names are compared without regard to case, as Office does.

    Raises DamagedFile when it is no whole zip.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise DamagedFile("文件是不完整的压缩包，打不开") from error
        self._names = {name.lstrip("/").lower(): name for name in self._zip.namelist() if not name.endswith("/")}
        self._trees: dict[str, _Element] = {}
        self._contents: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """A part; empty if it is not there. Raises DamagedPart."""
        key = name.lower()
        if key in self._trees:
            return _serialised(self._trees[key])
        if key in self._contents:
            return self._contents[key]
        try:
            return self._zip.read(self._names[key]) if key in self._names else b""
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
            raise DamagedPart(f"文件里的“{self._names[key][:60]}”已损坏，解压不出来，不能写批注副本") from error

    def tree(self, name: str) -> _Element:
        """The tree of a part, to be changed in place: the part is written anew. Raises DamagedFile, FileTooLarge."""
        key = name.lower()
        if key not in self._trees:
            self._trees[key] = parse_xml(self.read(name), name)
        return self._trees[key]

    def put(self, name: str, content: bytes) -> None:
        """A part's new content."""
        key = name.lower()
        self._names.setdefault(key, name)
        self._trees.pop(key, None)
        self._contents[key] = content

    def remove(self, name: str) -> None:
        """Leave a part out."""
        self._names.pop(name.lower(), None)

    def new_name(self, pattern: str) -> str:
        """A part name not yet taken, e.g. for "xl/comments{}.xml"."""
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)) not in self)

    def relations(self, part: str) -> Iterator[Relation]:
        """What a part points at inside the package. Raises DamagedFile."""
        name = relations_part(part)
        return relations_in(self.read(name), part, name) if name in self else iter(())

    def check_relations(self) -> None:
        """Raises DamagedFile where a relation has no id: libraries stumble over it when they write."""
        for name in [name for name in self._names if name.endswith(".rels")]:
            if any(local(one.tag) == "Relationship" and not one.get("Id") for one in parse_xml(self.read(name), name)):
                raise DamagedFile(f"文件里的“{name[:60]}”已损坏，不能写批注副本")

    def relate(self, part: str, kind: str, target: str) -> str:
        """Point from a part at another; the id of the relation. `kind` is the whole address of the kind."""
        name = relations_part(part)
        if name not in self:
            self.put(name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        root = self.tree(name)
        taken = {one.get("Id") for one in root}
        new = next(number for number in (f"rIdGk{n}" for n in range(1, 100_000)) if number not in taken)
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=new, Type=kind, Target=f"/{target}")
        return new

    def unrelate(self, part: str, kind: str) -> None:
        """Take away relations of a kind (last word), and the parts they point at."""
        for relation in [one for one in self.relations(part) if one.kind == kind]:
            self.remove(relation.part)
            self.declare(relation.part, None)
            root = self.tree(relations_part(part))
            for element in [one for one in root if one.get("Id") == relation.id]:
                root.remove(element)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say of what type parts of an ending are, where nothing is said yet."""
        root = self.tree(_TYPES_PART)
        if not any(local(one.tag) == "Default" and one.get("Extension", "").lower() == ending for one in root):
            default = etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=content_type)
            root.insert(0, default)

    def declare(self, part: str, content_type: str | None) -> None:
        """Say of what type a part is; None: say nothing of it."""
        root = self.tree(_TYPES_PART)
        for element in [one for one in root if one.get("PartName", "").lower() == f"/{part}".lower()]:
            root.remove(element)
        if content_type is not None:
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def saved(self) -> bytes:
        """The package as bytes, parts in their order and new ones last; the zip has no clock. Raises DamagedFile."""
        return zipped((name.lstrip("/"), self.read(name)) for name in self._names.values())


def _serialised(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
