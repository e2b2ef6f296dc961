"""catalogues.csv, items, attestations: every kind of bad row is refused where it stands."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.errors import TableError
from catalog_graph.model.channels import CHANNELS
from catalog_graph.model.codes import DUTY_LEVELS, AttestationKind, Audience, Level, Method, ReviewStatus, VillageKind
from catalog_graph.model.values import Attestation, CitedClause, Law, Role, Source
from catalog_graph.tables.catalogues import (
    ATTESTATION_HEADER,
    CATALOGUE_HEADER,
    ITEM_HEADER,
    Registers,
    read_attestations,
    read_catalogues,
    read_items,
)

REGISTERS = Registers(
    laws={"yusuanfa": Law("yusuanfa", "预算法")},
    roles={"county-finance": Role("county-finance", "县级财政部门", Level.COUNTY)},
    sources={"s1": Source("s1", None, None, None, None, None, None, mirror=False, partial=False)},
)
CATALOGUE = dict.fromkeys(CATALOGUE_HEADER.split(","), "") | {
    "number": "08",
    "slug": "fiscal-budget",
    "label": "财政预决算",
    "pilot": "yes",
    "official_rows_kind": "unknown",
}
ITEM = dict.fromkeys(ITEM_HEADER.split(","), "") | {
    "number": "001",
    "position": "1",
    "group": "预算",
    "label": "政府预算",
}
FULL = ITEM | {
    "content": "收入；支出",
    "citations": "yusuanfa#第十四条；yusuanfa",
    "time_limit": "批准后20日内",
    "subjects": "county-finance",
    "required_channels": "website",
    "optional_channels": "gazette；other",
    "audience": "public",
    "method": "proactive；on-request",
    "levels": "county；township",
    "village_kind": "residents",
    "valid_from": "2020-01-01",
    "valid_to": "2025-12-31",
}
SEEN = {
    "item": "1",
    "source": "s1",
    "kind": "catalogue-row",
    "agrees": "label；group",
    "partial": "group",
    "differs": "time_limit=7日",
}


def table(header: str, *rows: dict[str, str]) -> str:
    """A CSV text of rows."""
    columns = header.split(",")
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([columns, *([row[c] for c in columns] for row in rows)])
    return stream.getvalue()


def test_a_full_row_becomes_an_item() -> None:
    attestations = read_attestations("a.csv", table(ATTESTATION_HEADER, SEEN), REGISTERS.sources)
    assert attestations == {
        1: (Attestation(1, "s1", AttestationKind.CATALOGUE_ROW, ("label", "group"), ("group",), {"time_limit": "7日"}),)
    }
    (item,) = read_items("i.csv", table(ITEM_HEADER, FULL), "fiscal-budget", REGISTERS, attestations)
    assert (item.key, item.content) == ("fiscal-budget/1", ("收入", "支出"))
    assert item.citations == (CitedClause("yusuanfa", "第十四条"), CitedClause("yusuanfa"))
    assert item.time_limit is not None
    assert item.time_limit.limits[0].amount == 20
    assert item.audience == (Audience.PUBLIC,)
    assert item.method == (Method.PROACTIVE, Method.ON_REQUEST)
    assert item.levels == (Level.COUNTY, Level.TOWNSHIP)
    assert item.village_kind is VillageKind.RESIDENTS
    assert (item.valid_from, item.valid_to) == (date(2020, 1, 1), date(2025, 12, 31))
    assert item.review_status is ReviewStatus.ATTESTED


def test_an_empty_cell_stays_unknown() -> None:
    (item,) = read_items("i.csv", table(ITEM_HEADER, ITEM), "fiscal-budget", REGISTERS, {})
    assert (item.time_limit, item.audience, item.method, item.levels, item.note) == (None, (), (), (), None)
    assert item.review_status is ReviewStatus.UNATTESTED


def test_items_stand_in_the_order_of_their_positions() -> None:
    rows = [ITEM, ITEM | {"number": "002", "position": "3"}, ITEM | {"number": "003", "position": "2"}]
    items = read_items("i.csv", table(ITEM_HEADER, *rows), "x", REGISTERS, {})
    assert [item.number for item in items] == [1, 3, 2]


@pytest.mark.parametrize(
    ("rows", "line", "column", "problem"),
    [
        ([ITEM | {"number": ""}], 2, "number", "不能为空"),
        ([ITEM | {"number": "一"}], 2, "number", "不是整数"),
        ([ITEM | {"position": ""}], 2, "position", "不能为空"),
        ([ITEM | {"group": ""}], 2, "group", "不能为空"),
        ([ITEM | {"label": ""}], 2, "label", "不能为空"),
        ([ITEM | {"content": "收入；收入"}], 2, "content", "重复项"),
        ([ITEM | {"citations": "minfa"}], 2, "citations", "没有“minfa”"),
        ([ITEM | {"citations": "yusuanfa；#第一条"}], 2, "citations", "没有“”"),
        ([ITEM | {"subjects": "county-fiance"}], 2, "subjects", "没有公开主体“county-fiance”"),
        ([ITEM | {"required_channels": "政府网站"}], 2, "required_channels", "没有渠道"),
        ([ITEM | {"optional_channels": "web"}], 2, "optional_channels", "没有渠道"),
        ([ITEM | {"audience": "everyone"}], 2, "audience", "代码表"),
        ([ITEM | {"method": "主动"}], 2, "method", "代码表"),
        ([ITEM | {"levels": "county；prefecture"}], 2, "levels", "不是公开层级"),
        ([ITEM | {"levels": "县级"}], 2, "levels", "代码表"),
        ([ITEM | {"village_kind": "both"}], 2, "village_kind", "代码表"),
        ([ITEM | {"valid_from": "2020"}], 2, "valid_from", "不是日期"),
        ([ITEM | {"valid_to": "2020-13-01"}], 2, "valid_to", "不是日期"),
        ([ITEM | {"replaced_by": "9"}], 2, "replaced_by", "没有事项 9"),
        ([ITEM, ITEM], 3, "number", "重复"),
        ([ITEM | {"label": " 政府预算"}], 2, "label", "空格"),
    ],
)
def test_a_bad_item_is_refused_where_it_stands(
    rows: list[dict[str, str]], line: int, column: str, problem: str
) -> None:
    with pytest.raises(TableError) as caught:
        read_items("items/08.csv", table(ITEM_HEADER, *rows), "fiscal-budget", REGISTERS, {})
    assert caught.value.details == {"file": "items/08.csv", "row": line, "column": column}
    assert problem in caught.value.message


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ([SEEN | {"item": ""}], 2, "item"),
        ([SEEN | {"item": "x"}], 2, "item"),
        ([SEEN | {"kind": ""}], 2, "kind"),
        ([SEEN | {"kind": "rumour"}], 2, "kind"),
        ([SEEN | {"source": "s9"}], 2, "source"),
        ([SEEN | {"source": ""}], 2, "source"),
        ([SEEN | {"agrees": "标题"}], 2, "agrees"),
        ([SEEN | {"differs": "time_limit"}], 2, "differs"),
        ([SEEN | {"differs": "标题=甲"}], 2, "differs"),
        ([SEEN | {"differs": "label=甲"}], 2, "differs"),
        ([SEEN, SEEN], 3, "source"),
    ],
)
def test_a_bad_attestation_is_refused_where_it_stands(rows: list[dict[str, str]], line: int, column: str) -> None:
    with pytest.raises(TableError) as caught:
        read_attestations("a.csv", table(ATTESTATION_HEADER, *rows), REGISTERS.sources)
    assert caught.value.details == {"file": "a.csv", "row": line, "column": column}


def test_an_attestation_of_no_item_is_refused() -> None:
    seen = read_attestations("a.csv", table(ATTESTATION_HEADER, SEEN | {"item": "7"}), REGISTERS.sources)
    with pytest.raises(TableError, match="不存在的事项 7"):
        read_items("i.csv", table(ITEM_HEADER, ITEM), "x", REGISTERS, seen)


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ([CATALOGUE | {"number": ""}], 2, "number"),
        ([CATALOGUE | {"label": ""}], 2, "label"),
        ([CATALOGUE | {"pilot": "是"}], 2, "pilot"),
        ([CATALOGUE | {"issued": "2019年"}], 2, "issued"),
        ([CATALOGUE | {"official_rows": "十"}], 2, "official_rows"),
        ([CATALOGUE, CATALOGUE], 3, "slug"),
    ],
)
def test_a_bad_catalogue_is_refused_where_it_stands(rows: list[dict[str, str]], line: int, column: str) -> None:
    with pytest.raises(TableError) as caught:
        read_catalogues("catalogues.csv", table(CATALOGUE_HEADER, *rows))
    assert caught.value.details == {"file": "catalogues.csv", "row": line, "column": column}


CHANNEL_IDS = st.lists(st.sampled_from([channel.id for channel in CHANNELS]), unique=True, max_size=4)


@given(
    number=st.integers(1, 999),
    label=st.text("甲乙丙丁、（），\"'", min_size=1, max_size=9),
    content=st.lists(
        st.text('甲乙丙丁, "', min_size=1, max_size=6).map(str.strip).filter(bool), unique=True, max_size=4
    ),
    channels=CHANNEL_IDS,
    levels=st.lists(st.sampled_from(DUTY_LEVELS), unique=True),
    day=st.none() | st.dates(),
)
def test_an_item_written_is_the_item_read(
    number: int, label: str, content: list[str], channels: list[str], levels: list[Level], day: date | None
) -> None:
    row = ITEM | {
        "number": f"{number:03d}",
        "label": label,
        "content": "；".join(content),
        "required_channels": "；".join(channels),
        "levels": "；".join(levels),
        "valid_to": day.isoformat() if day else "",
    }
    (item,) = read_items("i.csv", table(ITEM_HEADER, row), "x", REGISTERS, {})
    assert (item.number, item.label, item.content) == (number, label, tuple(content))
    assert (item.required_channels, item.levels, item.valid_to) == (tuple(channels), tuple(levels), day)
