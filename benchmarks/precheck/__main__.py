"""`python -m benchmarks.precheck [SEED]`: seeds faults into clean tables, and counts those found and those invented.

Owns: the tables, the classes, the report. Must not: know how a fault is found.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable

from benchmarks.precheck.numbers import bank_card, identity
from catalog_graph.intake.grid import Document, Format, Grid
from catalog_graph.records.precheck.scan import faults

HEADINGS = (
    "序号", "姓名", "身份证号", "所在村（社区）", "住址", "救助金额（元）", "发放日期", "银行账号", "联系电话",
    "致贫原因", "咨询电话", "网址", "文号", "备注",
)  # fmt: skip
PER_CLASS, CLEAN_ROWS = 250, 2_000
_ROADS = ("人民路", "解放街", "汴河中路", "健康巷", "淮海大道", "银河一路")
_VILLAGES = ("李庄村", "王楼村", "灵璧社区", "大店居委会", "三里湾村", "沱河社区")
_FIRST = ("34130219", "11010819", "44010619", "51010720", "65010219")
_ILL = ("因病致贫", "因残致贫", "肢体残疾二级", "尿毒症", "留守儿童", "精神障碍", "未成年", "肺癌")
_OFFICES = ("国办发", "皖政办", "民发", "宿政秘", "财农")
_BROKEN, _PRIVATE = ("http:/a.gov.cn/", "http//b.gov.cn/", "https://c/"), ("10.0", "192.168", "172.16")
_NO_DAYS, _CREDIT = ("2月30", "4月31", "13月1", "6月31"), "统一社会信用代码11341302003241234X"
Make = Callable[[random.Random], str]


def _digits(draw: random.Random, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))


def _day(draw: random.Random) -> str:
    return f"{draw.randint(1, 12):02}{draw.randint(1, 28):02}"


def _identity(draw: random.Random) -> str:
    first = draw.choice(_FIRST)
    year = f"{draw.randint(50, 99)}" if first.endswith("19") else f"{draw.randint(0, 9):02}"
    return identity(first + year + _day(draw) + _digits(draw, 3))


def _old(draw: random.Random) -> str:
    return draw.choice(_FIRST)[:6] + f"{draw.randint(30, 80)}" + _day(draw) + _digits(draw, 3)


def _card(draw: random.Random) -> str:
    number = bank_card("62" + _digits(draw, draw.choice((13, 16))))
    spaced = " ".join(number[start : start + 4] for start in range(0, len(number), 4))
    return draw.choice((number, spaced)) if len(number) in {16, 19} else number


def _mobile(draw: random.Random) -> str:
    number = f"1{draw.choice('3456789')}{_digits(draw, 9)}"
    return draw.choice((number, f"{number[:3]}-{number[3:7]}-{number[7:]}", f"{number[:3]} {number[3:7]} {number[7:]}"))


def _door(draw: random.Random) -> str:
    road, village = draw.choice(_ROADS), draw.choice(_VILLAGES)
    flat = f"{draw.randint(1, 30)}号楼{draw.randint(1, 6)}单元{draw.randint(101, 1802)}室"
    block = f"{draw.randint(1, 30)}栋{draw.randint(101, 1802)}室"
    group = f"{draw.randint(1, 9)}组{draw.randint(1, 99)}号"
    return draw.choice((f"符离镇{road}{flat}", f"埇桥区{road}{block}", f"{village}{group}"))


def _number(draw: random.Random) -> str:
    year, serial = draw.randint(2005, 2026), draw.randint(1, 300)
    form = draw.choice(("[{}]{}号", "({}){}号", "（{}）{}号", "【{}】{}号", "〔{}〕第{}号"))
    return draw.choice(_OFFICES) + form.format(year, serial)


CLASSES: dict[str, tuple[str, str, Make]] = {
    "identity": ("身份证号", "GK-PRE-001", _identity),
    "identity-in-words": ("备注", "GK-PRE-001", lambda draw: f"经核对，{_identity(draw)}符合条件"),
    "identity-old": ("身份证号", "GK-PRE-002", _old),
    "bank-card": ("银行账号", "GK-PRE-003", _card),
    "mobile": ("联系电话", "GK-PRE-004", _mobile),
    "door": ("住址", "GK-PRE-005", _door),
    "beside-a-name": ("致贫原因", "GK-PRE-006", lambda draw: draw.choice(_ILL)),
    "link": ("网址", "GK-PRE-101", lambda draw: draw.choice(_BROKEN) + _digits(draw, 3)),
    "private-link": ("网址", "GK-PRE-102", lambda draw: f"http://{draw.choice(_PRIVATE)}.1.{draw.randint(1, 250)}/a"),
    "telephone": ("咨询电话", "GK-PRE-111", lambda draw: f"0557-{_digits(draw, draw.choice((5, 6, 9)))}"),
    "document-number": ("文号", "GK-PRE-121", _number),
    "day": ("发放日期", "GK-PRE-131", lambda draw: f"{draw.randint(2018, 2026)}年{draw.choice(_NO_DAYS)}日"),
}  # fmt: skip


def clean_row(draw: random.Random, number: int) -> list[str]:
    """A row as it may be published: masked numbers, places down to the village, office telephones."""
    identity_ = _identity(draw)
    card = _card(draw).replace(" ", "")
    return [
        str(number),
        draw.choice("张王李赵陈刘") + draw.choice(("某", "某某", "*", "**", "建国", "桂英")),
        identity_[:6] + "********" + identity_[-4:],
        draw.choice(_VILLAGES),
        f"符离镇{draw.choice(_VILLAGES)}",
        f"{draw.randint(200, 90000)}.{_digits(draw, 2)}",
        f"{draw.randint(2018, 2026)}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日",
        "*" * 12 + card[-4:],
        f"1{draw.choice('3589')}{draw.randint(0, 9)}****{_digits(draw, 4)}",
        draw.choice(("", "无", "/")),
        f"0557-{draw.randint(2000000, 8999999)}",
        f"https://www.ahsz.gov.cn/zwgk/{_digits(draw, 8)}.html",
        f"{draw.choice(_OFFICES)}〔{draw.randint(2005, 2026)}〕{draw.randint(1, 300)}号",
        draw.choice(("", "已公示7天", f"批次{_digits(draw, 6)}", f"项目编号{_digits(draw, 17)}", _CREDIT)),
    ]


def measured(seed: int) -> tuple[dict[str, int], int, int, Counter[str]]:
    """Faults found by class, cells of clean tables, false alarms in them, and these by rule."""
    draw, found_ = random.Random(seed), {}  # noqa: S311 - made-up tables
    for name, (heading, rule, make) in CLASSES.items():
        place = HEADINGS.index(heading)
        rows = [clean_row(draw, number) for number in range(PER_CLASS)]
        for row in rows:
            row[place] = make(draw)
            row[1] = draw.choice("张王李赵陈刘") + draw.choice(("建国", "桂英", "强"))
        hits = {(each.row, each.column) for each in _faults(rows) if each.hit.rule.code == rule}
        found_[name] = sum((number, place + 1) in hits for number in range(2, PER_CLASS + 2))
    clean = [clean_row(draw, number) for number in range(CLEAN_ROWS)]
    invented = Counter(each.hit.rule.code for each in _faults(clean))
    return found_, CLEAN_ROWS * len(HEADINGS), sum(invented.values()), invented


def _faults(rows: list[list[str]]):  # type: ignore[no-untyped-def]
    grid = Grid("名单", (HEADINGS, *map(tuple, rows)))
    return faults(Document(Format.XLSX, (grid,)), {})


def main() -> None:
    """Measure and print."""
    found_, cells, invented, rules = measured(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    for name, count in found_.items():
        print(f"{name:20} {count}/{PER_CLASS}  {count / PER_CLASS:.1%}")
    total = sum(found_.values())
    print(f"found {total} of {PER_CLASS * len(found_)}: {total / PER_CLASS / len(found_):.2%}")
    print(f"false alarms {invented} in {cells:,} clean cells: {1000 * invented / cells:.2f} in 1,000  {dict(rules)}")


if __name__ == "__main__":
    main()
