"""The official form (基层政务公开标准目录) as values: its headings, and the words of every cell.

Owns: columns and their two-row header, how each part of an item is worded in its cell, titles, which cells are one.
Must not: know a file format, or touch disk.

What the official columns cannot hold stands in a last column 备注, shown only where a table needs it: which kind of
committee an item is for, and from or until when it holds. Everything else of an item has its official column:
several limits and a saving clause are part of the words of 公开时限, the name of a group stands in 特定群体.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalog_graph.model.channels import BY_ID, CHANNELS
from catalog_graph.model.codes import Audience, Level, Method
from catalog_graph.model.origin_codes import RowOrigin
from catalog_graph.model.values import Catalogue, Dataset, Item

TICK, REQUIRED, OPTIONAL = "√", "■", "□"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: id, the two lines of its heading ("" above: the heading spans both rows), width in characters.

    `centred` columns hold a number, a tick or a code.
    """

    id: str
    above: str
    heading: str
    width: int
    centred: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("number", "", "序号", 6, centred=True),
    Column("group", "公开事项", "一级事项", 10, centred=True),
    Column("label", "公开事项", "二级事项", 12, centred=True),
    Column("content", "", "公开内容（要素）", 27),
    Column("citations", "", "公开依据", 27),
    Column("time_limit", "", "公开时限", 17),
    Column("subjects", "", "公开主体", 14),
    Column("channels", "", "公开渠道和载体", 24),
    Column("public", "公开对象", "全社会", 7, centred=True),
    Column("audience_group", "公开对象", "特定群体", 10, centred=True),
    Column("proactive", "公开方式", "主动", 6, centred=True),
    Column("on_request", "公开方式", "依申请", 7, centred=True),
    Column("county", "公开层级", "县级", 6, centred=True),
    Column("township", "公开层级", "乡级", 6, centred=True),
    Column("village", "公开层级", "村级", 6, centred=True),
)
NOTE = Column("note", "", "备注", 11)
CODE = Column("code", "", "事项编码", 10, centred=True)
DOMAIN = Column("domain", "", "试点领域", 14)


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """One catalogue in the official form; `rows` hold the words of each column, lines parted by line breaks."""

    number: str
    slug: str
    label: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        """A name for a sheet: number and domain."""
        return f"{self.number}{self.label}"

    def heading_rows(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The two rows of the header; a cell that another covers is empty."""
        first = [column.above or column.heading for column in self.columns]
        covered = {i for i in range(1, len(first)) if self.columns[i].above and first[i] == first[i - 1]}
        upper = tuple("" if i in covered else words for i, words in enumerate(first))
        return upper, tuple(column.heading if column.above else "" for column in self.columns)

    def heading_spans(self) -> tuple[tuple[int, int], ...]:
        """Columns of the upper header row that are one cell: first column (from 0) and how many."""
        starts = [i for i, words in enumerate(self.heading_rows()[0]) if words]
        ends = [*starts[1:], len(self.columns)]
        return tuple((start, end - start) for start, end in zip(starts, ends, strict=True))

    def position(self, column: str) -> int:
        """Where the column of an id stands, from 0."""
        return [known.id for known in self.columns].index(column)

    def cells(self) -> Iterator[list[tuple[Column, str, int]]]:
        """Each row's cells: column, words, and how many rows it covers; 0 where the cell above covers it."""
        spans = dict(self.group_spans())
        for index, row in enumerate(self.rows):
            cells = zip(self.columns, row, strict=True)
            yield [(column, words, spans.get(index, 0) if column.id == "group" else 1) for column, words in cells]

    def group_spans(self) -> tuple[tuple[int, int], ...]:
        """Rows whose 一级事项 is one cell: first row (from 0) and how many."""
        spans: list[tuple[int, int]] = []
        column = self.position("group")
        for index, row in enumerate(self.rows):
            if spans and row[column] and row[column] == self.rows[index - 1][column]:
                spans[-1] = (spans[-1][0], spans[-1][1] + 1)
            else:
                spans.append((index, 1))
        return tuple(spans)


def official_table(dataset: Dataset, catalogue: Catalogue) -> OfficialTable:
    """A catalogue in the official form. An unknown cell is empty, never filled with a guess."""
    noted = any(note_words(item) for item in catalogue.items)
    columns = (*COLUMNS, *((NOTE,) if noted else ()), CODE)
    rows = []
    for number, item in enumerate(catalogue.items, 1):
        words = {"number": str(number), "code": item_code(catalogue, item), **cell_words(dataset, item)}
        rows.append(tuple(words[column.id] for column in columns))
    return OfficialTable(catalogue.number, catalogue.slug, catalogue.label, title(catalogue), columns, tuple(rows))


def title(catalogue: Catalogue) -> str:
    """The title above the table; the 27th, on village affairs, is no pilot domain.

    >>> from catalog_graph.tables.load import load_dataset
    >>> title(load_dataset().catalogues["social-assistance"])
    '社会救助领域基层政务公开标准目录'
    """
    return f"{catalogue.label}{'领域基层政务公开标准目录' if catalogue.pilot else '标准目录'}"


def item_code(catalogue: Catalogue, item: Item) -> str:
    """The code in the last column: two digits of the domain, three of the item, as text; L marks a local addition."""
    return f"{catalogue.number}{'L' if item.place else ''}{item.number:03d}"


def cell_words(dataset: Dataset, item: Item) -> dict[str, str]:
    """The words of each official cell of an item by column id, without its number and code."""
    return {
        "group": item.group,
        "label": item.label,
        # The ； says where an element ends; a line break alone may be an office's own wrapping of one.
        "content": "；\n".join(item.content),
        "citations": "\n".join(citation_lines(dataset, item)),
        "time_limit": item.time_limit.text if item.time_limit else "",
        "subjects": "\n".join(dataset.roles[role].label for role in item.subjects),
        "channels": "\n".join(channel_lines(item.required_channels, item.optional_channels)),
        "public": _tick(Audience.PUBLIC in item.audience),
        "audience_group": item.audience_group or _tick(Audience.GROUP in item.audience),
        "proactive": _tick(Method.PROACTIVE in item.method),
        "on_request": _tick(Method.ON_REQUEST in item.method),
        **{level.value: _tick(level in item.levels) for level in (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)},
        "note": note_words(item),
    }


def _tick(chosen: bool) -> str:
    return TICK if chosen else ""


def citation_lines(dataset: Dataset, item: Item) -> list[str]:
    """One line per law: 《title》（number）articles; articles of one law that follow each other share the line."""
    lines: list[str] = []
    previous = None
    for cited in item.citations:
        if cited.law == previous and cited.article:
            lines[-1] += f"、{cited.article}"
            continue
        lines.append(f"{dataset.laws[cited.law].citation}{cited.article or ''}")
        previous = cited.law if cited.article else None
    return lines


def channel_lines(required: Iterable[str], optional: Iterable[str]) -> list[str]:
    """One line per channel with its box, in the order of the official form.

    >>> channel_lines(["reading-point", "website"], ["gazette"])
    ['■政府网站', '□政府公报', '■公开查阅点']
    """
    must, may = set(required), set(optional)
    chosen = [channel for channel in CHANNELS if channel.id in must | may]
    return [f"{REQUIRED if channel.id in must else OPTIONAL}{BY_ID[channel.id].label}" for channel in chosen]


def note_words(item: Item) -> str:
    """What the official columns cannot hold: a row by statute, the kind of committee, the days of validity."""
    notes = ["各表未见，依法列入"] if item.row_origin is RowOrigin.STATUTE else []
    notes += [f"适用于{item.village_kind.label}"] if item.village_kind else []
    notes += [f"自{_day(item.valid_from)}起施行"] if item.valid_from else []
    notes += [f"{_day(item.valid_to)}后不再公开"] if item.valid_to else []
    return "；".join(notes)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def one_table(tables: Sequence[OfficialTable]) -> OfficialTable:
    """Several catalogues below one header, the domain in a column of its own: the form for CSV."""
    noted = any(NOTE in table.columns for table in tables)
    columns = (DOMAIN, *COLUMNS, *((NOTE,) if noted else ()), CODE)
    rows = []
    for table in tables:
        for row in table.rows:
            words = dict(zip((column.id for column in table.columns), row, strict=True)) | {"domain": table.label}
            rows.append(tuple(words.get(column.id, "") for column in columns))
    return OfficialTable("", "all", "", "基层政务公开标准目录", columns, tuple(rows))
