"""Faults in 公开依据.

Owns: laws out of force, misquoted, dropped or dragged. Must not: ask the validator.

Not seeded, since no register can decide them: a local document that does not exist, a law of the register under
another article where the national item names none, another number of a law (主席令 changes with every revision).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.defects.table import Expected, Spoilt, Table, World, defect, expect, pick
from catalog_graph.laws.index import STALE
from catalog_graph.model.codes import LegalKind, LegalStatus
from catalog_graph.model.numerals import chinese
from catalog_graph.model.values import Item, Law

_COLUMN = "citations"
_LINE = re.compile(r"^《(?P<title>.+)》(?:（(?P<number>[^（）]+号)）)?(?P<articles>第.*)?$")
_WORDS = re.compile(r"[一-鿿]{2}")
_SERIAL = re.compile(r"\d+(?=号)")
_SLIPS = "的及和与管里事中国民工"
_NORMATIVE = (LegalKind.NORMATIVE_DOCUMENT, LegalKind.PARTY_DOCUMENT)
Cited = tuple[int, int, Law, "re.Match[str]"]


def _cited(table: Table, world: World, fits: Callable[[Law, re.Match[str]], object]) -> list[Cited]:
    """Lines that cite a law of the register and fit: row, line, law, parts."""
    lines = []
    for row in table.filled(_COLUMN):
        for at, line in enumerate(table.lines(row, _COLUMN)):
            parts = _LINE.match(line)
            law = world.laws_by_title.get(parts["title"]) if parts else None
            if parts and law and fits(law, parts):
                lines.append((row, at, law, parts))
    return lines


def _relined(table: Table, row: int, at: int, line: str) -> Table:
    lines = table.lines(row, _COLUMN)
    lines[at] = line
    return table.put({(row, _COLUMN): "\n".join(line for line in lines if line)})


def _quoted(law: Law, number: str | None = None) -> str:
    shown = number or law.document_number
    return f"《{law.title}》" + (f"（{shown}）" if shown else "")


def _stale(rng: Random, table: Table, world: World, status: LegalStatus, rule: str) -> Spoilt | None:
    """A law out of force, beside the laws of a row that does not cite it or an edition of it."""
    laws = [law for law in world.dataset.laws.values() if law.status is status]
    row = pick(rng, table.filled(_COLUMN))
    item = table.items[row] if row is not None else None
    if row is None or item is None:
        return None
    theirs = {cited.law for cited in item.citations}
    titles = {world.dataset.laws[key].title for key in theirs}
    law = rng.choice([law for law in laws if law.id not in theirs and law.title not in titles])
    lines = table.lines(row, _COLUMN)
    lines.insert(rng.randint(0, len(lines)), _quoted(law))
    return expect(table.put({(row, _COLUMN): "\n".join(lines)}), rule)


@defect("引用已废止的法规", "GK-BASIS-004")
def repealed(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A repealed law among the bases."""
    return _stale(rng, table, world, LegalStatus.REPEALED, "GK-BASIS-004")


@defect("引用已被替代的文件", "GK-BASIS-005")
def superseded(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A law that another one has taken the place of."""
    return _stale(rng, table, world, LegalStatus.SUPERSEDED, "GK-BASIS-005")


@defect("文件名写错字", "GK-BASIS-007")
def misquoted_title(rng: Random, table: Table, world: World) -> Spoilt | None:
    """One character of a title mistyped, left out, or put before its neighbour.

    The issuer before a title, which offices leave out, and the marks in it are no part of its words.
    """
    lines = _cited(table, world, lambda law, parts: len(law.title) >= 6 and (parts["number"] or len(law.title) >= 10))
    if not lines:
        return None
    row, at, law, parts = rng.choice(lines)
    begin = max(law.title.find("关于"), law.title.find("印发")) + 2
    words = range(max(1, begin), len(law.title) - 2)
    places = [place for place in words if _WORDS.fullmatch(law.title[place : place + 2])]
    if not places:
        return None
    place = rng.choice(places)
    first, second = law.title[place], law.title[place + 1]
    slip = rng.choice([char for char in _SLIPS if char not in (first, second)])
    two = rng.choice([slip + second, second, second + first if first != second else slip + second])
    title = law.title[:place] + two + law.title[place + 2 :]
    line = f"《{title}》" + parts[0].partition("》")[2] if "》" not in law.title else parts[0].replace(law.title, title)
    return expect(_relined(table, row, at, line), "GK-BASIS-007")


@defect("文号写错", "GK-BASIS-008")
def misquoted_number(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Another serial or year."""
    lines = _cited(
        table, world, lambda law, p: p["number"] and law.kind is not LegalKind.LAW and law.status not in STALE
    )
    if not lines:
        return None
    row, at, _, parts = rng.choice(lines)
    number = parts["number"]
    year = re.search(r"(?<=〔)\d{4}", number)
    if year and rng.random() < 0.5:
        wrong = number.replace(year[0], str(int(year[0]) + rng.choice([-2, -1, 1, 2])))
    else:
        wrong = _SERIAL.sub(lambda m: str(int(m[0]) + rng.choice([1, 2, 10, 100])), number)
    return expect(_relined(table, row, at, parts[0].replace(number, wrong)), "GK-BASIS-008")


@defect("引用旧版条例文号", "GK-BASIS-008")
def old_edition(rng: Random, table: Table, world: World) -> Spoilt | None:
    """政府信息公开条例 with the number of its edition of 2007."""
    lines = _cited(table, world, lambda law, parts: parts["number"] == "国务院令第711号")
    if not lines:
        return None
    row, at, _, parts = rng.choice(lines)
    changed = _relined(table, row, at, parts[0].replace("711", "492"))
    return expect(changed, "GK-BASIS-005", "GK-BASIS-008")


@defect("文件没有写文号", "GK-BASIS-009")
def missing_number(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A normative document by its title alone."""
    lines = _cited(table, world, lambda law, parts: parts["number"] and law.kind in _NORMATIVE)
    if not lines:
        return None
    row, at, _, parts = rng.choice(lines)
    return expect(_relined(table, row, at, parts[0].replace(f"（{parts['number']}）", "")), "GK-BASIS-009")


@defect("漏引国家目录的依据", "GK-BASIS-010")
def dropped(rng: Random, table: Table, world: World) -> Spoilt | None:
    """One of several bases struck out, one that is still in force: another is not missed."""
    standing = _cited(table, world, lambda law, _: law if law.status not in STALE else None)
    lines = [one for one in standing if len(table.lines(one[0], _COLUMN)) > 1]
    once = [one for one in lines if table.words(one[0], _COLUMN).count(f"《{one[2].title}》") == 1]
    if not once:
        return None
    row, at, _, _ = rng.choice(once)
    return expect(_relined(table, row, at, ""), "GK-BASIS-010")


@defect("条款不存在", "GK-BASIS-012")
def impossible_article(rng: Random, table: Table, world: World) -> Spoilt | None:
    """第零条, 第两千条."""
    lines = _cited(table, world, lambda law, _: law)
    if not lines:
        return None
    row, at, _, parts = rng.choice(lines)
    article = rng.choice(
        ["第0条", "第零条", f"第{rng.randint(1300, 9000)}条", f"第{chinese(rng.randint(1300, 9000))}条"]
    )
    line = parts[0].removesuffix(parts["articles"] or "") + article
    return expect(_relined(table, row, at, line), "GK-BASIS-012", also="GK-BASIS-013")


@defect("条款写成别条", "GK-BASIS-013")
def other_article(rng: Random, table: Table, world: World) -> Spoilt | None:
    """One article for another."""
    lines = _cited(table, world, lambda law, parts: re.fullmatch(r"第[^条、]+条", parts["articles"] or ""))
    if not lines:
        return None
    row, at, _, parts = rng.choice(lines)
    article = rng.choice([f"第{chinese(n)}条" for n in range(2, 60) if f"第{chinese(n)}条" != parts["articles"]])
    changed = _relined(table, row, at, parts[0].removesuffix(parts["articles"]) + article)
    return expect(changed, "GK-BASIS-013", also="GK-BASIS-012")


@defect("草案作依据", "GK-BASIS-014")
def draft(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A law as it was put out for comment."""
    lines = _cited(table, world, lambda law, parts: not parts["number"])
    if not lines:
        return None
    row, at, law, parts = rng.choice(lines)
    stage = rng.choice(["草案", "征求意见稿", "草案征求意见稿", "送审稿"])
    line = f"《{law.title}（{stage}）》" + (parts["articles"] or "")
    return expect(_relined(table, row, at, line), "GK-BASIS-014", also="GK-BASIS-010")


@defect("依据写成旧版本", "GK-BASIS-015")
def older_revision(rng: Random, table: Table, world: World) -> Spoilt | None:
    """The year of an earlier revision behind a law whose present one is known."""
    lines = _cited(table, world, lambda law, parts: law.articles and law.articles.year and not parts["number"])
    lines = [line for line in lines if line[2].status not in STALE]
    if not lines:
        return None
    row, at, law, parts = rng.choice(lines)
    year = (law.articles.year if law.articles else 0) - rng.randint(1, 9)
    line = f"《{law.title}》（{year}年{rng.choice(['修订', '修正', '修正案', '公布'])}）" + (parts["articles"] or "")
    return expect(_relined(table, row, at, line), "GK-BASIS-015")


@defect("依据是不知名的文件", "GK-BASIS-003")
def unknown(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A document that is in no register of ours."""
    row = pick(rng, table.filled(_COLUMN))
    if row is None:
        return None
    county = rng.choice(["东山县", "本区", "南河市"])
    about = rng.choice(["冬季清雪工作方案", "窗口考勤规定", "夜间照明补助实施细则", "公务用车登记办法"])
    line = f"《{county}{about}》（{rng.choice('东南本')}政办〔{rng.randint(2015, 2024)}〕{rng.randint(1, 90)}号）"
    lines = table.lines(row, _COLUMN)
    lines.insert(rng.randint(0, len(lines)), line)
    return expect(table.put({(row, _COLUMN): "\n".join(lines)}), "GK-BASIS-003")


@defect("依据看不出文件", "GK-BASIS-002")
def unread(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Words that name no document."""
    row = pick(rng, table.filled(_COLUMN))
    words = rng.choice(["按有关规定执行", "上级文件", "相关法律法规", "三定方案", "工作需要", "领导批示", "有关政策"])
    spoilt = (
        expect(table.put({(row, _COLUMN): words}), "GK-BASIS-002", also="GK-BASIS-010") if row is not None else None
    )
    return spoilt


@defect("文号下拉递增", "GK-BASIS-011")
def dragged(rng: Random, table: Table, world: World) -> Spoilt | None:
    """One citation pulled down over three to six rows: the number grows by one from row to row."""
    lines = _cited(table, world, lambda _, parts: parts["number"] and _SERIAL.search(parts["number"]))
    height = rng.randint(3, 6)
    begun = [one for one in lines if all(item for item in table.items[one[0] : one[0] + height])]
    begun = [one for one in begun if one[0] + height <= len(table.items)]
    if not begun:
        return None
    first, _, _, parts = rng.choice(begun)

    def pulled(step: int) -> str:
        number = _SERIAL.sub(lambda m: str(int(m[0]) + step), parts["number"])
        return f"《{parts['title']}》（{number}）"

    changed = table.put({(first + step, _COLUMN): pulled(step) for step in range(height)})
    expected = tuple(
        Expected(frozenset({"GK-BASIS-011"}), frozenset({(first + step, _COLUMN)})) for step in range(1, height)
    )
    also = "GK-BASIS-003 GK-BASIS-004 GK-BASIS-005 GK-BASIS-006 GK-BASIS-007 GK-BASIS-008 GK-BASIS-010"
    return Spoilt(changed, expected, frozenset(also.split()))


@defect("公开依据漏填", "GK-BASIS-001")
def empty(rng: Random, table: Table, world: World) -> Spoilt | None:
    """No basis."""
    row = pick(rng, table.rows(lambda row, item: _has_basis(table, row, item)))
    return expect(table.put({(row, _COLUMN): ""}), "GK-BASIS-001") if row is not None else None


def _has_basis(table: Table, row: int, item: Item) -> bool:
    return bool(table.words(row, _COLUMN) and item.citations)
