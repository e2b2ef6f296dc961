"""The pages in a real browser: from a name to duties, on a desk and on a phone, with and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visits

pytestmark = [pytest.mark.browser, pytest.mark.outside]
PATHS = (
    "/",
    "/divisions",
    "/divisions?q=振兴社区",
    "/divisions/34",
    "/divisions/341302",
    "/divisions/341302/duties?domain=05",
    "/divisions/341302100200/duties",
    "/catalogues",
    "/catalogues/social-assistance",
    "/items/social-assistance/11",
    "/divisions/34/duties",
    "/tools",
    "/compare",
    "/compare?old=05&new=social-assistance@140525",
    "/compare/places?a=341302&b=320583&domain=05",
    "/precheck",
    "/overview",
    "/tree/341302100",
    "/about",
    "/laws?q=救助&sort=-items",
    "/rules",
    "/catalogues/05/official",
    "/problem/",
    "/problem/unknown-division",
    "/nope",
)
LONG = (
    "/rules",
    "/def/",
    "/shape/",
    "/downloads/",
    "/catalog",
    "/laws",
    "/laws/guowuyuanling-711",
    "/sources",
    "/roles",
    "/roles/county-department",
    "/catalogues",
    "/catalogues/village-affairs",
    "/divisions/341302/duties",
    "/divisions/341302100200/duties",
    "/divisions/440605/gap",
    "/compare/places?a=341302&b=320583&domain=10",
    "/embed/divisions/341302",
    "/problem/",
)
WIDTHS = (1280, 390)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def from_a_name_to_an_item(page: Page) -> None:
    """What a clerk does: type a name, choose the place, look at the duties, filter them, open an item."""
    page.goto("/")
    page.get_by_label("地名或代码").fill("鼓楼区")
    page.get_by_role("button", name="查公开事项").click()
    expect(page).to_have_title("查地名：鼓楼区 · 公开")
    expect(page.get_by_label("地名或代码")).to_have_value("鼓楼区")
    expect(page.locator(".places li")).to_have_count(4)
    page.get_by_role("link", name="江苏省南京市鼓楼区").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"^鼓楼区应公开 \d+ 项$"))
    everything = heading.inner_text()
    page.locator("label", has_text="领域").get_by_role("combobox").select_option("social-assistance")
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile(r"/divisions/320106/duties\?.*domain=social-assistance"))
    expect(page.locator("label", has_text="领域").get_by_role("combobox")).to_have_value("social-assistance")
    assert page.get_by_role("heading", level=1).inner_text() != everything
    expect(page.locator("details.domain")).to_have_count(1)
    expect(page.get_by_text("已筛选：领域“社会救助”")).to_be_visible()
    page.get_by_role("link", name=re.compile("政策法规文件")).first.click()
    expect(page).to_have_url(re.compile(r"/items/social-assistance/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("政策法规文件")
    expect(page.get_by_text("公开时限", exact=True)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_name_leads_to_the_duties_and_to_an_item(visits: Visits, width: int, scripts: bool) -> None:
    from_a_name_to_an_item(visits.context(width, scripts).new_page())
    assert not visits.failed


def test_a_code_and_the_enter_key_lead_to_the_place(visits: Visits) -> None:
    page = visits.context().new_page()
    page.goto("/")
    expect(page.get_by_label("地名或代码")).to_be_focused()
    page.keyboard.type("341302")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="安徽省宿州市埇桥区").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("埇桥区应公开")


def test_the_reasons_of_a_duty_open(visits: Visits) -> None:
    page = visits.context(scripts=False).new_page()
    page.goto("/divisions/341302/duties?domain=05")
    reason = page.get_by_text("国家标准目录规定县级公开").first
    expect(reason).to_be_hidden()
    page.get_by_text("内容与理由").first.click()
    expect(reason).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(visits: Visits, width: int) -> None:
    page = visits.context(width).new_page()
    for path in PATHS:
        page.goto(path)
        assert page.evaluate(OVERFLOW) <= 0, path
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    visits.complaints = [one for one in visits.complaints if "404" not in one and "422" not in one]  # as asked for


def test_the_list_of_a_whole_county_fits_a_phone(visits: Visits) -> None:
    page = visits.context(390).new_page()
    page.goto("/divisions/341302/duties")
    assert page.evaluate(OVERFLOW) <= 0
    assert page.locator("table.rows tbody tr").count() > 400


def test_no_page_is_a_wall_on_a_phone(visits: Visits) -> None:
    page = visits.context(390).new_page()
    for path in LONG:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollHeight") <= 15_000, path


def test_what_is_folded_opens_where_a_link_leads_into_it(visits: Visits) -> None:
    page = visits.context(390, scripts=False).new_page()
    page.goto("/laws/guowuyuanling-711#in-social-assistance")
    expect(page.locator("#in-social-assistance li").first).to_be_visible()
    expect(page.locator("#in-taxation li").first).to_be_hidden()
    page.goto("/rules?unfold=all")
    expect(page.locator("table.rules").last).to_be_visible()


def test_the_answer_is_at_first_sight_on_a_phone(visits: Visits) -> None:
    page = visits.context(390, scripts=False).new_page()
    page.goto("/divisions/341302/duties")
    today = page.get_by_role("heading", name="本月到期").bounding_box()
    assert today is not None
    assert today["y"] < 844  # the screen of a phone
    expect(page.get_by_label("渠道")).to_be_hidden()
    page.get_by_text("更多条件").click()
    expect(page.get_by_label("渠道")).to_be_visible()
    page.goto("/divisions/341302/duties?channel=website")
    expect(page.get_by_label("渠道")).to_be_visible()  # what is on is not hidden


def test_names_are_suggested_while_one_types(visits: Visits) -> None:
    page = visits.context().new_page()
    page.goto("/")
    page.keyboard.insert_text("鼓楼")
    expect(page.locator("#known-places option[value='江苏省南京市鼓楼区']")).to_have_count(1)
    page.get_by_label("地名或代码").fill("江苏省南京市鼓楼区")  # as the browser does with the one chosen
    expect(page).to_have_url(re.compile("/divisions"))


def test_the_skip_link_is_the_first_stop_of_the_keyboard(visits: Visits) -> None:
    page = visits.context().new_page()
    page.goto("/catalogues")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_a_clerk_compares_two_files_and_takes_the_note_without_javascript(visits: Visits, tmp_path: Path) -> None:
    page = visits.context(scripts=False).new_page()
    page.goto("/tools")
    with page.expect_download() as waiting:
        page.locator("#table").get_by_label("地方").fill("埇桥区")
        page.locator("#table select[name=domain]").select_option("05 社会救助")
        page.get_by_role("button", name="取表").click()
    table = tmp_path / "表.xlsx"
    waiting.value.save_as(table)
    page.get_by_role("link", name="选两份目录").click()
    page.locator("input[name=new]").set_input_files(table)
    page.locator("select[name=old_words]").select_option("05 社会救助")
    page.get_by_role("button", name="开始比较").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("国家标准目录（社会救助） → ")
    with page.expect_download() as note:
        page.get_by_role("button", name="下载修订说明（Word 草稿）").click()
    assert note.value.suggested_filename == "修订说明.docx"


def test_docs_draws_the_operations(visits: Visits) -> None:
    page = visits.context().new_page()
    page.goto("/docs")
    described = page.request.get("/openapi.json").json()["paths"].values()
    expect(page.locator(".opblock")).to_have_count(sum(len(operations) for operations in described))
    expect(page.locator(".opblock-summary-path").filter(has_text="duties")).to_have_count(2)
    path = page.locator(".opblock-summary-path", has_text="duties")
    page.locator(".opblock-get").filter(has=path).locator(".opblock-summary-control").click()
    expect(page.locator(".parameter__name", has_text="review_status")).to_be_visible()
    assert any(url.endswith("/openapi.json") for url in visits.asked)
    assert not visits.failed


def test_docs_without_javascript_point_to_the_description(visits: Visits) -> None:
    page = visits.context(scripts=False).new_page()
    page.goto("/docs")
    expect(page.get_by_role("link", name="/openapi.json")).to_be_visible()


def test_a_workbook_is_downloaded_under_the_name_of_the_place(visits: Visits) -> None:
    page = visits.context().new_page()
    page.goto("/divisions/341302/duties?domain=05")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 Excel").click()
    assert waiting.value.suggested_filename == "埇桥区公开义务清单.xlsx"
