"""OpenDocument and PDF files around one table, made without the programs that write them.

Owns: the least that such a file needs. Must not: hold expectations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from catalog_graph.intake.grid import Merge
from tests.catalog_graph.intake.conftest import Rows, Writer, zipped

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_HEIGHT, _WIDTH, _SIZE = 40, 130, 8  # of a cell and of its letters, in points
_RANGES = b"\n".join(b"<%02x00> <%02xff> <%02x00>" % (high, high, high) for high in range(256))
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n256 beginbfrange\n%s\nendbfrange\nendcmap end end"
    % _RANGES
)


def _cells(rows: Rows, merges: Sequence[Merge]) -> Iterator[tuple[int, int, str, Merge | None]]:
    """Row, column, words and extent of each cell; None for one that a merge covers."""
    spans = {(one.row, one.column): one for one in merges}
    covered = {
        (row, column)
        for one in merges
        for row in range(one.row, one.row + one.rows)
        for column in range(one.column, one.column + one.columns)
    }
    for row, words in enumerate(rows, 1):
        for column, cell in enumerate(words, 1):
            alone = None if (row, column) in covered else Merge(row, column, 1, 1)
            yield row, column, cell, spans.get((row, column), alone)


def opendocument(kind: str) -> Writer:
    """A writer of a "spreadsheet" or of a "text"."""

    def write(rows: Rows, merges: Sequence[Merge]) -> bytes:
        lines = [""] * len(rows)
        for row, _, words, extent in _cells(rows, merges):
            if extent is None:
                lines[row - 1] += "<table:covered-table-cell/>"
                continue
            spans = f'table:number-rows-spanned="{extent.rows}" table:number-columns-spanned="{extent.columns}"'
            said = "".join(f"<text:p>{escape(line)}</text:p>" for line in words.split("\n"))
            lines[row - 1] += f'<table:table-cell {spans} office:value-type="string">{said}</table:table-cell>'
        inner = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
        table = f'<table:table table:name="Sheet">{inner}</table:table>'
        body = f"<office:body><office:{kind}>{table}</office:{kind}></office:body>"
        content = f"<office:document-content {_NAMES}>{body}</office:document-content>"
        return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})

    return write


def as_pdf(rows: Rows, merges: Sequence[Merge]) -> bytes:
    """A page with a ruled table and a layer of text; a cell's words are its lines."""
    top, drawn = _HEIGHT * len(rows) + 20, []
    for row, column, words, extent in _cells(rows, merges):
        if extent is None:
            continue
        left, upper, height = 10 + (column - 1) * _WIDTH, top - (row - 1) * _HEIGHT, extent.rows * _HEIGHT
        drawn.append(f"{left} {upper - height} {extent.columns * _WIDTH} {height} re S")
        for number, line in enumerate(words.split("\n"), 1):
            place, code = f"{left + 3} {upper - 3 - number * (_SIZE + 1)}", line.encode("utf-16-be").hex()
            drawn.append(f"BT /F {_SIZE} Tf {place} Td <{code}> Tj ET")
    return _of_objects(top, len(rows[0]), "\n".join(drawn).encode())


def _of_objects(top: int, columns: int, drawn: bytes) -> bytes:
    box = b"[0 0 %d %d]" % (columns * _WIDTH + 20, top + 10)
    font = b"/BaseFont/STSong-Light"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % box,
        _stream(drawn),
        b"<</Type/Font/Subtype/Type0%s/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>" % font,
        b"<</Type/Font/Subtype/CIDFontType0%s/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        b"/DW 1000/FontDescriptor 7 0 R>>" % font,
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800"
        b"/Descent -200/CapHeight 700/StemV 80>>",
        _stream(_TO_UNICODE),
    )
    written, places = b"%PDF-1.4\n", b""
    for number, body in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>" % (count, places, count)
    return b"%s%s\nstartxref\n%d\n%%%%EOF" % (written, table, len(written))


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content)


OPEN_WRITERS: dict[str, Writer] = {
    "ods": opendocument("spreadsheet"),
    "odt": opendocument("text"),
    "pdf": as_pdf,
}
