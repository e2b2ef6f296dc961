"""Packages: parts by name, relations, content types, and that what is not changed is not touched."""

from __future__ import annotations

import io
import zipfile

import pytest

from catalog_graph.errors import DamagedFile
from catalog_graph.ooxml.package import Package

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="XML"/></Types>'
)
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="a" Type="http://x/officeDocument" Target="/xl/Book.xml"/>'
    b'<Relationship Id="b" Type="http://x/link" Target="http://evil/" TargetMode="External"/></Relationships>'
)


def package(**more: bytes) -> Package:
    """A small package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        members = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "xl/Book.xml": b"<!--x--><a/>", **more}
        for name, content in members.items():
            made.writestr(name, content)
    return Package(stream.getvalue())


def test_names_are_compared_as_office_does() -> None:
    made = package()
    assert "XL/book.xml" in made
    assert made.read("xl/BOOK.XML") == b"<!--x--><a/>"
    assert made.read("nothing") == b""
    assert made.new_name("xl/book{}.xml") == "xl/book1.xml"


def test_relations_stay_inside() -> None:
    made = package()
    assert [(one.id, one.kind, one.base, one.part) for one in made.relations("")] == [
        ("a", "officeDocument", "http://x", "xl/Book.xml")
    ]
    assert list(made.relations("xl/Book.xml")) == []


def test_what_is_only_read_is_saved_as_it_was() -> None:
    made = package()
    list(made.relations(""))
    saved = zipfile.ZipFile(io.BytesIO(made.saved()))
    assert [saved.read(name) for name in saved.namelist()] == [TYPES, RELATIONS, b"<!--x--><a/>"]
    assert saved.namelist() == ["[Content_Types].xml", "_rels/.rels", "xl/Book.xml"]


def test_parts_are_added_related_declared_and_taken_away() -> None:
    made = package()
    made.put("xl/new.bin", b"1")
    number = made.relate("xl/Book.xml", "http://x/binary", "xl/new.bin")
    made.declare("xl/new.bin", "application/x")
    made.declare_ending("xml", "text/xml")
    made.declare_ending("vml", "text/vml")
    again = Package(made.saved())
    assert [(one.id, one.kind, one.part) for one in again.relations("xl/Book.xml")] == [
        (number, "binary", "xl/new.bin")
    ]
    types = again.read("[Content_Types].xml")
    assert types.count(b"Extension=") == 2
    assert b'PartName="/xl/new.bin"' in types
    again.unrelate("xl/Book.xml", "binary")
    last = Package(again.saved())
    assert "xl/new.bin" not in last
    assert list(last.relations("xl/Book.xml")) == []
    assert b"new.bin" not in last.read("[Content_Types].xml")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedFile):
        Package(content)


def test_entities_are_refused() -> None:
    made = package(**{"xl/e.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    with pytest.raises(DamagedFile):
        made.tree("xl/e.xml")
