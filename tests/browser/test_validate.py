"""The review in a real browser: choose or drop a file, paste a table, read the findings, take the marked copy."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import FilePayload, Page, expect

from tests.api.routes.faulty_table import ROWS

if TYPE_CHECKING:
    from tests.browser.conftest import Visits

pytestmark = [pytest.mark.browser, pytest.mark.outside]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = list(ROWS[1])
ROW = [
    "1",
    "综合业务",
    "政策法规文件",
    "全文",
    "《政府信息公开条例》（国务院令第492号）",
    "长期公开",
    "埇桥区民政局",
    "■政府网站",
    "县级",
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def upload() -> FilePayload:
    """A faulty table as an office has it."""
    book, stream = Workbook(), io.BytesIO()
    for row in (["社会救助领域基层政务公开标准目录"], HEADINGS, ROW):
        book.worksheets[0].append(row)
    book.save(stream)
    return {"name": "灵璧县目录.xlsx", "mimeType": XLSX, "buffer": stream.getvalue()}


def review(page: Page, upload: FilePayload) -> None:
    """Choose the file and have it reviewed."""
    page.goto("/validate")
    page.get_by_label("选择文件").set_input_files(upload)
    page.get_by_role("button", name="开始核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("核对结果：灵璧县目录.xlsx")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_file_leads_to_findings_and_to_the_marked_copy(
    visits: Visits, upload: FilePayload, width: int, scripts: bool
) -> None:
    page = visits.context(width, scripts).new_page()
    review(page, upload)
    expect(page.locator(".counts")).to_contain_text("必须修改")
    if scripts:
        assert page.evaluate(OVERFLOW) <= 0
    mark = page.locator(".sheet td.violation", has_text="第492号").locator(".mark").first
    mark.click()
    expect(page).to_have_url(re.compile(r"#f\d+$"))
    expect(page.locator(".findings li:target")).to_contain_text("国务院令第711号")
    page.locator(".findings li:target .mark").click()
    expect(page).to_have_url(re.compile(r"#m\d+$"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载标注好的 Excel", exact=True).click()
    assert waiting.value.suggested_filename == "灵璧县目录-核对结果.xlsx"
    book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    assert "711" in book["Sheet"]["E3"].comment.text
    page.locator(".findings a[href^='/rules/']").first.click()
    expect(page.get_by_text("正确的例子")).to_be_visible()
    assert not visits.failed


def test_a_table_may_be_pasted(visits: Visits) -> None:
    page = visits.context(scripts=False).new_page()
    page.goto("/validate")
    page.get_by_text("没有文件？").click()
    page.get_by_label("粘贴的表格").fill("\t".join(HEADINGS) + "\n" + "\t".join(ROW))
    page.locator("label", has_text="领域").get_by_role("combobox").select_option("05 社会救助")
    page.get_by_role("button", name="开始核对").click()
    expect(page.locator(".tables")).to_contain_text("05 社会救助")
    expect(page.locator("#again label", has_text="领域").get_by_role("combobox")).to_have_value("social-assistance")


DROP = """([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  const about = { dataTransfer: data, bubbles: true, cancelable: true };
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector(".drop").dispatchEvent(new DragEvent(kind, about));
}"""


def test_a_file_may_be_dropped(visits: Visits, upload: FilePayload) -> None:
    page = visits.context().new_page()
    page.goto("/validate")
    page.evaluate(DROP, [upload["name"], list(upload["buffer"])])
    expect(page.get_by_role("status")).to_contain_text("已选择：灵璧县目录.xlsx")
    page.get_by_role("button", name="开始核对").click()
    expect(page).to_have_title("核对结果：灵璧县目录.xlsx · 公开")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("核对目录表")


def test_what_goes_wrong_is_said_in_the_form_which_keeps_its_file(visits: Visits, upload: FilePayload) -> None:
    page = visits.context().new_page()
    page.goto("/validate")
    page.get_by_label("选择文件").set_input_files(upload)
    page.get_by_label("本县（市、区）").fill("鼓楼区")
    page.get_by_role("button", name="开始核对").click()
    expect(page.get_by_role("status")).to_contain_text("江苏省南京市鼓楼区")
    page.get_by_label("本县（市、区）").fill("江苏省南京市鼓楼区")
    page.get_by_role("button", name="开始核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("核对结果：灵璧县目录.xlsx")
    visits.complaints = [one for one in visits.complaints if "409" not in one]  # as asked for


def test_without_javascript_what_goes_wrong_stands_above_the_form(visits: Visits) -> None:
    page = visits.context(390, scripts=False).new_page()
    page.goto("/validate")
    page.get_by_label("选择文件").set_input_files(
        {"name": "目录.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="开始核对").click()
    expect(page.get_by_role("alert")).to_contain_text("PDF的内容已损坏")
    expect(page.get_by_role("button", name="开始核对")).to_be_visible()
    visits.complaints = [one for one in visits.complaints if "422" not in one]  # as asked for


def test_a_file_that_is_too_large_is_not_even_sent(visits: Visits) -> None:
    page = visits.context().new_page()
    page.goto("/validate")
    page.locator("form.upload").evaluate("form => { form.dataset.most = 1000 }")
    page.get_by_label("选择文件").set_input_files({"name": "大.csv", "mimeType": "text/csv", "buffer": b"a," * 1000})
    page.get_by_role("button", name="开始核对").click()
    expect(page.get_by_role("status")).to_contain_text("超过上限")
    expect(page).to_have_url(re.compile("/validate$"))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_rules_fit_the_window_and_are_filtered(visits: Visits, width: int) -> None:
    page = visits.context(width).new_page()
    page.goto("/rules")
    assert page.evaluate(OVERFLOW) <= 0
    everything = page.locator("table.rules tbody tr").count()
    page.locator("select[name=column]").select_option("公开时限")
    page.locator("select[name=severity]").select_option("必须修改")
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile("column=time_limit"))
    assert 3 < page.locator("table.rules tbody tr").count() < everything
    page.locator("details:not([open]) summary").filter(has_text="公开时限").first.click()
    page.locator("table.rules tbody a").first.click()
    expect(page.get_by_text("错误的例子")).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0
