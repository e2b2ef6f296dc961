"""The query page in a real browser: editor, suggestions, examples, results, errors, abort, links."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from api.sparql.description import questions

if TYPE_CHECKING:
    from tests.browser.conftest import Visits

pytestmark = [pytest.mark.browser, pytest.mark.outside]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?q ?r ?t }"


@pytest.fixture(scope="module")
def site(whole_site: str) -> str:
    """The service on the whole graph, so that every question has the answer that its header states."""
    return whole_site


def opened(visits: Visits, path: str = "/sparql", width: int = 1280) -> Page:
    """The page, with its editor in place."""
    page = visits.context(width).new_page()
    page.goto(path)
    expect(page.locator(".cm-editor")).to_be_visible()
    return page


def write(page: Page, text: str) -> None:
    """Replace what stands in the editor, without the help of suggestions."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Escape")


def text_of(page: Page) -> str:
    """What stands in the editor, as the form would send it."""
    return page.locator("#query").input_value()


def expect_refusal(visits: Visits) -> None:
    """Take what the browser itself says of a refused query off the complaints."""
    visits.complaints = [one for one in visits.complaints if not re.search(r"status of (?:400|503)", one)]


@pytest.mark.parametrize("width", [1280, 390])
def test_an_example_is_found_loaded_and_run(visits: Visits, width: int) -> None:
    page = opened(visits, width=width)
    if width < 1000:
        page.get_by_text("示例问题（").click()
    page.get_by_label("在示例中查找").fill("哪些依据支撑")
    page.get_by_role("link", name="哪些依据支撑三个以上领域？").click()
    expect(page).to_have_url(re.compile(r"/sparql\?example=cq27$"))
    expect(page.locator("#question")).to_have_text("哪些依据支撑三个以上领域？")
    assert "#+ id: cq27" in text_of(page)
    page.get_by_role("button", name="运行查询").click()
    rows = page.locator("table.answers tbody tr")
    expect(rows.first).to_be_visible()
    (asked,) = [one for one in questions() if one.id == "cq27"]
    assert rows.count() == asked.rows
    expect(page.locator("#told")).to_have_text(re.compile(rf"^共 {asked.rows} 行；用时 \d+ 毫秒。$"))
    expect(page).to_have_url(re.compile(r"/sparql\?query="))
    assert page.evaluate(OVERFLOW) <= 0
    assert not visits.failed


def test_the_link_of_a_query_shows_the_same_to_others_and_back_leads_back(visits: Visits) -> None:
    page = opened(visits)
    write(page, "SELECT ?n { VALUES ?n { 1 2 3 } }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#told")).to_have_text(re.compile("^共 3 行"))
    other = opened(visits, page.url)
    expect(other.locator("#told")).to_have_text(re.compile("^共 3 行"))
    assert text_of(other) == "SELECT ?n { VALUES ?n { 1 2 3 } }"
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict")).to_have_text("是")
    page.go_back()
    expect(page.locator("#told")).to_have_text(re.compile("^共 3 行"))
    assert text_of(page) == "SELECT ?n { VALUES ?n { 1 2 3 } }"


def test_chinese_and_initials_are_completed_to_terms_and_things(visits: Visits) -> None:
    page = opened(visits)
    for typed, label, written in (
        ("公开层级", "公开层级", "gk:dutyLevel"),
        ("gkcj", "公开层级", "gk:dutyLevel"),
        ("gk:duty", "公开层级", "gk:dutyLevel"),
        ("埇桥区", "埇桥区", "<https://w3id.org/gongkai/id/division/341302>"),
        ("县级民政", "县级民政部门", "<https://w3id.org/gongkai/id/role/county-civil-affairs>"),
    ):
        write(page, "# 试\n")
        if typed.isascii():
            page.keyboard.type(typed)
        else:
            page.keyboard.insert_text(typed)
        offered = page.locator(".cm-completionLabel", has_text=re.compile(f"^{label}$")).first
        offered.wait_for()
        page.wait_for_timeout(200)  # the editor takes no choice that comes as soon as the list
        offered.click()
        assert text_of(page) == f"# 试\n{written}", typed


def test_nothing_is_suggested_in_a_string_or_a_comment(visits: Visits) -> None:
    page = opened(visits)
    for before in ('SELECT * { ?s rdfs:label "', "# "):
        write(page, before)
        page.keyboard.insert_text("公开")
        page.wait_for_timeout(500)
        expect(page.locator(".cm-tooltip-autocomplete")).to_have_count(0)


def test_a_parameter_is_changed_by_name(visits: Visits) -> None:
    page = opened(visits, "/sparql?example=cq26")
    box = page.get_by_role("combobox", name="公开依据")
    expect(box).to_have_value("政府信息公开条例")
    box.fill("yusuanfa")
    page.get_by_role("option", name=re.compile("^预算法")).first.click()
    assert text_of(page).count("<https://w3id.org/gongkai/id/law/yusuanfa>") == 2
    assert "guowuyuanling-711" not in text_of(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("table.answers tbody tr").first).to_contain_text("财政预决算")


def test_a_thing_is_looked_up_with_the_keyboard_and_inserted(visits: Visits) -> None:
    page = opened(visits)
    write(page, "DESCRIBE ")
    page.get_by_role("combobox", name="查找并插入").fill("埇桥区")
    expect(page.locator(".pick li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert text_of(page) == "DESCRIBE <https://w3id.org/gongkai/id/division/341302>"


def test_an_error_is_marked_at_its_place_in_the_editor(visits: Visits) -> None:
    page = opened(visits)
    write(page, "SELECT *\nWHERE { ?村 ?p ?o } LIMIT 坏")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("第2行第26列")
    expect(page.locator(".cm-lintRange-error")).to_have_text("坏")
    expect(page.locator("#status")).to_have_text(re.compile("^没有结果"))
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    expect_refusal(visits)


def test_a_running_query_is_aborted(visits: Visits) -> None:
    page = opened(visits)
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("正在查询")
    page.get_by_role("button", name="中止").click()
    expect(page.locator("#status")).to_have_text("已中止。")
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict")).to_have_text("是")


def test_columns_are_sorted_by_number_and_by_pinyin_with_the_empty_last(visits: Visits) -> None:
    page = opened(visits)
    write(page, 'SELECT * { VALUES (?n ?w) { (10 "重庆") (9 "安徽") (100 UNDEF) (-1 "北京") } }')
    page.keyboard.press("Control+Enter")
    for column, orders in (
        ("n", (["-1", "9", "10", "100"], ["100", "10", "9", "-1"])),
        ("w", (["安徽", "北京", "重庆", "空"], ["重庆", "北京", "安徽", "空"])),
    ):
        for order in orders:
            page.get_by_role("button", name=column, exact=True).click()
            cells = page.locator(f"table.answers tbody td:nth-child({1 if column == 'n' else 2})")
            assert cells.all_inner_texts() == order
    expect(page.locator("th").nth(1)).to_have_attribute("aria-sort", "descending")


def test_results_are_downloaded_in_every_format(visits: Visits) -> None:
    page = opened(visits, "/sparql?query=" + quote('#+ id: cq04\nSELECT ?n { VALUES ?n { "甲" } }'))
    for name, ending in (("JSON", "json"), ("CSV", "csv"), ("TSV", "tsv")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        assert waiting.value.suggested_filename == f"cq04.{ending}"
        assert "甲" in Path(waiting.value.path()).read_text("utf-8")
    page.get_by_role("button", name="原始").click()
    expect(page.locator("#raw")).to_contain_text('"bindings"')
    assert json.loads(page.locator("#raw").inner_text())["head"] == {"vars": ["n"]}


def test_names_of_identifiers_are_shown_when_wanted(visits: Visits) -> None:
    page = opened(visits, "/sparql?query=" + quote("SELECT ?l { ?l a gk:LegalResource } LIMIT 3"))
    link = page.locator("table.answers td a").first
    assert link.get_attribute("title")
    assert (link.get_attribute("href") or "").startswith("/id/law/")
    page.get_by_label("显示标识的名称").check()
    expect(page.locator("table.answers.named")).to_be_visible()
    link.click()
    expect(page).to_have_url(re.compile("/laws/"))


def test_another_format_is_given_by_the_form_itself(visits: Visits) -> None:
    page = opened(visits)
    write(page, "ASK {}")
    page.get_by_label("结果格式").select_option("xml")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="运行查询").click()
    assert "<boolean>true</boolean>" in Path(waiting.value.path()).read_text("utf-8")


def test_without_javascript_the_form_gives_a_table(visits: Visits) -> None:
    page = visits.context(390, scripts=False).new_page()
    page.goto("/sparql")
    page.get_by_text("示例问题（").click()
    page.get_by_text("方式、对象和渠道").click()
    page.get_by_role("link", name="哪些事项依申请公开？").click()
    assert "#+ id: cq11" in page.get_by_label("查询语句").input_value()
    page.get_by_label("查询语句").fill("SELECT ?l ?n {\n ?l a gk:LegalResource ; rdfs:label ?n } LIMIT 4")
    page.get_by_role("button", name="运行查询").click()
    expect(page.locator("table.answers tbody tr")).to_have_count(4)
    expect(page.locator("#told")).to_have_text(re.compile("^共 4 行"))
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_label("查询语句").fill("SELECT ?l {\n ?l a ; }")
    page.get_by_role("button", name="运行查询").click()
    expect(page.get_by_role("alert")).to_contain_text("第2行")
    expect(page.locator("mark")).to_be_visible()
    expect_refusal(visits)


def test_the_keyboard_leaves_the_editor_and_every_control_has_a_name(visits: Visits) -> None:
    page = opened(visits)
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).not_to_be_focused()
    expect(page.get_by_role("textbox", name="查询语句")).to_be_visible()
    for control in page.locator("main button:visible, main input:visible, main select:visible").all():
        name = control.evaluate("one => one.labels?.[0]?.textContent || one.textContent || one.ariaLabel || ''")
        assert name.strip(), control
