"""The local catalogues: local.csv, local/<code>/<slug>.csv.

Owns: their columns and rows as model values, with an error that names what an editor got wrong.
Must not: touch disk, know the code book, or compare a row with the national one (`local`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import COLUMNS, DUTY_LEVELS, Level, Observed
from catalog_graph.model.local import SHARED_CELLS, LocalCatalogue, LocalCitation, LocalKey, LocalRow
from catalog_graph.model.values import Catalogue
from catalog_graph.tables.catalogues import Registers
from catalog_graph.tables.rows import Row, read_rows

CATALOGUES_HEADER = "place,slug,label,edition,title,approver,source,mirror,observed,reviews,note"
ROWS_HEADER = (
    "number,item,group,label,content,citations,time_limit,subjects,bodies,required_channels,optional_channels,audience,"
    "audience_group,method,levels,observed,not_applicable,reason,approver,decided,review_on,reviews,note"
)
_SLUG, _WIDTHS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), (6, 9, 12)
_QUOTED = re.compile(r"《(?P<title>.+)》(?:（(?P<number>[^（）]+)）)?(?P<article>第.+)?")
_STATE = "中华人民共和国"
_time_limit = lru_cache(maxsize=4096)(read_time_limits)


def read_local_catalogues(
    file: str, text: str, catalogues: Mapping[str, Catalogue], sources: Iterable[str]
) -> dict[LocalKey, LocalCatalogue]:
    """The local catalogues without their rows; `catalogues` are the national ones by slug. Raises TableError."""
    known, read = frozenset(sources), dict[LocalKey, LocalCatalogue]()
    for row in read_rows(file, text, CATALOGUES_HEADER):
        local = _catalogue(row, catalogues, known)
        if local.key in read:
            raise row.fail("slug", f"{local.place} 的 {local.slug} 写了两行", "一个地方的一个领域只写一行。")
        read[local.key] = local
    return read


def _catalogue(row: Row, catalogues: Mapping[str, Catalogue], sources: frozenset[str]) -> LocalCatalogue:
    place, slug, label = row.required("place"), row.required("slug"), row.text("label")
    if not (place.isascii() and place.isdigit()) or len(place) not in _WIDTHS:
        hint = "县级6位、乡级9位、村级12位；省和市没有本级目录，公开义务从县级开始。"
        raise row.fail("place", f"“{place[:20]}”不是县、乡、村的代码", hint)
    if slug not in catalogues and not (label and _SLUG.fullmatch(slug)):
        raise row.fail("slug", f"没有领域“{slug[:40]}”", "本地增加的领域另取标识（小写英文），并在 label 写中文名。")
    if slug in catalogues and label:
        raise row.fail("label", f"{slug} 是国家目录的领域，不另写名称", "label 只写本地增加的领域。")
    if row.text("source") and row.cells["source"] not in sources:
        raise row.fail("source", f"sources.csv 中没有“{row.cells['source']}”")
    observed = row.code("observed", Observed)
    if observed not in {Observed.FULL, Observed.PART}:
        raise row.fail("observed", "应写 full（整张表看到）或 part（只看到一部分）")
    return row.values(LocalCatalogue, edition=row.partial_date("edition"), observed=observed, rows=(), by_item={})


def first_days(catalogues: Iterable[Catalogue]) -> dict[str, str]:
    """The day from which each national item is there, by key: its own, else that of its catalogue; unknown left out."""
    items = ((item, catalogue.issued or "") for catalogue in catalogues for item in catalogue.items)
    return {item.key: item.valid_from.isoformat() if item.valid_from else issued for item, issued in items}


def with_rows(
    local: LocalCatalogue,
    file: str,
    text: str,
    items: Iterable[str],
    registers: Registers,
    since: Mapping[str, str],
) -> LocalCatalogue:
    """The catalogue with the rows of its file. Raises TableError.

    `items` are the keys of the national items, `since` the days before which nothing could be decided of them, by key.
    """
    reader = _Rows(local, frozenset(items), registers, since)
    rows = tuple(reader.row(row) for row in read_rows(file, text, ROWS_HEADER))
    return replace(local, rows=rows, by_item={row.item: row for row in rows if row.item})


class _Rows:
    """Reads the rows of one local catalogue, one after another, and remembers what came before."""

    def __init__(
        self, local: LocalCatalogue, items: frozenset[str], registers: Registers, since: Mapping[str, str]
    ) -> None:
        self._local, self._items, self._registers, self._since = local, items, registers, since
        self._titles = registers.law_names
        self._numbers: dict[int, int] = {}
        self._rows: dict[str, int] = {}

    def row(self, row: Row) -> LocalRow:
        """One row. Raises TableError."""
        read = row.values(
            LocalRow,
            item=self._item(row),
            citations=tuple(self._citation(row, part) for part in row.parts("citations")),
            time_limit=_time_limit(words) if (words := row.text("time_limit")) else None,
            subjects=row.references("subjects", self._registers.roles, "公开主体"),
            required_channels=row.references("required_channels", BY_ID, "渠道"),
            optional_channels=row.references("optional_channels", BY_ID, "渠道"),
            levels=_levels(row),
            observed=_observed(row),
        )
        if (before := self._numbers.setdefault(read.number, row.number)) != row.number:
            raise row.fail("number", f"编号 {read.number} 与第{before}行重复")
        _check(row, read)
        first = self._since.get(read.item or "", "")
        if read.decided and read.decided.isoformat() < first:
            raise row.fail("decided", f"决定日期（{read.decided}）早于该事项开始适用的日期（{first}）")
        return read

    def _item(self, row: Row) -> str | None:
        key = row.text("item")
        if key is None:
            return None
        slug = key.partition("/")[0]
        if slug != self._local.slug:
            raise row.fail("item", f"“{key[:60]}”是别的领域的事项", f"这个文件只写 {self._local.slug} 领域的事项。")
        if key not in self._items:
            raise row.fail("item", f"没有事项“{key[:60]}”", f"写成 {slug}/编号，编号不补零；本地增加的事项留空。")
        if (before := self._rows.setdefault(key, row.number)) != row.number:
            raise row.fail("item", f"{key} 与第{before}行是同一事项", "一个国家事项在本级目录中只写一行。")
        return key

    def _citation(self, row: Row, part: str) -> LocalCitation:
        if (quoted := _QUOTED.fullmatch(part)) is not None:
            title, number = quoted["title"], quoted["number"]
            title = title.removeprefix(_STATE)
            law = self._titles.get(title) or self._titles.get(number or "")
            return LocalCitation(law, quoted["article"], title, number)
        law_id, _, article = part.partition("#")
        if law_id not in self._registers.laws:
            raise row.fail("citations", f"laws.csv 中没有“{law_id[:60]}”", "写法规标识，或照原文写《名称》（文号）。")
        return LocalCitation(law_id, article or None)


def _levels(row: Row) -> tuple[Level, ...]:
    levels = row.codes("levels", Level)
    if wrong := [level for level in levels if level not in DUTY_LEVELS]:
        raise row.fail("levels", f"“{wrong[0]}”不是公开层级", "公开层级只有 county、township、village。")
    return levels


def _observed(row: Row) -> dict[str, Observed]:
    """`column=full；column=part` as a mapping."""
    observed: dict[str, Observed] = {}
    for part in row.parts("observed"):
        column, _, word = part.partition("=")
        if column not in COLUMNS and column not in SHARED_CELLS:
            raise row.fail("observed", f"没有栏目“{column[:30]}”", f"栏目为：{'、'.join(COLUMNS)}")
        if word not in {"full", "part"} or column in observed:
            raise row.fail("observed", f"“{part[:40]}”应写成 栏目=full 或 栏目=part，每栏一次")
        observed[column] = Observed(word)  # type: ignore[call-arg]
    return observed


def _check(row: Row, read: LocalRow) -> None:
    """What the cells of a row must be to each other. Raises TableError."""
    for column in (*COLUMNS, "bodies"):
        if row.cells[column] and read.seen(column) is Observed.NOT_VISIBLE:
            raise row.fail("observed", f"“{column}”写了内容，却没有写它是否看到", f"加上 {column}=full 或 =part。")
    if read.item is None and read.not_applicable is not None:
        raise row.fail("not_applicable", "本地增加的事项不能又是不适用", "写明 item，或删去不适用的理由。")
    if read.item is None and read.label is None:
        raise row.fail("label", "本地增加的事项须有名称")
    if read.not_applicable is not None and read.reason is None:
        raise row.fail("reason", "声明不适用的，要写明理由", "写明由谁办理、并入哪一事项，或者依据哪条规定。")
    if read.not_applicable is None and (read.reason or read.review_on):
        raise row.fail(
            "reason" if read.reason else "review_on", "只有声明不适用的才写这一格", "在 not_applicable 写理由的代码。"
        )
    if read.decided and read.review_on and read.review_on < read.decided:
        raise row.fail("review_on", "复核日期早于决定日期")
