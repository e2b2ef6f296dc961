"""The comments of one sheet: their words, and the shapes that show them.

Owns: the parts of comments (ECMA-376 part 1, 18.7) and their drawing (part 4, VML).
Must not: decide what a comment says, or touch cells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.docx_words import child
from catalog_graph.intake.grid import address
from catalog_graph.intake.markup import local
from catalog_graph.intake.xlsx_parts import place
from catalog_graph.ooxml.package import Package
from catalog_graph.ooxml.stable import spelled
from catalog_graph.review.annotation.comment_shapes import NAMESPACES, SHAPE_TYPE, CellSizes, comment_shape
from catalog_graph.review.annotation.marked_cells import AUTHOR
from catalog_graph.review.results import SEVERITY_WORDS

Place = tuple[int, int]
_SEPARATOR = f"—— {AUTHOR} ——"  # between another's comment and ours at the same cell
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_OURS = re.compile(rf"【(?:{'|'.join(SEVERITY_WORDS.values())})】GK-")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What stands behind the mention of the drawing, in the order the format wants; controls may come in a choice.
_BEHIND = {
    "AlternateContent",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
}
# Not XML: Office writes <br> in it. Its prefixes are anybody's.
_SHAPE = re.compile(rb"<(\w+):shape\b[^>]*(?<!/)>.*?</\1:shape>", re.DOTALL)
_SHAPE_ROW, _SHAPE_COLUMN = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)"), re.compile(rb"<(?:\w+:)?Column>\s*(\d+)")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet in its package: the part, its tree, and the address before the kinds of its relations."""

    package: Package
    part: str
    root: _Element
    base: str


def annotate(sheet: SheetPart, words: Mapping[Place, str]) -> Collection[Place]:
    """Put words at cells (1-based), in place of ours from before; others' comments stay, ours below them.

    Gives the cells where ours stood before. Raises DamagedFile.
    """
    comments = _comments_part(sheet, bool(words))
    if comments is None:
        return ()
    root = sheet.package.tree(comments)
    before = _forget(root)
    author = _author(root) if words else 0
    entries = child(root, "commentList")
    if entries is None:
        entries = etree.SubElement(root, _named(root, "commentList"))
    there = {place(comment.get("ref", "A1")): comment for comment in entries}
    for where, comment_words in words.items():
        if where in there:
            _put_words(there[where], f"\n{_SEPARATOR}\n{comment_words}")
        else:
            comment = etree.SubElement(entries, _named(root, "comment"), ref=address(*where), authorId=str(author))
            _put_words(comment, comment_words)
    if words or before:
        _draw(sheet, words, gone={one for one in before if one not in there and one not in words})
    return before


def _named(root: _Element, name: str) -> str:
    return f"{{{etree.QName(root).namespace}}}{name}"


def _comments_part(sheet: SheetPart, needed: bool) -> str | None:
    """The sheet's comments, made if needed."""
    for relation in sheet.package.relations(sheet.part):
        if relation.kind == "comments" and relation.part in sheet.package:
            return relation.part
    if not needed:
        return None
    part = sheet.package.new_name("xl/comments{}.xml")
    space = etree.QName(sheet.root).namespace
    sheet.package.put(part, f'<comments xmlns="{space}"><authors/><commentList/></comments>'.encode())
    sheet.package.declare(part, _COMMENTS_TYPE)
    sheet.package.relate(sheet.part, f"{sheet.base}/comments", part)
    return part


def _author(root: _Element) -> int:
    """Our number among the authors."""
    authors = child(root, "authors")
    if authors is None:
        raise DamagedFile("批注里没有作者")
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, _named(root, "author")).text = AUTHOR
    return [*names, AUTHOR].index(AUTHOR)


def is_marked(comments: bytes) -> bool:
    """Whether a part of comments holds any of ours; some programs lose who wrote them."""
    begins = (f"【{words}】GK-" for words in SEVERITY_WORDS.values())
    return any(words.encode() in comments for words in (AUTHOR, *begins))


def _is_ours(comment: _Element, author: str) -> bool:
    """Whether a comment is ours alone: by its author or, where that is lost, by how it begins."""
    words = "".join(text.text or "" for text in comment.iter("{*}t"))
    return author == AUTHOR or (not author.strip() and _OURS.match(words) is not None)


def _forget(root: _Element) -> set[Place]:
    """Take away what an earlier marking said; the cells where it stood."""
    entries, authors = child(root, "commentList"), child(root, "authors")
    names = [one.text for one in authors] if authors is not None else []
    places: set[Place] = set()
    for comment in list(entries) if entries is not None else ():
        number = comment.get("authorId", "")
        author = names[int(number)] if number.isdecimal() and int(number) < len(names) else ""
        where = place(comment.get("ref", "A1"))
        if _is_ours(comment, author or ""):
            comment.getparent().remove(comment)  # type: ignore[union-attr]
            places.add(where)
        elif _cut_ours(comment):
            places.add(where)
    return places


def _cut_ours(comment: _Element) -> bool:
    """Take our words away from below another's; a program may have cut them into other runs."""
    texts = list(comment.iter("{*}t"))
    theirs, ours, _ = "".join(text.text or "" for text in texts).partition(_SEPARATOR)
    left = len(theirs.rstrip("\n"))
    for text in texts if ours else ():
        words, run = text.text or "", text.getparent()
        text.text, left = words[:left], max(0, left - len(words))
        if not text.text and run is not None and local(run.tag) == "r" and (whole := run.getparent()) is not None:
            whole.remove(run)
    return bool(ours)


def _put_words(comment: _Element, words: str) -> None:
    """Words at the end of a comment."""
    text = child(comment, "text")
    if text is None:
        text = etree.SubElement(comment, _named(comment, "text"))
    plain = child(text, "t")
    if plain is not None:  # words without a run: behind them none may follow
        run = etree.Element(_named(comment, "r"))
        text.replace(plain, run)
        run.append(plain)
    run = etree.SubElement(text, _named(comment, "r"))
    style = etree.SubElement(run, _named(comment, "rPr"))
    etree.SubElement(style, _named(comment, "sz"), val="9")
    etree.SubElement(style, _named(comment, "rFont"), val="宋体")
    last = etree.SubElement(run, _named(comment, "t"))
    last.text = spelled(words)
    last.set(_SPACE, "preserve")


def _draw(sheet: SheetPart, words: Mapping[Place, str], gone: Collection[Place]) -> None:
    """A shape for each comment that has none; none for those that are gone."""
    part = _drawing_part(sheet)
    drawing = sheet.package.read(part)
    shapes = {
        _shape_place(match[0]): match[0] for match in _SHAPE.finditer(drawing) if b'ObjectType="Note"' in match[0]
    }
    for where in gone:
        drawing = drawing.replace(shapes.get(where, b"\x00"), b"")
    new = [where for where in words if where not in shapes]
    head, end, tail = drawing.rpartition(b"</xml>")
    if not end:
        raise DamagedFile("批注的图形不完整")
    numbers = [int(one) for one in re.findall(rb"_x0000_s(\d{1,9})", drawing)]
    first = max([*numbers, 70_000]) + 1
    sizes = CellSizes(sheet.root)
    added = "".join(comment_shape(number, where, words[where], sizes) for number, where in enumerate(new, first))
    kind = b"" if b"_x0000_t202" in drawing or not new else SHAPE_TYPE.encode()
    sheet.package.put(part, head + kind + added.encode() + end + tail)


def _shape_place(shape: bytes) -> Place | None:
    row, column = _SHAPE_ROW.search(shape), _SHAPE_COLUMN.search(shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else None


def _drawing_part(sheet: SheetPart) -> str:
    """The drawing that holds the sheet's shapes of comments, made if there is none."""
    mentioned = child(sheet.root, "legacyDrawing")
    if mentioned is not None:
        ids = {str(value) for key, value in mentioned.attrib.items() if local(key) == "id"}
        for relation in sheet.package.relations(sheet.part):
            if relation.id in ids and relation.part in sheet.package:
                return relation.part
        sheet.root.remove(mentioned)
    part = sheet.package.new_name("xl/drawings/vmlDrawing{}.vml")
    sheet.package.put(part, f"<xml {NAMESPACES}>{SHAPE_TYPE}</xml>".encode())
    sheet.package.declare_ending("vml", _DRAWING_TYPE)
    number = sheet.package.relate(sheet.part, f"{sheet.base}/vmlDrawing", part)
    element = etree.Element(
        _named(sheet.root, "legacyDrawing"), {f"{{{sheet.base}}}id": number}, nsmap={"r": sheet.base}
    )
    behind = next((each for each in sheet.root if local(each.tag) in _BEHIND), None)
    if behind is None:
        sheet.root.append(element)
    else:
        behind.addprevious(element)
    return part
