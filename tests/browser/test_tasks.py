"""What people come for, each walked by keyboard alone and without JavaScript: no mouse, no script, from a start page.

Owns: the walks. Must not: look at how a page is laid out (`test_pages`, `test_printing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.outside]
FOCUSED = "element => element === document.activeElement"
NOWHERE = "document.activeElement === document.body && location.hash === ''"
MOST_STOPS = 60  # nobody presses Tab more often than that


class Walker:
    """Somebody at a keyboard: Tab to what is wanted, Enter, typing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def to(self, wanted: Locator) -> Locator:
        """Press Tab until it is reached, past the head of a new page by its skip link."""
        if self.page.evaluate(NOWHERE):
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")
        for _ in range(MOST_STOPS):
            if wanted.evaluate(FOCUSED):
                return wanted
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {wanted}")

    def follow(self, name: str | re.Pattern[str], number: int = 0) -> None:
        """Go to a link or a button and press Enter."""
        role = self.page.get_by_role("link", name=name).or_(self.page.get_by_role("button", name=name)).nth(number)
        self.to(role)
        self.enter()

    def enter(self) -> None:
        """Press Enter, and wait for the page that opens."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")
        self.steps += 1

    def open(self, words: str | re.Pattern[str]) -> None:
        """Unfold a part."""
        self.to(self.page.locator("summary", has_text=words).first)
        self.page.keyboard.press("Enter")

    def type(self, label: str, words: str) -> None:
        """Write into a field, or choose in a list by its first letters."""
        self.to(self.page.get_by_label(label).first)
        self.page.keyboard.insert_text(words)

    def choose(self, label: str, option: str) -> None:
        """Go down a list with the arrow until a value is chosen."""
        box = self.to(self.page.get_by_label(label).first)
        for _ in range(60):
            if option in box.evaluate("list => list.selectedOptions[0].textContent"):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} is not in {label}")

    def says(self, words: str | re.Pattern[str]) -> None:
        """The heading of the page."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)


@pytest.fixture(scope="module")
def visits(browser: Browser, site: str) -> Iterator[Visits]:
    """One visit for all walks, so that files common to the pages are fetched once."""
    made = Visits(browser, site)
    yield made
    for context in made.contexts:
        context.close()
    assert not made.abroad


@pytest.fixture
def walker(visits: Visits) -> Iterator[Walker]:
    """A new page without scripts, at the width of a phone."""
    context = visits.contexts[0] if visits.contexts else visits.context(390, scripts=False)
    page = context.new_page()
    yield Walker(page)
    page.close()


def test_a_place_is_found_by_its_name(walker: Walker) -> None:
    walker.page.goto("/")
    walker.type("地名或代码", "鼓楼区")
    walker.enter()
    walker.follow("江苏省南京市鼓楼区")
    walker.says("鼓楼区应公开")


def test_a_place_is_found_by_its_pinyin(walker: Walker) -> None:
    walker.page.goto("/")
    walker.type("地名或代码", "yongqiao")
    walker.enter()
    walker.follow("安徽省宿州市埇桥区")
    walker.says("埇桥区应公开")


def test_an_office_sees_its_own_items_and_clears_the_filter(walker: Walker) -> None:
    walker.page.goto("/divisions/341302100/duties")
    walker.choose("我的单位", "符离镇人民政府")
    walker.follow("筛选")
    expect(walker.page.get_by_text("已筛选：公开主体“符离镇人民政府”")).to_be_visible()
    walker.follow("清除全部筛选")
    assert walker.page.get_by_text("已筛选").count() == 0


def test_what_is_due_this_month_in_a_village_is_three_steps_from_home(walker: Walker) -> None:
    walker.page.goto("/")
    walker.type("地名或代码", "341302100200")
    walker.enter()
    walker.follow(re.compile("符离村"))
    walker.follow("本月到期的全部事项")
    walker.says("符离村委会的公开期限")
    assert walker.steps == 3


def test_the_dates_are_subscribed_to(walker: Walker) -> None:
    walker.page.goto("/divisions/341302100200/duties")
    walker.follow("公开期限日历和订阅")
    address = walker.to(walker.page.get_by_role("link", name="这个日历地址（ics）")).get_attribute("href") or ""
    assert walker.page.request.get(address).text().startswith("BEGIN:VCALENDAR")


def test_a_poster_is_reached_and_has_its_own_sheet(walker: Walker) -> None:
    walker.page.goto("/divisions/341302100200/duties")
    walker.follow("打印公示栏海报")
    walker.says("符离村委会应公开的事项")
    walker.follow("改用 A3")
    expect(walker.page.locator("article.poster.a3")).to_be_visible()


def test_a_table_is_validated(walker: Walker) -> None:
    walker.page.goto("/tools")
    walker.follow("核对目录表", 1)
    walker.open("没有文件？")
    walker.type("粘贴的表格", "序号\t一级事项\t公开事项\t公开时限\t公开主体\n1\t社会救助\t政策法规\t及时\t民政局\n")
    walker.follow("开始核对")
    walker.says(re.compile("核对结果|处"))
    expect(walker.page.locator(".findings li").first).to_be_visible()


def test_a_file_is_prechecked(walker: Walker, tmp_path: Path) -> None:
    table = tmp_path / "名单.csv"
    table.write_text("姓名,身份证号\n张三,11010519491231002X\n", encoding="utf-8")
    walker.page.goto("/tools")
    walker.follow("检查文件")
    walker.to(walker.page.locator("input[type=file]")).set_input_files(table)  # what Enter opens is the browser's own
    walker.follow("开始检查")
    expect(walker.page.locator(".findings li").first).to_contain_text("身份证")


def test_two_tables_are_compared(walker: Walker) -> None:
    walker.page.goto("/compare")
    first, second = walker.page.locator("select[name=old]"), walker.page.locator("select[name=new]")
    for box, option in ((first, "社会救助"), (second, "养老服务")):
        walker.to(box)
        while option not in box.evaluate("list => list.selectedOptions[0].textContent"):
            walker.page.keyboard.press("ArrowDown")
    walker.follow("并排比较")
    walker.says("社会救助")


def test_the_official_table_of_a_domain_is_taken(walker: Walker) -> None:
    walker.page.goto("/catalogues")
    walker.follow("社会救助")
    walker.to(walker.page.get_by_role("link", name="Excel", exact=True))
    with walker.page.expect_download() as waiting:
        walker.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".xlsx")


def test_a_query_is_written_and_answered(walker: Walker) -> None:
    walker.page.request.get("/sparql?query=ASK%20%7B%7D&format=json")  # the first of all loads the graph
    walker.page.goto("/sparql")
    walker.to(walker.page.get_by_label("查询语句"))
    walker.page.keyboard.press("Control+a")
    walker.page.keyboard.insert_text("ASK {}")
    walker.follow("运行查询")
    expect(walker.page.locator(".verdict")).to_have_text("是")


def test_a_law_leads_to_the_items_that_rest_on_it(walker: Walker) -> None:
    walker.page.goto("/laws")
    walker.type("含有", "政府信息公开条例")
    walker.enter()
    walker.follow(re.compile("^政府信息公开条例$"))
    walker.open("社会救助")
    walker.follow(re.compile("政策法规文件"))
    expect(walker.page).to_have_url(re.compile("/items/social-assistance/"))


def test_an_error_page_leads_on(walker: Walker) -> None:
    walker.page.goto("/divisions/999999/duties")
    expect(walker.page.get_by_role("heading", level=1)).to_be_visible()
    walker.type("地名或代码", "埇桥区")
    walker.enter()
    walker.follow("安徽省宿州市埇桥区")
    walker.says("埇桥区应公开")
