"""Every kind of page by the rules of axe-core: at both widths, as it opens, and with its parts unfolded and forms used.

Run by `make test-outside`, which installs axe-core by npm; skipped elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.pages import PATHS

AXE = Path(__file__).parents[1] / "outside" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.outside,
    pytest.mark.skipif(not AXE.is_file(), reason="needs npm: make test-outside"),
]
WIDTHS = (1280, 390)
UNFOLD = "for (const part of [...document.querySelectorAll('main details')].slice(0, 4)) part.open = true"
FAULTS = "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations.map(of))"
OF = "window.of = ({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)}`"
# The whole list of a county or town has the same elements some hundred times, which takes axe-core minutes.
SHORT = [
    f"{path}?domain=05" if path in {"/divisions/341302/duties", "/divisions/341302100/duties"} else path
    for path in PATHS
]
TABLE = "序号\t一级事项\t公开事项\t公开时限\t公开主体\n1\t社会救助\t政策法规\t及时\t民政局\n"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page into which axe-core may be written, whatever the policy of the site is."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900}, bypass_csp=True)
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


def faults(page: Page) -> list[str]:
    """What axe-core finds at both widths."""
    page.evaluate(f"{AXE.read_text(encoding='utf-8')};\n{OF}; 0")
    listed: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        listed += [f"{width}: {fault}" for fault in page.evaluate(FAULTS)]
    return listed


@pytest.mark.parametrize("path", SHORT)
def test_a_page_is_accessible_as_it_opens_and_unfolded(page: Page, path: str) -> None:
    page.goto(path)
    assert faults(page) == []
    page.evaluate(UNFOLD)
    assert faults(page) == []


@pytest.mark.parametrize(("path", "button"), [("/validate", "开始核对"), ("/precheck", "开始检查")])
def test_what_a_form_answers_is_accessible(page: Page, path: str, button: str) -> None:
    page.goto(path)
    page.locator("details summary").first.click()
    page.locator("textarea").fill(TABLE)
    page.get_by_role("button", name=button).click()
    page.wait_for_load_state("load")
    assert faults(page) == []
    page.evaluate(UNFOLD)
    assert faults(page) == []


def test_a_query_is_accessible_when_answered_and_when_wrong(page: Page) -> None:
    for query in (
        "SELECT ?l { ?l a gk:LegalResource } LIMIT 5",
        "ASK {}",
        "SELECT ?l { ?l a ; }",
        "SELECT * { ?s a gk:Iten }",
    ):
        page.goto(f"/sparql?query={query}&format=html")
        assert faults(page) == [], query
