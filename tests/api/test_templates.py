"""The pages: each is sound HTML that a keyboard and a screen reader can use, and every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

import api
from api.holdings import Holdings
from tests.api.html_page import Page

PAGES = {
    "/": 200,
    "/divisions": 200,
    **dict.fromkeys(("/divisions?q=鼓楼区", "/divisions?q=没有这个地方", "/divisions?q=341302"), 200),
    "/divisions/34": 200,
    "/divisions/4419": 200,
    "/divisions/341302": 200,
    "/divisions/341302100": 200,
    "/divisions/341302100200": 200,
    "/divisions/341302/duties": 200,
    "/divisions/341302/duties?domain=05&q=救助": 200,
    "/divisions/341302/duties?domain=05&per_page=3": 200,
    "/divisions/341302/duties?q=没有这个词": 200,
    "/divisions/310114002/duties": 200,
    "/divisions/500240/duties": 200,
    "/divisions/341302/duties?subject=埇桥区民政局&whose=own&formed=2026-11-16": 200,
    **dict.fromkeys(("/divisions/341302100200/poster", "/divisions/110101001001/poster?size=a3"), 200),
    "/divisions/341302/poster": 200,
    "/divisions/440703/gap": 200,
    "/divisions/440803004/gap": 200,
    **dict.fromkeys(("/changes", "/changes?since=0.1.0&table=laws", "/ldes", "/ldes/2"), 200),
    "/divisions/341302/gap": 200,
    "/divisions/341302100200/duties": 200,
    "/divisions/110101001001/duties": 200,
    "/catalogues": 200,
    "/catalogues/social-assistance": 200,
    "/catalogues/village-affairs": 200,
    "/items/social-assistance/11": 200,
    "/catalogues/social-assistance/official": 200,
    "/catalogues/food-drug-regulation/official?place=341302": 200,
    "/tools": 200,
    "/tools/table?domain=05&place=鼓楼区": 409,
    "/compare": 200,
    "/compare?old=05&new=social-assistance@140525": 200,
    "/compare/places": 200,
    "/compare/places?a=341302&b=320583": 200,
    "/compare/places?a=341302&b=320583&domain=05": 200,
    "/precheck": 200,
    "/overview": 200,
    "/tree": 200,
    "/tree/341302100": 200,
    "/about": 200,
    "/laws?q=救助&sort=-items": 200,
    "/laws?page=2": 200,
    "/roles?q=没有": 200,
    "/sources?sort=-date": 200,
    "/rules?sort=name": 200,
    "/laws": 200,
    "/laws/guowuyuanling-711": 200,
    "/laws/guowuyuanling-492": 200,
    "/laws/nope": 404,
    "/def/": 200,
    "/def/Item": 200,
    "/def/dutyLevel": 200,
    "/def/nope": 404,
    "/scheme/": 200,
    "/scheme/level": 200,
    "/scheme/level/county": 200,
    "/shape/": 200,
    "/shape/Catalogue": 200,
    "/shape/structure": 200,
    "/roles": 200,
    "/roles/county-finance": 200,
    "/sources": 200,
    "/sources/major-construction-projects-01": 200,
    "/sources/major-construction-projects-02": 200,
    "/downloads/": 200,
    "/validate": 200,
    "POST /validate": 200,
    "POST /precheck": 200,
    "POST /validate?domain=nope": 404,
    "/due": 200,
    "/due?limit=信息形成之日起20个工作日内&from=2025-05-15&place=650000": 200,
    "/due?limit=及时公开；每季度公布一次；长期公开&from=2026-11-29": 200,
    "/due?limit=social-assistance/11&from=2018-01-05": 200,
    "/due?limit=同上": 400,
    "/divisions/341302/calendar?from=2026-01-01": 200,
    "/divisions/341302100200/calendar?range=month&subject=符离村民委员会": 200,
    "/divisions/341302100200/calendar?from=2026-12-01&to=2027-03-31": 200,
    "/rules": 200,
    "/rules?severity=info&column=none": 200,
    "/rules/GK-WHEN-003": 200,
    "/rules/GK-NO-1": 404,
    "/catalog": 200,
    "/problem/": 200,
    "/problem/unknown-division": 200,
    "/problem/bad-request": 200,
    "/problem/nope": 404,
    "/sparql": 200,
    "/sparql?example=cq58": 200,
    "/docs": 200,
    "/nope": 404,
    "/divisions/34/duties": 422,
    "/divisions/12345": 400,
    "/divisions/999999/duties": 404,
    "/divisions/341302/duties?format=pdf": 406,
}
FAULTY = """社会救助领域基层政务公开标准目录
序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开层级
1,综合业务,政策法规文件,<b>全文</b>,《政府信息公开条例》（国务院令第492号）,长期公开,县级民政部门,■政府网站,县级
2,同上,没有的事项,=1+1,《政府信息公开条例》（国务院令第711号）,及时,县级民政部门,■政府网站,县级
"""
# Letters of other scripts count as \w, so \b would not see the end of a word before a Chinese one.
WRONG = re.compile(
    r"(?<![A-Za-z])(?:None|Undefined|nan|True|False)(?![A-Za-z])"
    r"|<built-in|<bound method|<generator|object at 0x|\{\{|\}\}|\{%|\[\]"
)


def read(client: TestClient, path: str, status: int = 200) -> Page:
    """A page as a browser gets it."""
    method, _, posted = path.rpartition(" ")
    body = {"content": FAULTY.encode("gb18030")} if method else {}
    kind = {"Content-Type": "text/csv"} if method else {}
    answer = client.request(method or "GET", posted, headers={"Accept": "text/html"} | kind, **body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert answer.text.lower().startswith("<!doctype html>")
    return Page.of(answer.text)


@pytest.fixture(scope="module")
def page_at(client: TestClient) -> Callable[[str], Page]:
    """Gives the page at an address, read once."""
    return cache(lambda path: read(client, path, PAGES[path]))


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, page_at: Callable[[str], Page]) -> Page:
    """Each page in turn."""
    return page_at(request.param)


def test_every_template_is_among_the_pages() -> None:
    templates = {path.stem for path in (Path(api.__file__).parent / "templates").glob("[a-z]*.html")}
    shown = {"home", "tools", "official", "compare", "compared", "beside", "precheck", "prechecked", "overview", "tree"}
    shown |= {
        "about",
        "search",
        "division",
        "duties",
        "poster",
        "gap",
        "catalogues",
        "catalogue",
        "item",
        "laws",
        "law",
    }
    shown |= {"docs", "error", "ontology", "term", "schemes", "scheme", "code", "shapes", "shape", "roles", "role"}
    shown |= {"sources", "source", "downloads", "catalog", "changes", "ldes", "ldes_page", "validate", "validated"}
    shown |= {"rules", "rule", "problems", "problem"}
    shown |= {"sparql", "due", "calendar", "similar", "embed", "records", "records-report"}  # the last three elsewhere
    assert templates == shown | {"base"}


def test_a_page_says_its_language_title_and_one_heading(page: Page) -> None:
    (html,) = page.all("html")
    assert html.attributes["lang"] == "zh-CN"
    (title,) = [one for one in page.all("title") if "svg" not in one.within]
    assert title.text.endswith(" · 公开")
    assert len(title.text) > len(" · 公开")
    (heading,) = page.all("h1")
    assert re.search("[一-鿿]", heading.text)
    assert [meta for meta in page.all("meta") if meta.attributes.get("name") == "viewport"]


def test_headings_do_not_skip_a_level(page: Page) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_input_has_a_label(page: Page) -> None:
    labelled = {label.attributes.get("for") for label in page.all("label")} - {None}
    for control in page.all("input", "select", "textarea"):
        hidden = control.attributes.get("type") == "hidden"
        assert hidden or "label" in control.within or control.attributes.get("id") in labelled


def test_every_heading_of_a_table_says_its_scope(page: Page) -> None:
    assert all(cell.attributes.get("scope") in {"col", "colgroup", "row"} for cell in page.all("th"))
    assert len(page.all("table")) <= len([cell for cell in page.all("th") if cell.attributes["scope"] == "col"])


def test_links_and_buttons_have_words(page: Page) -> None:
    assert all(element.text.strip() for element in page.all("a", "button", "summary", "label", "h2"))


def test_ids_are_unique_and_fragments_lead_to_them(page: Page) -> None:
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    fragments = {a.attributes["href"][1:] for a in page.all("a") if a.attributes.get("href", "").startswith("#")}
    assert fragments <= set(ids)


def test_no_script_stands_in_the_page(page: Page) -> None:
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]
    assert not [element for element in page.elements if "javascript:" in str(element.attributes).lower()]
    assert all(script.attributes.get("src") for script in page.all("script"))
    assert not page.all("style", "iframe", "object", "embed")


def test_nothing_is_loaded_from_another_host(page: Page) -> None:
    loaded = [
        element.attributes.get("src") or element.attributes["href"] for element in page.all("link", "script", "img")
    ]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    assert all(form.attributes["action"].startswith("/") for form in page.all("form"))


def test_links_to_other_hosts_are_https_or_http_and_carry_no_referrer(page: Page) -> None:
    for link in page.all("a"):
        target = urlsplit(link.attributes["href"])
        if target.netloc:
            assert target.scheme in {"http", "https"}
            assert "noopener" in link.attributes["rel"]


def test_no_python_shows_through(page: Page) -> None:
    assert not WRONG.search(page.text)
    assert not WRONG.search(" ".join(value for element in page.elements for value in element.attributes.values()))


def test_python_would_be_seen() -> None:
    for words in ("None未见", "应公开None项", "<built-in method items of dict>", "{{ doc }}", "共 [] 项", "真False假"):
        assert WRONG.search(words)
    assert not WRONG.search("国务院令第711号 Nonesuch（2019）")


def test_every_item_and_catalogue_page_is_sound_and_marks_every_carried_cell(
    client: TestClient, holdings: Holdings
) -> None:
    carried = {f"/items/{item.key}": len(item.carried) for item in holdings.dataset.items()}
    paths = [*carried, *(f"/catalogues/{slug}" for slug in holdings.dataset.catalogues)]
    assert len(carried) > 500
    for path in paths:
        shown = read(client, path)
        assert not WRONG.search(shown.text), path
        assert len(shown.all("h1")) == 1, path
        if path in carried:
            marks = [one for one in shown.all("span") if one.text == "沿用"]
            assert len(marks) == carried[path], path
            assert all(mark.attributes == {"class": "tag"} for mark in marks)
            words = "沿用：来源未显示此格，沿用同表其他行或国家标准的写法"
            assert shown.text.count(words) == bool(carried[path]), path


def test_every_link_on_the_pages_leads_to_a_page(client: TestClient, page_at: Callable[[str], Page]) -> None:
    targets = {target for path in PAGES for target in page_at(path).links()}
    assets = {target for target in targets if target.startswith("/openapi")}
    heavy = {target for target in targets if "/duties" in target}
    # Lists of hundreds of places, items, filters and forms are tried in steps; every other kind of link in full.
    places = sorted(target for target in targets if re.fullmatch(r"/divisions/\d+", target))
    items = sorted(target for target in targets if target.startswith("/items/"))
    vocabulary = sorted(one for one in targets if re.match(r"/(?:def|scheme|shape|rules|roles|sources)/.", one))
    files = {target for target in targets if re.match("/downloads/.", target)}  # test_downloads.py fetches each
    asking = sorted(target for target in targets - heavy if "?" in target)
    rest = sorted(targets - heavy - files - {*places, *items, *vocabulary, *asking})
    tried = [
        *rest,
        *asking[:: len(asking) // 80 + 1],
        *places[:: len(places) // 8 + 1],
        *items[:: len(items) // 8 + 1],
        *vocabulary[:: len(vocabulary) // 20 + 1],
        *sorted(heavy)[:: len(heavy) // 4 + 1],
    ]
    assert len(tried) > 60
    assert assets <= set(rest)
    for target in tried:
        assert client.get(target, headers={"Accept": "text/html"}).status_code == 200, target
