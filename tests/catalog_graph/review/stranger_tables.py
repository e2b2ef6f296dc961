"""Tables as somebody who never saw the form might send them, made cell by cell.

Owns: the bytes of each. Must not: hold expectations.
"""

from __future__ import annotations

from tests.catalog_graph.review.made_files import (
    BASIS,
    CHANNELS,
    CONTENT,
    GROUP,
    LABEL,
    LEGAL,
    LIMIT,
    RELIEF,
    SOCIAL,
    SUBJECT,
    Row,
    as_csv,
    as_docx,
    as_html,
    as_xlsx,
    changed,
    rows_of,
)


def two_on_a_sheet() -> bytes:
    """Two catalogues one below the other, each with its title, empty rows and a note between."""
    return as_xlsx([*rows_of(SOCIAL), [""], ["注：本表由县民政局负责解释。"], [""], *rows_of(RELIEF)])


def three_rows_of_headings() -> bytes:
    """A row over the headings, merged; groups, basis and channels merged over the rows that share them."""
    title, first, second, *rows = rows_of(SOCIAL)
    top = ["××县基层政务公开标准目录（2024年版）"] + [""] * (len(first) - 1)
    table = [top, title, first, second, *rows]
    merges = [
        "A1:O1",
        "A2:O2",
        "A3:A4",
        "B3:C3",
        "D3:D4",
        "E3:E4",
        "F3:F4",
        "G3:G4",
        "H3:H4",
        "I3:J3",
        "K3:L3",
        "M3:O3",
    ]
    for column in (GROUP, BASIS, CHANNELS):
        start = 0
        for place in range(1, len(rows) + 1):
            if place < len(rows) and rows[place][column] == rows[start][column]:
                continue
            if place - start > 1:
                letter = "ABCDEFGHIJ"[column]
                merges.append(f"{letter}{start + 5}:{letter}{place + 4}")
            start = place
    return as_xlsx(table, merges)


def cut_by_pages() -> bytes:
    """A Word table that became three at page breaks: the second with the headings again, the third without."""
    rows = rows_of(SOCIAL)
    return as_docx(rows[:7], [*rows[1:3], *rows[7:11]], rows[11:])


def cut_within_a_title() -> bytes:
    """A page break within the title of a law: its rest stands in a row of its own."""
    rows = rows_of(SOCIAL)
    whole = rows[5][BASIS]
    at = whole.index("》") - 4
    rows[5][BASIS] = whole[:at]
    rest = [""] * len(rows[5])
    rest[BASIS] = whole[at:]
    return as_docx([*rows[:6], rest, *rows[6:]])


def items_in_content() -> bytes:
    """No second heading: the items of a group are listed in its content, one row a group."""
    lines = [
        ["社会救助领域基层政务公开标准目录"],
        ["序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道"],
    ]
    groups: dict[str, list[Row]] = {}
    for row in rows_of(SOCIAL)[3:]:
        groups.setdefault(row[GROUP], []).append(row)
    for number, (group, members) in enumerate(groups.items(), 1):
        named = "；".join(row[LABEL] for row in members)
        first = members[0]
        lines.append([str(number), group, named, first[BASIS], first[LIMIT], first[SUBJECT], first[CHANNELS]])
    return as_csv(lines)


def mixed_basis() -> bytes:
    """National laws, a province's, and minutes in one cell, parted as it comes."""
    national = "《社会救助暂行办法》(国务院令第649号)第十三条、国发【2012】45号"
    words = f"{national}，《安徽省最低生活保障条例》第八条 2.县政府常务会议纪要"
    return as_csv(changed(rows_of(SOCIAL), r3c4=words))


def drafts_and_articles() -> bytes:
    """A draft law, an article and a point that the law does not have."""
    return as_xlsx(
        changed(
            rows_of(RELIEF),
            r0c4="《政府信息公开条例》（国务院令第711号）第六十条",
            r1c4="《政府信息公开条例》（国务院令第711号）第二十条第（十六）项",
            r2c4="《社会救助法（草案）》",
        )
    )


def marks() -> bytes:
    """Channels marked in six ways, all meaning the website and the mobile channels."""
    ways = ("√政府网站 √两微一端", "☑政府网站 ☑两微一端 ☐政府公报", "（√）政府网站（√）两微一端（ ）政府公报")
    more = ("[x]政府网站 [x]两微一端 [ ]政府公报", "●政府网站 ●两微一端 ○政府公报", "政府网站√ 两微一端√ 政府公报×")
    rows = rows_of(RELIEF, 1, 2, 3, 4, 5, 6)
    base = "\n■公开查阅点\n■政务服务中心\n■广播电视\n■纸质媒体"
    for row in rows[3:]:
        row[CHANNELS] = "■政府网站\n■两微一端" + base
    marked = [(ways + more)[n] for n in range(6)]
    for row, way in zip(rows[3:], marked, strict=True):
        sign = {"√": "√{}", "☑": "☑{}", "（": "（√）{}", "[": "[x]{}", "●": "●{}", "政": "{}√"}[way[0]]
        row[CHANNELS] = way + " " + " ".join(sign.format(word[1:]) for word in base.split("\n") if word)
    return as_docx(rows)


def dragged() -> bytes:
    """A document number and an amount pulled down: each row's is one more."""
    rows = rows_of(SOCIAL)
    for n in range(4):
        rows[4 + n][BASIS] = f"《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕{45 + n}号）"
    return as_xlsx(rows)


def own_words() -> bytes:
    """Headings in the office's own words, semicolons between cells, a total and a note at the end."""
    _, first, second, *rows = rows_of(LEGAL)
    heads = {
        "序号": "编号",
        "公开内容（要素）": "主要内容",
        "公开主体": "责任单位",
        "公开渠道和载体": "公布平台",
        "公开时限": "公布时间",
        "公开依据": "文件依据",
    }
    first = [heads.get(cell, cell) for cell in first]
    end = ["合计", "", f"{len(rows)}项"] + [""] * (len(first) - 3)
    return as_csv([first, second, *rows, end, ["填表人：张某", "审核人：李某"]], delimiter=";", encoding="gb18030")


def of_a_portal() -> bytes:
    """A page of a portal: channels as a list in their cell, non-breaking spaces, headings again after five rows."""
    rows = rows_of(RELIEF)
    return as_html([*rows[:8], *rows[1:3], *rows[8:]], list_in=CHANNELS)


def strange_rows() -> bytes:
    """Three rows of another domain pasted into a table, a hidden row, and a row that says it is struck."""
    rows = rows_of(SOCIAL)
    pasted = rows_of(RELIEF, 9, 14, 15)[3:]
    rows[8:8] = pasted
    return as_xlsx(rows, hidden=[6])


def side_by_side(gap: int) -> bytes:
    """Two catalogues beside each other, with an empty column between or none."""
    left, right = rows_of(SOCIAL), rows_of(RELIEF)
    nothing = [""] * len(left[0])
    height = max(len(left), len(right))
    left += [nothing] * (height - len(left))
    right += [nothing] * (height - len(right))
    return as_xlsx([one + [""] * gap + other for one, other in zip(left, right, strict=True)])


def unit_in_the_heading() -> bytes:
    """公开时限 in numbers alone, their unit in the heading; one of them too long."""
    rows = rows_of(RELIEF, 1, 2, 3, 4)
    rows[1][LIMIT] = "公开时限（单位：个工作日）"
    for row in rows[3:]:
        row[LIMIT] = "20"
    return as_csv(changed(rows, r1c5="30"))


def broken_lines() -> bytes:
    """Line breaks after every few characters, wherever they fall."""
    rows = rows_of(SOCIAL)
    for row in rows[3:]:
        row[BASIS] = row[BASIS].replace("《", "《\n", 1)
        row[LIMIT] = "\n".join(row[LIMIT][at : at + 4] for at in range(0, len(row[LIMIT]), 4))
        row[SUBJECT] = "\n".join(row[SUBJECT][at : at + 3] for at in range(0, len(row[SUBJECT]), 3))
    return as_xlsx(rows)


def linked_channels() -> bytes:
    """Channels in words, linked by 及 and named by where they are."""
    rows = rows_of(RELIEF, 1, 2)
    words = "线上：政府网站、两微一端；线下：公开查阅点、政务服务中心"
    return as_csv(changed(rows, r0c7=words, r1c7="网站及微信公众号、查阅点与政务服务中心"))


def two_rows_an_item() -> bytes:
    """The first element of content in the item's row, the others in a row below."""
    out = rows_of(SOCIAL)[:3]
    for row in rows_of(SOCIAL)[3:]:
        first, _, rest = row[CONTENT].partition("\n")
        out.append([*row[:CONTENT], first, *row[CONTENT + 1 :]])
        if rest:
            out.append([""] * CONTENT + [rest] + [""] * (len(row) - CONTENT - 1))
    return as_csv(out)


def ditto_marks() -> bytes:
    """What a cell shares with the one above as 同上, 〃 and the like."""
    rows, plain = rows_of(SOCIAL), rows_of(SOCIAL)
    signs = ("同上", "〃", '"', "″")
    for n in range(4, len(rows)):
        for column in (GROUP, BASIS, LIMIT, SUBJECT, CHANNELS):
            if plain[n][column] == plain[n - 1][column]:
                rows[n][column] = signs[n % 4]
    return as_xlsx(rows)


def a_column_a_channel() -> bytes:
    """A column of boxes for each channel."""
    title, first, second, *rows = rows_of(SOCIAL)
    names = list(dict.fromkeys(line[1:] for row in rows for line in row[CHANNELS].split("\n") if line))
    heads = [first[:CHANNELS] + ["公开渠道和载体"] + [""] * (len(names) - 1) + first[CHANNELS + 1 :]]
    heads.append(second[:CHANNELS] + names + second[CHANNELS + 1 :])
    out = [title[:CHANNELS] + [""] * len(names) + title[CHANNELS + 1 :], *heads]
    for row in rows:
        box = {line[1:]: line[0] for line in row[CHANNELS].split("\n") if line}
        out.append(row[:CHANNELS] + [box.get(name, "") for name in names] + row[CHANNELS + 1 :])
    return as_xlsx(out)


def words_for_ticks() -> bytes:
    """是 and 否 for ticks, items numbered in their words, formulas that only hold text."""
    rows = rows_of(SOCIAL)
    for row in rows[3:]:
        row[0], row[LABEL] = f'="{row[0]}"', f"（{row[0]}）{row[LABEL]}"
        row[8:] = ["是" if cell == "√" else cell or "否" for cell in row[8:]]
    return as_csv(rows, delimiter="\t", encoding="utf-16")
