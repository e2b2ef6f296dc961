"""Tables and catalogues as editions that can be compared.

Owns: what each column of a row says, piece by piece, and under which key two wordings are one.
Must not: compare, or read a file.

Keys leave out what is writing and not meaning: widths, spaces, numbering of elements, 中华人民共和国 before a title,
the local name of a channel. A subject is compared by its words: 埇桥区民政局 for 县级民政部门 is a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from catalog_graph.cells.channel import ChannelCell
from catalog_graph.cells.citation import Citation, CitationCell, title_key
from catalog_graph.cells.text import normalise
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import Audience
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.layout import TICK, Column, OfficialTable, official_table
from catalog_graph.review.drafts import AudienceCell, Draft, draft_of
from catalog_graph.review.recognition.recognised_table import OfficialColumn, RecognisedTable, SourceCell, TableRow
from catalog_graph.revision.values import Edition, Entry, Piece

_NOTE = "备注"
_TICK_COLUMNS = {
    "public": (OfficialColumn.AUDIENCE, "public"),
    "audience_group": (OfficialColumn.AUDIENCE, "group"),
    "proactive": (OfficialColumn.METHOD, "proactive"),
    "on_request": (OfficialColumn.METHOD, "on-request"),
    "county": (OfficialColumn.LEVELS, "county"),
    "township": (OfficialColumn.LEVELS, "township"),
    "village": (OfficialColumn.LEVELS, "village"),
}


def edition_of_table(dataset: Dataset, table: RecognisedTable, domain: str | None, name: str) -> Edition:
    """A recognised table as an edition; `domain` is its slug, None where it is not told."""
    columns = {column.official.value for column in table.columns if column.official}
    return _edition(dataset, name, dataset.catalogues[domain] if domain else None, columns, table.rows)


def edition_of_catalogue(dataset: Dataset, catalogue: Catalogue) -> Edition:
    """A national catalogue as an edition: what its official table says, so that an export of it is the same."""
    table = official_table(dataset, catalogue)
    columns = {str(_TICK_COLUMNS[c.id][0]) if c.id in _TICK_COLUMNS else c.id for c in table.columns} - {"note"}
    return _edition(dataset, "国家标准目录", catalogue, columns, official_rows(table))


def _edition(
    dataset: Dataset, name: str, catalogue: Catalogue | None, columns: Iterable[str], rows: Iterable[TableRow]
) -> Edition:
    slug, label = (catalogue.slug, catalogue.label) if catalogue else (None, "")
    entries = tuple(entry_of(draft_of(row, dataset.roles), catalogue) for row in rows)
    return Edition(name, slug, label, frozenset(columns), entries)


def official_rows(table: OfficialTable, first: int = 4) -> tuple[TableRow, ...]:
    """The rows of an official table as recognition gives them; `first` is the row number of the first."""
    return tuple(_official_row(table.columns, words, row) for row, words in enumerate(table.rows, first))


def _official_row(columns: Sequence[Column], words: Sequence[str], row: int) -> TableRow:
    cells: dict[OfficialColumn, tuple[SourceCell, ...]] = {}
    extra: dict[str, SourceCell] = {}
    for number, (column, written) in enumerate(zip(columns, words, strict=True), 1):
        if column.id == "note":
            extra[_NOTE] = SourceCell(row, number, written, written)
            continue
        official, option = _TICK_COLUMNS.get(column.id, (None, None))
        official = official or OfficialColumn(column.id)  # type: ignore[call-arg]
        made = [SourceCell(row, number, written, TICK if option and written else written, option)]
        if option and written not in {"", TICK}:
            made.append(SourceCell(row, number, written, written))
        cells[official] = (*cells.get(official, ()), *made)
    return TableRow(row, cells, extra)


def entry_of(draft: Draft, catalogue: Catalogue | None) -> Entry:
    """A row as an entry."""
    note = draft.row.extra.get(_NOTE)
    cells = {
        "group": _plain([draft.group]),
        "label": _plain([draft.label]),
        "content": _plain(draft.content),
        "citations": _citation_pieces(draft.citations),
        "time_limit": _plain([draft.row.words(OfficialColumn.TIME_LIMIT)]),
        "subjects": _subject_pieces(draft),
        "channels": _channel_pieces(draft.channels),
        "audience": _plain(_audience_words(draft.audience)),
        "method": _plain([*(one.label for one in draft.method.method), draft.method.unparsed] if draft.method else ()),
        "levels": _plain([*(one.label for one in draft.levels.levels), draft.levels.unparsed] if draft.levels else ()),
        "note": _plain([note.words if note else ""]),
    }
    return Entry(draft.row.row, draft.code, draft.group, draft.label, cells, _item_key(draft, catalogue))


def _item_key(draft: Draft, catalogue: Catalogue | None) -> str | None:
    """The national item that 事项编码 names, if it is one of the domain."""
    items = catalogue.items if catalogue else ()
    return next((item.key for item in items if item.number == draft.item_number), None)


def _plain(words: Iterable[str]) -> tuple[Piece, ...]:
    """Words whose key is their normal form."""
    return tuple(Piece(one.strip(), normalise(one)) for one in words if one.strip())


def _citation_pieces(cell: CitationCell | None) -> tuple[Piece, ...]:
    if cell is None:
        return ()
    return (*map(_citation_piece, cell.citations), *_plain(cell.unparsed.split("；")))


def _citation_piece(citation: Citation) -> Piece:
    parts = (title_key(citation.title), citation.document_number, *citation.articles, citation.remark)
    return Piece(citation.text, "|".join(part or "" for part in parts))


def _subject_pieces(draft: Draft) -> tuple[Piece, ...]:
    cell = draft.subjects
    return _plain([*(one.text for one in cell.subjects), *cell.unparsed.split("；")]) if cell else ()


def _channel_pieces(cell: ChannelCell | None) -> tuple[Piece, ...]:
    """Channels by their official names with their boxes; without boxes where the cell has none."""
    if cell is None:
        return ()
    boxes: Mapping[bool, str] = {True: "■", False: "□"} if cell.boxed else {True: "", False: ""}
    known = [(boxes[True], one) for one in cell.required] + [(boxes[False], one) for one in cell.optional]
    return _plain([*(f"{box}{BY_ID[one].label}" for box, one in known), *cell.unparsed.split("；")])


def _audience_words(cell: AudienceCell | None) -> list[str]:
    if cell is None:
        return []
    words = [one.label for one in cell.audience if one is not Audience.GROUP or not cell.group]
    return [*words, *([f"{Audience.GROUP.label}（{cell.group}）"] if cell.group else []), cell.unparsed]
