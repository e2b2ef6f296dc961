"""Printed pages: a county as the official table, a poster on one sheet; and how high pages are as they open."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.browser.conftest import Visits

pytestmark = [pytest.mark.browser, pytest.mark.outside]
COUNTY, VILLAGE = "341302", "341302100200"
POINTS_OF_MM = 72 / 25.4


def printed(page: Page) -> pypdfium2.PdfDocument:
    """What the browser's own print makes of a page."""
    return pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def words(document: pypdfium2.PdfDocument) -> str:
    """All words of a document, without spaces and line ends."""
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    return "".join("".join(pages).split())


def size_in_mm(document: pypdfium2.PdfDocument) -> tuple[int, int]:
    """Width and height of the first sheet."""
    width, height = document[0].get_size()
    return round(width / POINTS_OF_MM), round(height / POINTS_OF_MM)


def test_a_county_prints_as_the_official_table(visits: Visits) -> None:
    page = visits.context().new_page()
    page.set_default_timeout(120_000)  # a busy machine lays out 600 rows late
    page.goto(f"/divisions/{COUNTY}/duties")
    document = printed(page)
    assert size_in_mm(document) == (297, 210)
    assert len(document) <= 40
    text = words(document)
    duties = page.request.get(f"/divisions/{COUNTY}/duties", headers={"Accept": "application/json"}).json()["duties"]
    lacking = [duty["item"] for duty in duties if "".join(duty["label"].split()) not in text]
    assert len(lacking) < len(duties) / 10, lacking  # a label is cut by its column now and then
    assert text.count("公开内容（要素）") >= len(document) - 1


@pytest.mark.parametrize("code", [VILLAGE, "110101001001", COUNTY])
@pytest.mark.parametrize(("size", "sheet"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_a_poster_is_one_sheet_with_a_code_that_stands_out(
    visits: Visits, code: str, size: str, sheet: tuple[int, int]
) -> None:
    page = visits.context().new_page()
    page.goto(f"/divisions/{code}/poster?size={size}")
    document = printed(page)
    assert (len(document), size_in_mm(document)) == (1, sheet)
    text = words(document)
    body = page.request.get(f"/divisions/{code}/poster", headers={"Accept": "application/json"}).json()
    assert all("".join(section["heading"].split()) in text for section in body["sections"])
    assert "本季度到期" in text
    assert "用浏览器的" not in text
    picture = document[0].render(scale=1, grayscale=True).to_numpy()
    corner = picture[: picture.shape[0] // 8, picture.shape[1] * 3 // 4 :]
    assert 0.05 < float((corner < 64).mean()) < 0.6


@pytest.mark.parametrize("code", [COUNTY, "310114002", VILLAGE])
def test_a_place_is_not_a_wall_as_it_opens(visits: Visits, code: str) -> None:
    page = visits.context().new_page()
    page.goto(f"/divisions/{code}/duties")
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000


def test_a_row_opens_without_scripts_and_shows_what_was_folded(visits: Visits) -> None:
    page = visits.context(scripts=False).new_page()
    page.goto(f"/divisions/{VILLAGE}/duties")
    row = page.locator("table.rows tbody tr:not(.heading)").first
    assert row.bounding_box()["height"] <= 60  # type: ignore[index] - two lines
    assert not row.locator(".basis").is_visible()
    row.locator("summary").click()
    assert row.locator(".basis").is_visible()
    assert row.locator(".content").is_visible()


def test_the_heading_of_a_domain_stays_while_its_list_is_read(visits: Visits) -> None:
    page = visits.context().new_page()
    page.goto(f"/divisions/{VILLAGE}/duties")
    page.locator("table.rows tbody tr").nth(40).scroll_into_view_if_needed()
    top = page.locator("details.domain[open] > summary").first.bounding_box()
    assert top is not None
    assert -1 <= top["y"] <= 5
    page.get_by_role("link", name="回到顶部").click()
    page.wait_for_function("window.scrollY < 200")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_home_to_what_is_due_this_month_takes_three_steps(visits: Visits, scripts: bool) -> None:
    page = visits.context(390, scripts).new_page()
    page.goto("/")
    page.get_by_label("地名或代码").fill("341302100200")
    page.get_by_role("button", name="查公开事项").click()
    if "/duties" not in page.url:
        page.locator(".places a").first.click()
    assert page.get_by_role("heading", name="本月到期").is_visible()
    page.get_by_role("link", name="本月到期的全部事项").click()
    assert "range=month" in page.url
    assert page.get_by_role("heading", level=1).is_visible()
