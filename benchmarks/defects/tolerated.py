"""Habits of layout that are no faults: nothing above 已自动识别 may be said of them.

Owns: columns moved, renamed, added; headers, sections and notes between rows; merged and repeated cells; encodings.
Must not: ask the validator.
"""

from __future__ import annotations

import io
from random import Random
from typing import Any

from benchmarks.defects.local import localised
from benchmarks.defects.people import in_words
from benchmarks.defects.table import Spoilt, Table, World, defect
from catalog_graph.official.layout import CODE, Column

_NAMES = {
    "number": ("编号", "序 号"),
    "group": ("一级\n事项", "Ⅰ级事项", "一级公开事项"),
    "label": ("二级\n事项", "Ⅱ级事项", "二级公开事项"),
    "content": ("公开内容", "公开内容和要素", "公開內容（要素）", "公开要素", "公开内容及要求", "主要内容"),
    "citations": ("法律依据", "公开法律依据", "政策依据", "依据", "公 开 依 据"),
    "time_limit": ("公开时间", "时限", "公开期限", "公开时限要求", "公开\n时限"),
    "subjects": ("责任单位", "责任主体", "公开机构", "信息公开主体", "责任部门"),
    "channels": ("公开渠道", "公开载体", "公开平台", "公开渠道及载体（“■”表示必选，“□”表示可选）", "渠道"),
    "audience_group": ("特定群众", "特定对象", "特定群体（请写明）"),
    "public": ("社会", "社会公众"),
    "on_request": ("依申请公开",),
    "proactive": ("主动公开",),
    "county": ("区级", "县（区）级", "市级", "区本级"),
    "township": ("镇（街）级", "乡镇级", "镇（街道）级", "街道级"),
    "village": ("社区（村）级", "村（居）级", "嘎查级", "村/社区级"),
}
_OWN = ("责任科室", "咨询电话", "五公开", "公开时长", "备注", "联系人", "公开格式", "监督电话", "网站所属栏目")


@defect("栏目换了顺序")
def reordered(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The columns right of the item in another order, those under one heading together."""
    fixed = [column for column in table.official.columns if column.id in ("number", "group", "label")]
    blocks: list[list[Column]] = []
    for column in table.official.columns:
        if column in fixed:
            continue
        if blocks and column.above and blocks[-1][0].above == column.above:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    rng.shuffle(blocks)
    return Spoilt(table.headed([*fixed, *(column for block in blocks for column in block)]))


@defect("栏目换了名称")
def renamed(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Three to seven headings as other counties word them."""
    chosen = set(rng.sample(sorted(_NAMES), rng.randint(3, 7)))
    columns = [
        Column(c.id, c.above, rng.choice(_NAMES[c.id]), c.width) if c.id in chosen else c
        for c in table.official.columns
    ]
    return Spoilt(table.headed(columns))


@defect("增加本地栏目")
def added_columns(rng: Random, table: Table, world: World) -> Spoilt | None:
    """One to three columns of the office's own, anywhere right of the item."""
    columns = list(table.official.columns)
    for number, name in enumerate(rng.sample(_OWN, rng.randint(1, 3))):
        places = [at for at in range(3, len(columns) + 1) if at in (3, len(columns)) or not columns[at].above]
        columns.insert(rng.choice(places), Column(f"own-{number}", "", name, 10))
    return Spoilt(table.headed(columns, lambda row, _: rng.choice(["", "办公室", "12345", "综合股"])))


@defect("没有序号和编码栏")
def without_number(rng: Random, table: Table, world: World) -> Spoilt | None:
    """序号, 事项编码 or both left out."""
    gone = rng.choice([{"number"}, {CODE.id}, {"number", CODE.id}])
    return Spoilt(table.headed([column for column in table.official.columns if column.id not in gone]))


@defect("勾选栏写成一栏文字")
def ticks_in_words(rng: Random, table: Table, world: World) -> Spoilt | None:
    """公开对象、公开方式、公开层级 as words: 全社会, 主动, 县级、乡级."""
    for column in rng.sample(["audience", "method", "levels"], rng.randint(1, 3)):
        table = in_words(table, column)
    return Spoilt(table)


@defect("一栏里画方框")
def boxes_in_a_column(rng: Random, table: Table, world: World) -> Spoilt | None:
    """☑主动 □依申请 in one column, the boxes before the names or behind."""
    box = rng.choice(["{box}{name}", "{box} {name}", "{name}{box}", "{name}（{box}）"])
    for column in rng.sample(["audience", "method", "levels"], rng.randint(1, 3)):
        table = in_words(table, column, box)
    return Spoilt(table)


def _header_words(table: Table) -> tuple[dict[str, str], dict[str, str]]:
    upper, lower = table.official.heading_rows()
    return dict(zip(table.ids, upper, strict=True)), dict(zip(table.ids, lower, strict=True))


@defect("每页重复表头")
def repeated_header(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The two header rows once more between rows, with or without the title over them."""
    upper, lower = _header_words(table)
    at = rng.randint(1, len(table.items))
    spoilt = table.inserted(at, lower).inserted(at, upper)
    if rng.random() < 0.4:
        spoilt = spoilt.inserted(at, {"number": table.official.title})
    return Spoilt(spoilt)


@defect("夹小标题行")
def section_rows(rng: Random, table: Table, world: World) -> Spoilt | None:
    """一、… before each group."""
    firsts = [
        row for row in range(len(table.items)) if row == 0 or table.words(row, "group") != table.words(row - 1, "group")
    ]
    spoilt = table
    for number, row in reversed(list(enumerate(firsts[:10]))):
        words = f"（{'一二三四五六七八九十'[number]}）{table.words(row, 'group')}"
        spoilt = spoilt.inserted(row, {"number": words})
    return Spoilt(spoilt)


@defect("表下有说明")
def notes_below(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Notes, totals and signatures in the last rows."""
    notes = [
        "注：“■”表示必选项，“□”表示可选项。",
        "说明：本目录由政务公开办公室负责解释。",
        f"合计{len(table.items)}项",
        "填表人：张三",
    ]
    spoilt = table
    for note in rng.sample(notes, rng.randint(1, 3)):
        spoilt = spoilt.inserted(len(spoilt.items), {"number": note})
    return Spoilt(spoilt)


@defect("同上")
def ditto(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Cells that say 同上 where they repeat the one above."""
    columns = rng.sample(["citations", "time_limit", "subjects", "channels"], rng.randint(1, 3))
    word = rng.choice(["同上", "〃", "（同上）", "同 上"])
    cells = {
        (row, column): word
        for column in columns
        for row in range(1, len(table.items))
        if table.words(row, column) and table.words(row, column) == table.words(row - 1, column)
    }
    return Spoilt(table.put(cells)) if cells else None


@defect("合并单元格", formats=("xlsx",))
def merged(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Cells of the same words, one below the other, made one cell in the spreadsheet."""
    names = rng.sample(["citations", "time_limit", "subjects", "channels", "content"], rng.randint(1, 3))
    runs: list[tuple[int, int, int]] = []
    for name in names:
        start = 0
        for row in range(1, len(table.items) + 1):
            if row == len(table.items) or table.words(row, name) != table.words(start, name):
                if row - start > 1 and table.words(start, name):
                    runs.append((table.ids.index(name) + 1, start + 4, row + 3))
                start = row

    def edit(content: bytes, _: str) -> bytes:
        from openpyxl import load_workbook  # noqa: PLC0415 - only this class needs it

        book = load_workbook(io.BytesIO(content))
        for column, first, last in runs:
            book.worksheets[0].merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return Spoilt(table, edit=edit) if runs else None


@defect("GB18030编码", formats=("csv",))
def national_encoding(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A CSV file as a Chinese Windows saves it."""
    encoding = rng.choice(["gb18030", "gbk", "utf-16", "utf-8"])

    def edit(content: bytes, _: str) -> bytes:
        return content.decode("utf-8-sig").encode(encoding, "ignore")

    return Spoilt(table, edit=edit)


@defect("编码不一的网页", formats=("html",))
def encoded_page(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A saved page in GB2312 that says so."""

    def edit(content: bytes, _: str) -> bytes:
        return content.decode().replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")

    return Spoilt(table, edit=edit)


@defect("标题不写领域")
def untitled(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A title that names no domain: the rows tell it."""
    return (
        Spoilt(table.titled(rng.choice(["政务公开标准目录", "附件1", "公开事项表"]))) if len(table.items) > 2 else None
    )


@defect("本地单位名称")
def own_offices(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A county in the title, its offices in 公开主体."""
    return Spoilt(localised(table, rng.choice(world.counties), world))


@defect("只列本级事项")
def own_level_only(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A town's table: only rows of its level, and only the column of that level."""
    level = rng.choice(["township", "village"])
    rows = [row for row, item in enumerate(table.items) if item and level in item.levels]
    others = {"county", "township", "village"} - {level}
    left = table.moved(rows).renumbered()
    return Spoilt(left.headed([c for c in left.official.columns if c.id not in others])) if len(rows) > 2 else None


@defect("Word自动编号", formats=("docx",))
def numbered_by_word(rng: Random, table: Table, world: World) -> Spoilt | None:
    """序号, and the entries of 公开内容, numbered by Word: the numbers are in no cell."""
    number, content = table.ids.index("number"), table.ids.index("content")
    shown = rng.choice([("decimal", "%1"), ("decimalZero", "%1"), ("decimal", "%1."), ("chineseCounting", "（%1）")])
    entries = rng.choice([("decimal", "%1."), ("chineseCountingThousand", "（%1）"), ("decimalEnclosedCircle", "%1")])

    def edit(document: bytes, _: str) -> bytes:
        from docx import Document  # noqa: PLC0415 - only this class needs it

        word = Document(io.BytesIO(document))
        lists = word.part.numbering_part.element
        for row in word.tables[0].rows[2:]:
            (first,) = row._tr.tc_lst[number].p_lst
            for run in first.r_lst:
                first.remove(run)
            _into_list(first, _new_list(lists, *shown, at=901))
            lines = row._tr.tc_lst[content].p_lst
            its = _new_list(lists, *entries)
            for line in lines if len(lines) > 1 else ():
                _into_list(line, its)
        stream = io.BytesIO()
        word.save(stream)
        return stream.getvalue()

    return Spoilt(table, edit=edit)


def _new_list(lists: Any, kind: str, text: str, at: int = 0) -> int:
    """A list of Word by its number, made where there is none; `at` 0 makes one of its own."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415

    taken = {int(one.get(qn("w:numId"))) for one in lists.findall(qn("w:num"))}
    number = at or max([1_000, *taken]) + 1
    if number not in taken:
        level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{level}</w:abstractNum>'
        lists.insert(0, parse_xml(abstract))
        of = f'<w:abstractNumId w:val="{number}"/>'
        lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{of}</w:num>'))
    return number


def _into_list(paragraph: Any, number: int) -> None:
    """Put a paragraph into a list."""
    properties = paragraph.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
