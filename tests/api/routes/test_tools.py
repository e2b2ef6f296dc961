"""The editors' tools over HTTP: files are those of the command, forms lead to them, the table is a page."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from api.holdings import Holdings
from catalog_graph.duties.resolve import resolve
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import TABLES, export, narrowed
from catalog_graph.official.filled import template_of
from catalog_graph.official.placed import export_placed
from tests.api.html_page import Page

HTML = {"accept": "text/html"}


@pytest.mark.parametrize("format_", TABLES)
def test_a_table_is_the_file_of_the_command(client: TestClient, dataset: Dataset, format_: str) -> None:
    answer = client.get(f"/catalogues/social-assistance/table.{format_}")
    assert answer.content == export(dataset, [dataset.catalogues["social-assistance"]], format_)
    assert answer.headers["content-disposition"].endswith(f".{format_}")
    assert client.get("/catalogues/05/table", params={"format": format_}).content == answer.content


def test_a_table_of_a_place_has_its_bodies(client: TestClient, dataset: Dataset, holdings: Holdings) -> None:
    place = holdings.lookup.place("埇桥区")
    content, *_ = export_placed(dataset, [dataset.catalogues["social-assistance"]], place, date.today(), "csv")
    for name in ("341302", "埇桥区"):
        assert client.get("/catalogues/05/table.csv", params={"place": name}).content == content
    assert "埇桥区民政局" in content.decode()


def test_a_table_can_be_narrowed(client: TestClient, dataset: Dataset) -> None:
    level = next(level for level in dataset.items()[0].levels)
    chosen = narrowed([dataset.catalogues["social-assistance"]], level, None)
    answer = client.get("/catalogues/05/table.csv", params={"level": level.value})
    assert answer.content == export(dataset, chosen, "csv")


@pytest.mark.parametrize(("given", "filled"), [("", False), ("yes", True)])
def test_a_template_is_the_file_of_the_command(client: TestClient, dataset: Dataset, given: str, filled: bool) -> None:
    answer = client.get("/catalogues/05/template.xlsx", params={"filled": given})
    assert answer.content == template_of(dataset, "05", filled)[1]


@pytest.mark.parametrize(
    ("query", "leads"),
    [
        ("table?domain=05&place=埇桥区&format=docx", "/catalogues/social-assistance/table.docx?place=341302"),
        ("table?domain=all&format=csv", "/catalogues/all/table.csv"),
        ("table?domain=05&format=page", "/catalogues/social-assistance/official"),
        ("template?domain=05&words=national", "/catalogues/social-assistance/template.xlsx?filled=yes"),
        ("template?domain=05&words=&from=120115", "/catalogues/social-assistance/template.xlsx"),
        ("gap?place=昆山市", "/divisions/320583/gap"),
    ],
)
def test_the_form_of_a_tool_leads_to_its_address(client: TestClient, query: str, leads: str) -> None:
    answer = client.get(f"/tools/{query}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, leads)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("table?domain=05&place=鼓楼区", 409),
        ("table?domain=05&place=火星区", 404),
        ("table", 400),
        ("gap", 400),
        ("nope?domain=05", 400),
        ("table?domain=天文", 404),
    ],
)
def test_what_a_tool_cannot_do_is_said_above_the_forms(client: TestClient, query: str, status: int) -> None:
    answer = client.get(f"/tools/{query}", headers=HTML)
    page = Page.of(answer.text)
    assert answer.status_code == status
    assert [one.attributes["role"] for one in page.all("div") if "role" in one.attributes] == ["alert"]
    assert len(page.all("form")) == 3
    if status == 409:
        assert sum(link.startswith("/tools/table?domain=05&place=") for link in page.links()) == 4


def test_the_table_as_a_page_has_the_cells_of_the_file(client: TestClient, dataset: Dataset) -> None:
    catalogue = dataset.catalogues["social-assistance"]
    page = Page.of(client.get("/catalogues/05/official", headers=HTML).text)
    assert {f"/items/{item.key}" for item in catalogue.items} <= set(page.links())
    spans = [int(cell.attributes["rowspan"]) for cell in page.all("td") if "rowspan" in cell.attributes]
    assert sum(spans) <= len(catalogue.items)
    assert max(spans) > 1
    rows = client.get("/catalogues/05/official.json").json()["rows"]
    assert [row["item"] for row in rows] == [item.key for item in catalogue.items]


def test_the_table_of_a_place_as_a_page_has_its_duties(client: TestClient, holdings: Holdings) -> None:
    found = client.get("/catalogues/05/official.json", params={"place": "埇桥区"}).json()
    duties = resolve(holdings.dataset, holdings.lookup.place("埇桥区"), date.today())
    assert [row["item"] for row in found["rows"]] == [
        duty.item.key for duty in duties if duty.item.catalogue == "social-assistance"
    ]


def test_the_page_of_the_tools_leads_to_each(client: TestClient) -> None:
    page = Page.of(client.get("/tools", headers=HTML).text)
    assert {"/compare", "/validate", "/precheck"} <= set(page.links())
    assert {form.attributes["action"] for form in page.all("form")} == {"/tools/template", "/tools/table", "/tools/gap"}
    assert "/tools" in " ".join(Page.of(client.get("/validate", headers=HTML).text).links())
