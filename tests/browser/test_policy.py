"""Pages work under their own Content-Security-Policy: nothing of theirs is refused by the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.outside]
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what the browser refuses."""
    opened = browser.new_page()
    opened.add_init_script(WATCH)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "path", ["/", "/divisions/341302/duties?domain=05", "/laws/guowuyuanling-711", "/validate", "/downloads/", "/nope"]
)
def test_nothing_of_a_page_is_refused(site: str, page: Page, path: str) -> None:
    page.goto(site + path, wait_until="load")
    assert page.evaluate("window.refused") == []
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif"


def test_the_query_editor_may_make_its_style_and_nobody_else(site: str, page: Page) -> None:
    page.goto(f"{site}/sparql", wait_until="networkidle")
    editor = page.locator(".cm-editor")
    assert editor.count() == 1
    assert editor.evaluate("it => getComputedStyle(it).display") == "flex"  # from the editor's own style sheet
    page.keyboard.press("Control+Space")
    assert page.evaluate("window.refused") == []
    page.evaluate("document.head.appendChild(document.createElement('style')).textContent = 'body { opacity: 0 }'")
    assert page.evaluate("getComputedStyle(document.body).opacity") == "1"


def test_the_description_is_drawn(site: str, page: Page) -> None:
    page.goto(f"{site}/docs")
    page.wait_for_selector(".opblock", timeout=20_000)
    assert page.locator(".opblock").count() > 20
    assert page.evaluate("window.refused") == []


def test_a_script_in_a_page_does_not_run(site: str, page: Page) -> None:
    page.goto(site)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\\'window.ran = 1\\'>')")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
