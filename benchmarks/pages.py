"""`python -m benchmarks.pages [ROUNDS]`: every kind of page in headless Chromium, as it is first seen.

Owns: which pages are opened, and what is read of each: first contentful paint, bytes, height.
Must not: assert a time; the machine decides it.

Each round starts a service, waits until it has made what it makes ahead, and opens every page once, each as a visitor
who has nothing of the site yet. A paint is that of the first request of a page to such a service.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks import measure
from benchmarks.serving import served

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ROUNDS = 3
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
# What is known by its tools: an editor of queries, a form for programmers.
WITH_EDITOR = ("/sparql", "/docs")
PATHS = (
    "/",
    "/divisions",
    "/divisions?q=振兴社区",
    "/divisions/34",
    "/divisions/341302",
    "/divisions/341302100",
    "/divisions/341302/duties",
    "/divisions/341302100/duties",
    "/divisions/341302100200/duties",
    "/divisions/341302/calendar",
    "/divisions/341302100200/calendar?range=month",
    "/divisions/341302100200/poster",
    "/divisions/440605/gap",
    "/divisions/440605/similar",
    "/catalogues",
    "/catalogues/social-insurance",
    "/catalogues/social-insurance/2019",
    "/catalogues/social-insurance/official",
    "/items/social-assistance/11",
    "/laws",
    "/laws/guowuyuanling-711",
    "/roles",
    "/roles/county-department",
    "/sources",
    "/sources/village-affairs-02",
    "/tools",
    "/compare",
    "/compare?old=05&new=social-assistance@140525",
    "/compare/places?a=341302&b=320583",
    "/compare/places?a=341302&b=320583&domain=10",
    "/validate",
    "/precheck",
    "/due?limit=信息形成之日起20个工作日内&from=2026-11-30",
    "/overview",
    "/tree",
    "/tree/341302100",
    "/about",
    "/rules",
    "/rules/GK-WHEN-003",
    "/def/",
    "/def/Item",
    "/scheme/",
    "/scheme/level",
    "/scheme/level/county",
    "/shape/",
    "/shape/Item-label",
    "/downloads/",
    "/catalog",
    "/problem/",
    "/problem/unknown-division",
    "/nope",
    "/embed/divisions/341302",
    "/embed/catalogues/social-insurance",
    "/sparql",
    "/docs",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it opens: milliseconds to the first paint, bytes with all it loads, pixels high on desk and phone."""

    paint: float
    sent: int
    desk: int
    phone: int


def seen(page: Page, path: str) -> Seen:
    """Open a page, and read what it is."""
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks its handlers
    page.goto(path, wait_until="load", timeout=120_000)
    while not (paint := page.evaluate(PAINT)):
        page.wait_for_timeout(50)
    desk = _height(page)
    page.set_viewport_size({"width": 390, "height": 844})
    sent = sum(request.sizes()["responseBodySize"] for request in asked)
    return Seen(paint, sent, desk, _height(page))


def _height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


@contextmanager
def visit(browser: Browser, port: int) -> Iterator[Page]:
    """A page of a visitor who has nothing of the site yet."""
    context = browser.new_context(base_url=f"http://127.0.0.1:{port}", viewport={"width": 1280, "height": 900})
    try:
        yield context.new_page()
    finally:
        context.close()


def settle(pid: int, still: float = 2.0) -> None:
    """Wait until a process has done nothing for so many seconds."""
    before, since = _worked(pid), time.monotonic()
    while time.monotonic() - since < still:
        time.sleep(0.2)
        now = _worked(pid)
        if now - before > 2:  # a clock tick or two are no work
            before, since = now, time.monotonic()


def _worked(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def one_round(paths: tuple[str, ...]) -> dict[str, Seen]:
    """Every page once, of a service that was asked for none of them before."""
    with served("api.app:create_app", GONGKAI_SPARQL_EAGER="1") as (port, pid), sync_playwright() as playwright:
        measure.first_answer(port, "/readyz")
        settle(pid)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with visit(browser, port) as first:
            first.goto("about:blank")
        answers = {}
        for path in paths:
            with visit(browser, port) as page:
                answers[path] = seen(page, path)
        browser.close()
        return answers


def report(rounds: list[dict[str, Seen]]) -> Iterator[str]:
    """A line for each page, and one for all."""
    worst = 0.0
    for path in rounds[0]:
        paints = [answers[path].paint for answers in rounds]
        each, worst = rounds[-1][path], max(worst, statistics.median(paints))
        paint = f"{statistics.median(paints):.0f} ms ({min(paints):.0f}–{max(paints):.0f})"
        mark = " with its editor" if path in WITH_EDITOR else ""
        yield f"{path:<52} {paint:<24} {each.sent / 1000:5.0f} kB{mark} {each.desk:>7} {each.phone:>7} px"
    most = max(each.sent for path, each in rounds[-1].items() if path not in WITH_EDITOR)
    over = sum(statistics.median(answers[path].paint for answers in rounds) > 1000 for path in rounds[0])
    yield f"{len(rounds[0])} pages; slowest median {worst:.0f} ms, {over} over 1 s; most bytes {most / 1000:.0f} kB"


def main(arguments: list[str]) -> int:
    """Measure and print; ROUNDS is how many services are started, three unless it is given."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; median (least–most) of {rounds} rounds",
        flush=True,
    )
    print("\n".join(report([one_round(PATHS) for _ in range(rounds)])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
