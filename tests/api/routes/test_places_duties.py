"""Duties over HTTP: which items a place must publish; filters, pages, kinds of villages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.holdings import Holdings
from api.http.parameters import FILTERS as ACCEPTED
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.model.codes import Audience, Level, Method, ReviewStatus, VillageKind
from catalog_graph.model.origin_codes import DUTY_COLUMNS
from catalog_graph.model.values import Item

DAY = date(2026, 11, 22)
COUNTY, TOWN, VILLAGE = "341302", "310114002", "341302100200"


def asked(client: TestClient, code: str, **parameters: object) -> dict[str, Any]:
    """The duties of a place on the day of these tests."""
    wanted = {"on": DAY.isoformat()} | {name: str(value) for name, value in parameters.items()}
    answer = client.get(f"/divisions/{code}/duties", params=wanted)
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


def keys(body: dict[str, Any]) -> list[str]:
    """The items of an answer, in order."""
    return [duty["item"] for duty in body["duties"]]


def plainly(holdings: Holdings, level: Level, kind: VillageKind | None, test: Callable[[Item], bool]) -> list[str]:
    """What applies, computed without the code under test: a loop over the tables."""
    return [
        item.key
        for catalogue in holdings.dataset.catalogues.values()
        for item in catalogue.items
        if level in item.levels
        and (kind is None or item.village_kind is None or item.village_kind is kind)
        and (item.valid_from is None or item.valid_from <= DAY)
        and (item.valid_to is None or item.valid_to >= DAY)
        and test(item)
    ]


def test_the_day_is_today_unless_given(client: TestClient) -> None:
    before, body, after = date.today(), client.get(f"/divisions/{TOWN}/duties").json(), date.today()
    assert before <= date.fromisoformat(body["on"]) <= after
    assert asked(client, TOWN)["on"] == "2026-11-22"


def test_an_item_counts_on_the_days_that_it_stands(client: TestClient, holdings: Holdings) -> None:
    dated = [item for item in holdings.dataset.items() if item.valid_from and item.valid_from.year > 1]
    assert dated
    item = dated[0]
    code = {Level.COUNTY: COUNTY, Level.TOWNSHIP: TOWN}.get(item.levels[0])
    code = code or (VILLAGE if item.village_kind is not VillageKind.RESIDENTS else "110101001001")
    assert item.valid_from is not None
    eve = date.fromordinal(item.valid_from.toordinal() - 1)
    assert item.key in keys(asked(client, code, on=item.valid_from))
    assert item.key not in keys(asked(client, code, on=eve))


def laws(item: Item) -> set[str]:
    """The laws that an item cites; those of the articles that stand for them where it cites none."""
    return {cited.law for cited in item.citations} or {entry.law for entry in item.basis}


def words(item: Item) -> str:
    """What is searched: group, label and content, or what laws say of an empty content at the county."""
    said = [v for c in item.statutes if c.column == "content" and c.level in {None, Level.COUNTY} for v in c.values]
    return "|".join((item.group, item.label, *(item.content or said)))


def carried(item: Item) -> bool:
    """Whether some column is filled and no source shows any of its parts that are."""
    shown = {column for seen in item.attestations for column in seen.agrees}
    filled = [[part for part in parts if getattr(item, part)] for parts in DUTY_COLUMNS.values()]
    return any(parts and not shown & set(parts) for parts in filled)


Pick = Callable[[Item], bool]
FILTERS: dict[str, tuple[dict[str, str], Pick]] = {
    "domain-slug": ({"domain": "social-assistance"}, lambda item: item.catalogue == "social-assistance"),
    "domain-number": ({"domain": "05"}, lambda item: item.catalogue == "social-assistance"),
    "domain-label": ({"domain": "社会救助"}, lambda item: item.catalogue == "social-assistance"),
    "method-proactive": ({"method": "proactive"}, lambda item: Method.PROACTIVE in item.method),
    "method-on-request": ({"method": "on-request"}, lambda item: Method.ON_REQUEST in item.method),
    "audience-public": ({"audience": "public"}, lambda item: Audience.PUBLIC in item.audience),
    "audience-group": ({"audience": "group"}, lambda item: Audience.GROUP in item.audience),
    "channel": ({"channel": "website"}, lambda item: "website" in item.required_channels + item.optional_channels),
    "channel-optional": (
        {"channel": "gazette"},
        lambda item: "gazette" in (*item.required_channels, *item.optional_channels),
    ),
    "subject": ({"subject": "county-civil-affairs"}, lambda item: "county-civil-affairs" in item.subjects),
    "law": ({"law": "guowuyuanling-711"}, lambda item: "guowuyuanling-711" in laws(item)),
    "attested": ({"review_status": "attested"}, lambda item: item.review_status is ReviewStatus.ATTESTED),
    "unattested": ({"review_status": "unattested"}, lambda item: not item.attestations),
    "word": ({"q": "预算"}, lambda item: "预算" in words(item)),
    "kind": ({"information_kind": "20-7"}, lambda item: "20-7" in {kind.value for kind in item.information_kind}),
    "origin": ({"origin": "legal_basis:statute"}, lambda item: bool(item.basis) and not item.citations),
    "origin-of-some-cell": (
        {"origin": "carried", "domain": "05"},
        lambda item: item.catalogue == "social-assistance" and carried(item),
    ),
    "limit": (
        {"time_limit": "standing", "domain": "18"},
        lambda item: (
            item.catalogue == "urban-law-enforcement"
            and item.time_limit is not None
            and "standing" in {limit.kind for limit in item.time_limit.limits}
        ),
    ),
    "whose": ({"whose": "other"}, lambda item: set(item.subjects) == {"prefecture-ecology-environment"}),
    "two-words": (
        {"q": " 办事指南   申请 "},
        lambda item: all(word in words(item) for word in ("办事指南", "申请")),
    ),
    "together": (
        {"domain": "05", "method": "proactive", "channel": "website", "subject": "township-government", "q": "救助"},
        lambda item: (
            item.catalogue == "social-assistance"
            and Method.PROACTIVE in item.method
            and "website" in item.required_channels + item.optional_channels
            and "township-government" in item.subjects
            and "救助" in words(item)
        ),
    ),
}


@pytest.mark.parametrize(("parameters", "pick"), FILTERS.values(), ids=FILTERS)
def test_a_filter_keeps_what_a_plain_loop_keeps(
    client: TestClient, holdings: Holdings, parameters: dict[str, str], pick: Pick
) -> None:
    body = asked(client, COUNTY, **parameters)
    everything = plainly(holdings, Level.COUNTY, None, lambda item: True)
    assert keys(body) == plainly(holdings, Level.COUNTY, None, pick)
    assert 0 < body["count"] == len(body["duties"]) < len(everything)


def test_every_filter_has_a_case() -> None:
    tried = set().union(*(parameters for parameters, _ in FILTERS.values()))
    assert tried == set(ACCEPTED)


@pytest.mark.parametrize(("name", "value"), [("subject", "nope"), ("law", "nope"), ("q", "\0<b>")])
def test_a_filter_that_fits_nothing_gives_an_empty_list(client: TestClient, name: str, value: str) -> None:
    assert asked(client, COUNTY, **{name: value})["duties"] == []
    page = client.get(f"/divisions/{COUNTY}/duties", params={name: value}, headers={"Accept": "text/html"})
    assert "没有符合条件的事项" in page.text


@pytest.mark.parametrize(
    "name", ["domain", "method", "audience", "channel", "subject", "law", "review_status", "q", "on"]
)
def test_an_empty_filter_is_none(client: TestClient, name: str) -> None:
    assert len(keys(asked(client, COUNTY, **{name: ""}))) == len(
        keys(asked(client, COUNTY, **({name: ""} | {"on": DAY})))
    )
    assert client.get(f"/divisions/{COUNTY}/duties?{name}=").json()["count"] > 400


@pytest.mark.parametrize("size", [1, 50, 1000])
def test_pages_share_out_the_list_and_the_count_is_the_total(client: TestClient, size: int) -> None:
    whole = asked(client, COUNTY, domain="05")
    listed: list[dict[str, Any]] = []
    for number in range(1, -(-whole["count"] // size) + 1):
        page = asked(client, COUNTY, domain="05", page=number, per_page=size)
        assert page["count"] == whole["count"]
        assert len(page["duties"]) <= size
        listed += page["duties"]
    assert listed == whole["duties"]
    past = client.get(f"/divisions/{COUNTY}/duties", params={"domain": "05", "page": 10**6, "per_page": size})
    assert past.status_code == 404


def test_a_page_number_alone_does_not_cut_the_list(client: TestClient) -> None:
    assert asked(client, COUNTY, page=2)["count"] == len(asked(client, COUNTY, page=2)["duties"])


def test_dongguan_has_a_countys_duties_under_its_own_name(client: TestClient) -> None:
    body = asked(client, "441900")
    assert body["division"]["path"] == [{"code": "44", "name": "广东省"}]
    assert keys(body) == keys(asked(client, COUNTY))
    bodies = {subject["body"] for duty in body["duties"] for subject in duty["subjects"] if subject["body"]}
    assert "东莞市民政局" in bodies
    assert not [name for name in bodies if "东莞市东莞市" in name]


VILLAGES = {
    "villagers": (VILLAGE, VillageKind.VILLAGERS),
    "residents": ("110101001001", VillageKind.RESIDENTS),
    "residents-by-name-with-a-villagers-code": ("130523100202", VillageKind.RESIDENTS),
    "villagers-by-name-with-a-residents-code": ("130406103019", VillageKind.VILLAGERS),
    "other": ("110108023500", VillageKind.OTHER),
}


@pytest.mark.parametrize(("code", "kind"), VILLAGES.values(), ids=VILLAGES)
def test_a_village_has_the_duties_of_its_kind(
    client: TestClient, holdings: Holdings, code: str, kind: VillageKind
) -> None:
    body = asked(client, code)
    assert body["division"]["village_kind"] == kind.value
    assert keys(body) == plainly(holdings, Level.VILLAGE, kind, lambda item: True)
    assert {duty["village_kind"] for duty in body["duties"]} <= {None, kind.value}
    ruled = {duty["item"] for duty in body["duties"] if "village-kind" in {one["rule"] for one in duty["because"]}}
    assert ruled == {duty["item"] for duty in body["duties"] if duty["village_kind"]}


def test_the_kinds_of_villages_differ_in_their_duties(client: TestClient) -> None:
    listed = [frozenset(keys(asked(client, code))) for code, _ in VILLAGES.values()]
    assert (len(listed), len(set(listed))) == (5, 3)


def test_towns_have_the_township_items(client: TestClient, holdings: Holdings) -> None:
    assert keys(asked(client, TOWN)) == plainly(holdings, Level.TOWNSHIP, None, lambda item: True)


@pytest.mark.parametrize("domain", ["05", "social-assistance", "社会救助"])
def test_the_page_keeps_the_chosen_filters(client: TestClient, holdings: Holdings, domain: str) -> None:
    wanted = {"domain": domain, "q": '救助"<', "on": "2026-11-22", "channel": "website", "page": "1", "per_page": "5"}
    page = client.get(f"/divisions/{COUNTY}/duties", params=wanted, headers={"Accept": "text/html"}).text
    assert f'<option value="{catalogue_of(holdings.dataset, domain).slug}" selected>' in page
    assert 'value="救助&#34;&lt;"' in page
    for name, value in (("on", "2026-11-22"), ("per_page", "5")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert '<option value="website" selected>' in page
    assert 'type="hidden" name="page"' not in page


def test_the_pages_of_a_paged_list_lead_to_each_other(client: TestClient) -> None:
    base = "/divisions/341302/duties?domain=05&per_page=5"
    total = client.get(base).json()["count"]
    assert total > 10
    first = client.get(f"{base}&page=1&format=html").text
    last = client.get(f"{base}&page={-(-total // 5)}&format=html").text
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)
    assert "page=2" in first
    assert 'rel="next"' not in client.get("/divisions/341302/duties?domain=05&format=html").text


def test_the_page_says_every_audience_and_method(client: TestClient) -> None:
    def page(code: str, domain: str) -> str:
        return client.get(f"/divisions/{code}/duties?domain={domain}", headers={"Accept": "text/html"}).text

    plain = re.compile(r"<[^>]+>")
    assert "公开对象：全社会、特定群体 公开方式：主动" in plain.sub("", page("341302100", "work-safety"))
    assert "公开方式：主动、依申请" in plain.sub("", page("341302", "rural-land-expropriation"))
