"""The picture of a graph in a real browser: labels that can be read, colours explained, size, what is left out."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from pyoxigraph import RdfFormat, parse

from api.sparql.description import questions
from catalog_graph import files
from catalog_graph.rdf.query_file import QueryFile
from catalog_graph.sparql.guard import form_of
from tests.browser.test_sparql_page import OVERFLOW, opened

if TYPE_CHECKING:
    from tests.browser.conftest import Visits

pytestmark = [pytest.mark.browser, pytest.mark.outside]
ITEM = "https://w3id.org/gongkai/id/item/social-assistance/11"


@pytest.fixture(scope="module")
def site(whole_site: str) -> str:
    """The service on the whole graph, so that every question has the answer that its header states."""
    return whole_site


@pytest.mark.parametrize("width", [1280, 390])
def test_a_graph_is_drawn_with_labels_and_links(visits: Visits, width: int) -> None:
    page = opened(visits, f"/sparql?query={quote(f'DESCRIBE <{ITEM}>')}", width)
    picture = page.locator("#picture svg")
    expect(picture).to_be_visible()
    expect(picture.locator("a", has_text="政策法规文件").first).to_have_attribute(
        "href", "/id/item/social-assistance/11"
    )
    expect(picture.locator("text", has_text="社会救助").first).to_be_visible()
    boxes = boxes_of(page, "rect")
    assert len(boxes) > 20
    assert overlapping(boxes) == []
    page.get_by_label("画出文字和数值").check()
    more = boxes_of(page, "rect")
    assert len(more) > len(boxes)
    assert overlapping(more) == []
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("button", name="表格").click()
    expect(picture).to_be_hidden()
    expect(page.locator("table.answers")).to_be_visible()


def boxes_of(page: Page, marks: str) -> list[list[float]]:
    """Left, top, right and bottom of marks of the picture, in pixels of the screen."""
    script = "found => found.map(one => one.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
    boxes: list[list[float]] = page.locator(f"#picture svg {marks}").evaluate_all(script)
    return boxes


def overlapping(boxes: list[list[float]], by: float = 1) -> list[tuple[list[float], list[float]]]:
    """Pairs that lie upon each other by more than so many pixels both ways."""
    return [
        (one, two)
        for one, two in combinations(boxes, 2)
        if min(one[2], two[2]) - max(one[0], two[0]) > by and min(one[3], two[3]) - max(one[1], two[1]) > by
    ]


GRAPHS = [one for one in questions() if form_of(one.text) == "CONSTRUCT"]
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_there_are_questions_that_give_graphs() -> None:
    assert len(GRAPHS) == 6


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("asked", GRAPHS, ids=[one.id for one in GRAPHS])
def test_a_question_that_gives_a_graph_is_drawn_so_that_it_can_be_read(
    asked: QueryFile, width: int, visits: Visits
) -> None:
    page = opened(visits, width=width)
    if width < 1000:
        page.get_by_text("示例问题（").click()
    page.get_by_label("在示例中查找").fill(asked.question[:12])
    row = page.locator(".theme li", has_text=asked.question)
    expect(row).to_contain_text("画图")
    row.get_by_role("link").click()
    expect(page).to_have_url(re.compile(rf"example={asked.id}$"))
    page.get_by_role("button", name="运行查询").click()
    expect(page.locator("#picture svg")).to_be_visible()
    expect(page.locator("#told")).to_have_text(re.compile(rf"^共 {asked.rows} 条三元组；"))
    nodes, names = boxes_of(page, "rect"), boxes_of(page, ".verb")
    assert len(nodes) > 10
    assert overlapping([*nodes, *names]) == [], "a label upon another cannot be read"
    for frame, words in zip(nodes, boxes_of(page, "rect + text"), strict=True):
        assert frame[0] <= words[0] <= words[2] <= frame[2]
        assert frame[1] <= words[1] <= words[3] <= frame[3]
    verbs = page.locator("#picture .verb").all_text_contents()
    assert verbs
    assert [one for one in verbs if not CHINESE.search(one) or ":" in one] == []
    labels = page.locator("#picture rect + text").all_text_contents()
    assert [one for one in labels if not CHINESE.search(one)] == []
    assert page.evaluate(OVERFLOW) <= 0
    assert not visits.failed


@pytest.mark.parametrize("asked", GRAPHS, ids=[one.id for one in GRAPHS])
def test_the_colours_of_a_picture_are_explained(asked: QueryFile, visits: Visits) -> None:
    page = opened(visits, f"/sparql?query={quote(asked.text)}")
    expect(page.locator("#picture svg")).to_be_visible()
    rows = page.locator("#picture .legend li").all_inner_texts()
    explained = {name: int(count) for name, _, count in (one.partition(" ") for one in rows)}
    known = parse(b"".join(path.read_bytes() for path in files.definition_files()), RdfFormat.TURTLE)
    words = {getattr(one.object, "value", "") for one in known if one.predicate.value.endswith("#label")}
    assert set(explained) - {"代码"} <= words, "a kind is called as its class"
    assert 2 <= len(explained) <= 7
    assert sum(explained.values()) == page.locator("#picture rect").count()
    fills = page.locator("#picture .swatch").evaluate_all(
        "found => found.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert len(set(fills)) == len(fills) == len(explained)
    drawn = page.locator("#picture rect").evaluate_all("found => found.map(one => getComputedStyle(one).fill)")
    assert set(drawn) == set(fills)


def test_a_picture_grows_shrinks_and_is_moved(visits: Visits) -> None:
    page = opened(visits, f"/sparql?query={quote(GRAPHS[1].text)}")
    svg, canvas = page.locator("#picture svg"), page.locator("#picture .canvas")
    expect(svg).to_be_visible()

    def size() -> tuple[float, float]:
        found: list[float] = svg.evaluate("one => [one.clientWidth, one.clientHeight]")
        return found[0], found[1]

    usual = size()
    page.get_by_role("button", name="放大").click()
    assert size() == pytest.approx((usual[0] * 1.25, usual[1] * 1.25), abs=1)
    page.get_by_role("button", name="缩小").click()
    page.get_by_role("button", name="缩小").click()
    assert size() == pytest.approx((usual[0] / 1.25, usual[1] / 1.25), abs=1)
    page.get_by_role("button", name="原大").click()
    assert size() == usual
    before: float = canvas.evaluate("one => one.scrollTop")
    box = canvas.bounding_box()
    assert box
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box() or box
    page.mouse.move(box["x"] + 8, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 8, box["y"] + 200, steps=4)
    page.mouse.up()
    assert canvas.evaluate("one => one.scrollTop") == pytest.approx(before + 100, abs=2)


def test_a_picture_opens_whole_in_a_window_of_its_own(visits: Visits) -> None:
    page = opened(visits, f"/sparql?query={quote(GRAPHS[1].text)}")
    boxes = page.locator("#picture rect").count()
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="整幅，新窗口").click()
    whole = opening.value
    expect(whole.locator("rect")).to_have_count(boxes)
    width, height = whole.locator("svg").evaluate("one => [one.width.baseVal.value, one.height.baseVal.value]")
    frame = whole.locator("svg").evaluate("one => { const b = one.getBBox(); return [b.width, b.height]; }")
    assert frame[0] <= width
    assert frame[1] <= height
    assert all(one.startswith("http") for one in whole.locator("a").evaluate_all("all => all.map(a => a.href.baseVal)"))
    fills = whole.locator("rect").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    assert fills == page.locator("#picture rect").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="存为 SVG").click()
    assert waiting.value.suggested_filename == "图.svg"


def test_without_javascript_a_graph_is_a_table_of_triples(visits: Visits) -> None:
    page = visits.context(390, scripts=False).new_page()
    page.goto(f"/sparql?example={GRAPHS[0].id}")
    page.get_by_role("button", name="运行查询").click()
    expect(page.locator("table.answers tbody tr")).to_have_count(GRAPHS[0].rows or 0)
    assert page.locator("table.answers th").all_inner_texts() == ["主语", "谓语", "宾语"]
    expect(page.locator("#picture")).to_be_hidden()
    verbs = page.locator("table.answers td:nth-child(2) a").evaluate_all("found => found.map(one => one.title)")
    assert verbs
    assert all(CHINESE.search(one) for one in verbs)
    assert page.evaluate(OVERFLOW) <= 0


def test_a_large_graph_is_drawn_in_part_and_says_so(visits: Visits) -> None:
    text = "CONSTRUCT { ?i gk:inCatalogue ?c } WHERE { ?i gk:inCatalogue ?c } LIMIT 600"
    page = opened(visits, f"/sparql?query={quote(text)}")
    expect(page.locator("#picture")).to_contain_text(re.compile(r"只画连线最多的 200 个，另有 \d+ 个没有画"))
    assert page.locator("#picture rect").count() == 200
    page.get_by_label("缩到一屏").check()
    svg = page.locator("#picture svg")
    assert svg.evaluate("one => one.clientWidth <= one.parentElement.clientWidth && one.clientHeight <= 900")
