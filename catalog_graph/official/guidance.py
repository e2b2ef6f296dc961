"""填写说明: how each column of the official table is filled in, with a right and a wrong example.

Owns: the words of the help sheet, and the wordings offered in the template's lists.
Must not: check a table (the rules do), or know a file format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from catalog_graph.laws.index import STALE
from catalog_graph.model.values import Catalogue, Dataset, Law
from catalog_graph.official.layout import cell_words


@dataclass(frozen=True, slots=True)
class ColumnHelp:
    """How one column is filled in."""

    heading: str
    how: str
    right: str
    wrong: str


GUIDANCE: tuple[ColumnHelp, ...] = (
    ColumnHelp("序号", "从1起连续编号。", "1、2、3", "1、2、2、4"),
    ColumnHelp(
        "一级事项",
        "照国家标准目录写；同一个一级事项的各行可以合并单元格，也可以每行都写。",
        "最低生活保障",
        "（空白）",
    ),
    ColumnHelp("二级事项", "照国家标准目录写；本地增加的事项写在最后，名称不要与已有事项重复。", "办事指南", "同上"),
    ColumnHelp(
        "公开内容（要素）",
        "一行写一个要素，行末用“；”，Alt+Enter换行；可以比国家标准目录多，不要少。",
        "办理条件；\n申请材料；\n办理流程",
        "详见附件",
    ),
    ColumnHelp(
        "公开依据",
        "一行写一件：《全称》（文号）第几条。文号用六角括号〔〕。可在下拉列表或“公开依据一览”里挑选。",
        "《中华人民共和国政府信息公开条例》（国务院令第711号）",
        "《政府信息公开条例》（国务院令第492号）",
    ),
    ColumnHelp(
        "公开时限",
        "写明从什么时候起、多少个工作日内；可以比国家标准目录短，不要长。",
        "信息形成或变更之日起20个工作日内",
        "20个内",
    ),
    ColumnHelp("公开主体", "一行写一个部门；写本级负责的部门，不写上级。", "县级民政部门", "有关部门"),
    ColumnHelp(
        "公开渠道和载体",
        "一行写一个；必选的前面写■，可选的写□。国家标准目录中■的渠道要保留为■。",
        "■政府网站\n□两微一端",
        "网站等",
    ),
    ColumnHelp(
        "公开对象",
        "面向所有人的在“全社会”栏打√；只面向部分人的在“特定群体”栏写明是哪些人。",
        "特定群体：拟征收土地所在地的村集体成员",
        "特定群体：√（没有写明是谁）",
    ),
    ColumnHelp(
        "公开方式", "在“主动”或“依申请”栏打√。国家标准目录定为主动公开的，不要改为依申请。", "主动：√", "两栏都空着"
    ),
    ColumnHelp("公开层级", "在承担公开义务的层级栏打√，可以打几个。", "县级：√　乡级：√", "全部空着"),
    ColumnHelp("备注", "写其他栏放不下的说明，如只适用于居民委员会、起止日期。可以不填。", "适用于居民委员会", ""),
    ColumnHelp(
        "事项编码", "国家标准目录的事项已填好，请勿改动；本地增加的事项留空。是文本，前面的0不要丢。", "05011", "5011"
    ),
)
STEPS: tuple[str, ...] = (
    "1. 第1张表是官方版式，一级、二级事项已按国家标准目录填好。逐行填写；不适用的事项不要删行，先在备注里写明理由。",
    "2. 带下拉箭头的格子可以挑选；有几项的，挑选后在格子里用Alt+Enter换行再写下一项。打√的栏只能选√或留空。",
    "3. 本地增加的事项写在最后的空行里。不要改动表头，不要插入小计行。",
    "4. 填好后运行 gongkai validate 本文件，逐格列出问题；加 --annotate 结果.xlsx 得到标好问题的同一张表。",
)


def frequent_words(dataset: Dataset, catalogue: Catalogue, column: str, most: int) -> tuple[str, ...]:
    """The wordings of a column that the catalogue uses, most frequent first, then those of all other catalogues."""
    wordings: dict[str, None] = {}
    for items in (catalogue.items, dataset.items()):
        counted = Counter(words for item in items if (words := cell_words(dataset, item)[column]))
        wordings |= dict.fromkeys(sorted(counted, key=lambda words: (-counted[words], words)))
    return tuple(wordings)[:most]


def role_labels(dataset: Dataset, catalogue: Catalogue) -> tuple[str, ...]:
    """Labels of the subjects: those of the catalogue first, then all others."""
    own = dict.fromkeys(role for item in catalogue.items for role in item.subjects)
    return tuple(dataset.roles[role].label for role in dict.fromkeys([*own, *dataset.roles]))


def standing_laws(dataset: Dataset, catalogue: Catalogue) -> tuple[Law, ...]:
    """Laws to cite: those the catalogue cites first, then all others; none known to be repealed or replaced."""
    own = dict.fromkeys(cited.law for item in catalogue.items for cited in item.citations)
    laws = (dataset.laws[law] for law in dict.fromkeys([*own, *dataset.laws]))
    return tuple(law for law in laws if law.status not in STALE)


def groups(catalogue: Catalogue) -> Sequence[str]:
    """The catalogue's 一级事项, in order."""
    return tuple(dict.fromkeys(item.group for item in catalogue.items))
