"""A real browser and a real server on the loopback: Debian's Chromium, and uvicorn on a free port.

Owns: when the page tests are skipped: never where GONGKAI_BROWSER=required.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Request, expect, sync_playwright

from api.app import create_app
from catalog_graph.sparql import disk_store
from catalog_graph.sparql.endpoint import Endpoint

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

expect.set_options(timeout=20_000)  # a busy machine draws late


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of a service that runs in a thread as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the service."""
    with served(create_app()) as address:
        yield address


@pytest.fixture(scope="module")
def whole_site() -> Iterator[str]:
    """The address of a service that asks the whole graph; its query processes end with it."""
    app = create_app(endpoint=Endpoint(path=str(disk_store.ensure())))
    with served(app) as address:
        yield address
    assert app.state.endpoint.processes == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; where it is not installed the tests are skipped, or fail if they are required.

    Not for the session: as long as it lives an event loop runs in this thread, and no other test can run its own.
    """
    if not CHROMIUM.is_file():
        required = os.environ.get("GONGKAI_BROWSER") == "required"
        (pytest.fail if required else pytest.skip)(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright, ExitStack() as stack:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        stack.callback(started.close)
        yield started


class Visits:
    """Contexts of the browser that note every request, and what goes wrong in the page."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser, self._site = browser, site
        self.contexts: list[BrowserContext] = []
        self.asked: list[str] = []
        self.abroad: list[str] = []
        self.failed: list[str] = []
        self.complaints: list[str] = []

    def context(self, width: int = 1280, scripts: bool = True) -> BrowserContext:
        """A fresh visit at a width, with or without JavaScript."""
        context = self._browser.new_context(
            base_url=self._site, viewport={"width": width, "height": 900}, java_script_enabled=scripts, locale="zh-CN"
        )
        context.set_default_timeout(20_000)
        context.on("request", self._note)
        context.on("requestfailed", self._note_failure)
        context.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.contexts.append(context)
        return context

    def _note_failure(self, request: Request) -> None:
        # The browser itself gives up what a page left behind was still fetching (its icon, say): no fault of ours.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(request.url)

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)
        ours = urlsplit(self._site).netloc
        if urlsplit(request.url).netloc != ours and not request.url.startswith(("data:", "blob:")):
            self.abroad.append(request.url)


@pytest.fixture
def visits(browser: Browser, site: str) -> Iterator[Visits]:
    """Visits that end with the test: no request may have left the host, nor any script have complained."""
    made = Visits(browser, site)
    yield made
    for context in made.contexts:
        context.close()
    assert made.asked
    assert not made.abroad
    assert not made.complaints
