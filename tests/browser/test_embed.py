"""A portal of another origin shows a list: by a frame of its own, and by the script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.browser, pytest.mark.outside]
PAGE = """<!doctype html><meta charset="utf-8"><title>门户</title>
<iframe id="own" src="{site}/embed/catalogues/05"></iframe>
<script src="{site}/static/embed.js" data-place="341302" data-domain="05"></script>"""


@pytest.fixture(scope="module")
def portal(site: str) -> Iterator[str]:
    """The address of a page of another host."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.format(site=site).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_both_are_shown_as_high_as_they_are_and_leave_no_cookie(browser: Browser, portal: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(portal)
    expect(page.frame_locator("#own").locator("tbody tr").first).to_be_visible()
    script = page.locator("iframe").nth(1)
    expect(page.frame_locator("iframe >> nth=1").locator("h1")).to_contain_text("埇桥区")
    page.wait_for_function("document.querySelectorAll('iframe')[1].style.height !== ''")
    inside = page.frame_locator("iframe >> nth=1").locator("html").evaluate("html => html.scrollHeight")
    assert abs((script.bounding_box() or {"height": 0})["height"] - inside) < 30
    assert context.cookies() == []
    context.close()
