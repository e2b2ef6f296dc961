"""The tables of local catalogues: what an editor got wrong is named in Chinese, with file, row and column."""

from __future__ import annotations

import pytest

from catalog_graph.errors import TableError
from catalog_graph.model.codes import Observed
from catalog_graph.model.local import LocalCatalogue, LocalKey
from catalog_graph.model.values import Dataset
from catalog_graph.tables.catalogues import Registers
from catalog_graph.tables.local import CATALOGUES_HEADER, ROWS_HEADER, first_days, read_local_catalogues, with_rows

SLUG = "disaster-relief"
HEAD = {"place": "341302", "slug": SLUG, "mirror": "no", "observed": "part", "source": "disaster-relief-08"}
ROW = {
    "number": "1",
    "item": f"{SLUG}/1",
    "label": "法律法规",
    "time_limit": "5个工作日内",
    "observed": "label=full；time_limit=part",
}


def line(header: str, cells: dict[str, str]) -> str:
    """One line of a table."""
    return ",".join(cells.get(column, "") for column in header.split(","))


def catalogues(dataset: Dataset, *heads: dict[str, str]) -> dict[LocalKey, LocalCatalogue]:
    """The register, read from some lines."""
    text = "\n".join([CATALOGUES_HEADER, *(line(CATALOGUES_HEADER, HEAD | head) for head in heads), ""])
    return read_local_catalogues("local.csv", text, dataset.catalogues, dataset.sources)


def rows(dataset: Dataset, *cells: dict[str, str], since: dict[str, str] | None = None) -> LocalCatalogue:
    """The rows of a catalogue, read from some lines."""
    (catalogue,) = catalogues(dataset, {}).values()
    text = "\n".join([ROWS_HEADER, *(line(ROWS_HEADER, ROW | each) for each in cells), ""])
    registers = Registers(dataset.laws, dataset.roles, dataset.sources)
    keys = {item.key for item in dataset.items()}
    return with_rows(catalogue, f"local/341302/{SLUG}.csv", text, keys, registers, since or {})


def test_a_catalogue_and_its_rows_are_read(dataset: Dataset) -> None:
    added = {
        "number": "2",
        "item": "",
        "citations": "《中华人民共和国防震减灾法》（第7号）；guowuyuanling-711#第二十条",
    }
    catalogue = rows(dataset, {}, added | {"observed": "label=full；time_limit=full；citations=full"})
    assert catalogue.key == LocalKey("341302", SLUG)
    assert list(catalogue.by_item) == [f"{SLUG}/1"]
    first, second = catalogue.rows
    assert (first.seen("label"), first.seen("time_limit")) == (Observed.FULL, Observed.PART)
    assert first.seen("method") is Observed.NOT_VISIBLE
    assert [(each.title, each.number, each.article) for each in second.citations] == [
        ("防震减灾法", "第7号", None),
        (None, None, "第二十条"),
    ]


def test_reviews_stand_in_their_order_in_the_register_and_in_a_row(dataset: Dataset) -> None:
    assert rows(dataset, {"reviews": "初审；终审"}).rows[0].reviews == ("初审", "终审")
    (catalogue,) = catalogues(dataset, {"reviews": "内容审查；涉秘审查"}).values()
    assert catalogue.reviews == ("内容审查", "涉秘审查")


def test_a_domain_that_only_the_place_has(dataset: Dataset) -> None:
    (catalogue,) = catalogues(dataset, {"slug": "qianjiangyuan", "label": "钱江源国家公园", "source": ""}).values()
    assert catalogue.label == "钱江源国家公园"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({"place": "34"}, "不是县、乡、村的代码"),
        ({"place": "3413"}, "省和市没有本级目录"),
        ({"place": "埇桥区"}, "不是县、乡、村的代码"),
        ({"slug": "pets"}, "没有领域“pets”"),
        ({"slug": "Pets!", "label": "宠物"}, "没有领域"),
        ({"label": "救灾"}, "是国家目录的领域"),
        ({"source": "nowhere-01"}, "sources.csv 中没有"),
        ({"edition": "2019年"}, "不是日期"),
        ({"observed": ""}, "应写 full"),
        ({"observed": "not-visible"}, "应写 full"),
        ({"mirror": ""}, "应为 yes 或 no"),
    ],
)
def test_a_wrong_register_is_refused(head: dict[str, str], words: str, dataset: Dataset) -> None:
    with pytest.raises(TableError) as error:
        catalogues(dataset, head)
    assert words in f"{error.value.message}{error.value.hint}"
    assert "local.csv 第2行" in error.value.message


def test_a_place_has_one_catalogue_of_a_domain(dataset: Dataset) -> None:
    with pytest.raises(TableError, match="写了两行"):
        catalogues(dataset, {}, {})


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"item": "social-assistance/1"}, "是别的领域的事项"),
        ({"item": f"{SLUG}/999"}, "没有事项"),
        ({"item": f"{SLUG}/001"}, "编号不补零"),
        ({"item": ""}, ""),
        ({"not_applicable": "busy", "reason": "忙"}, "不在代码表中"),
        ({"not_applicable": "no-such-function"}, "要写明理由"),
        ({"reason": "没有"}, "只有声明不适用的才写"),
        ({"item": "", "not_applicable": "no-such-function", "reason": "没有"}, "不能又是不适用"),
        ({"item": "", "label": "", "observed": "time_limit=full"}, "须有名称"),
        ({"decided": "2026-02-31"}, "不是日期"),
        ({"decided": "2024年"}, "不是日期"),
        (
            {
                "not_applicable": "no-such-function",
                "reason": "没有",
                "decided": "2026-01-02",
                "review_on": "2026-01-01",
            },
            "复核日期早于",
        ),
        ({"observed": "label=full"}, "却没有写它是否看到"),
        ({"observed": "label=full；time_limit=some"}, "应写成 栏目=full"),
        ({"observed": "label=full；label=part；time_limit=full"}, "每栏一次"),
        ({"observed": "colour=full"}, "没有栏目"),
        ({"levels": "province", "observed": "label=full；time_limit=full；levels=full"}, "不是公开层级"),
        ({"citations": "某法", "observed": "label=full；time_limit=full；citations=full"}, "laws.csv 中没有"),
        ({"subjects": "mayor", "observed": "label=full；time_limit=full；subjects=full"}, "没有公开主体"),
        ({"required_channels": "drum", "observed": "label=full；time_limit=full；required_channels=full"}, "没有渠道"),
    ],
)
def test_a_wrong_row_is_refused(cells: dict[str, str], words: str, dataset: Dataset) -> None:
    if not words:
        assert rows(dataset, cells).rows[0].item is None
        return
    with pytest.raises(TableError) as error:
        rows(dataset, cells)
    assert words in f"{error.value.message}{error.value.hint}"
    assert f"local/341302/{SLUG}.csv 第2行" in error.value.message


@pytest.mark.parametrize(
    ("second", "words"),
    [({"number": "2"}, "与第2行是同一事项"), ({"item": f"{SLUG}/2"}, "编号 1 与第2行重复")],
)
def test_a_row_comes_once(second: dict[str, str], words: str, dataset: Dataset) -> None:
    with pytest.raises(TableError, match=words):
        rows(dataset, {}, second)


def test_nothing_is_decided_of_an_item_before_it_is_there(dataset: Dataset) -> None:
    since = first_days(dataset.catalogues.values())
    assert since[f"{SLUG}/1"] == dataset.catalogues[SLUG].issued
    early = {"not_applicable": "no-such-function", "reason": "没有这项职能", "decided": "2010-01-04"}
    with pytest.raises(TableError, match="决定日期（2010-01-04）早于"):
        rows(dataset, early, since=since)
    assert rows(dataset, early | {"decided": "2024-01-04"}, since=since).rows[0].decided
