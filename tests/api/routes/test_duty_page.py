"""The page of a place's duties: three sides, filters that say so, a list that is folded and light."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from api.holdings import Holdings
from api.http.parameters import DutyRequest
from api.http.represent import environment
from api.http.site import Site
from api.routes.duty_page import DutyPage
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.prepared import Answers

COUNTY, VILLAGE = "341302", "341302100200"
DAY = "2026-11-22"


def page(client: TestClient, code: str, **parameters: str) -> str:
    """The page of a place's duties on the day of these tests."""
    answer = client.get(f"/divisions/{code}/duties", params={"on": DAY} | parameters, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def words(text: str) -> str:
    """What a person reads of a page."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", text))


def test_the_headline_has_three_parts(client: TestClient) -> None:
    by = client.get(f"/divisions/{VILLAGE}/duties?on={DAY}").json()["by"]
    headline = words(page(client, VILLAGE).split("<hgroup>")[1].split("</hgroup>")[0])
    assert f"本村自己的单位公布{by['own']}项" in headline
    assert f"其他单位在本村或为本村公布{by['others']}项" in headline
    assert f"未见公开主体{by['unknown']}项" in headline
    assert "已筛选" not in headline


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("subject", "埇桥区民政局", "公开主体“埇桥区民政局”"),
        ("domain", "05", "领域“社会救助”"),
        ("whose", "other", "由谁公布“其他单位公布”"),
        ("time_limit", "periodic", "时限种类“定期”"),
        ("information_kind", "20-7", "信息种类“预算决算”"),
        ("channel", "website", "渠道“政府网站”"),
        ("method", "on-request", "公开方式“依申请”"),
        ("audience", "group", "公开对象“特定群体”"),
        ("origin", "statute", "格的来源“依法推定”"),
        ("law", "guowuyuanling-711", "公开依据“《政府信息公开条例》”"),
        ("review_status", "unattested", "核对状态“未见出处”"),
        ("q", "预算", "含有“预算”"),
    ],
)
def test_a_filter_says_that_it_is_on_and_how_to_clear_it(client: TestClient, name: str, value: str, said: str) -> None:
    headline = page(client, COUNTY, **{name: value}).split("<hgroup>")[1].split("</hgroup>")[0]
    total = client.get(f"/divisions/{COUNTY}/duties?on={DAY}").json()["count"]
    assert f"已筛选：{said}" in words(headline)
    assert f"不筛选时共{total}项" in words(headline)
    assert f'href="/divisions/{COUNTY}/duties?on={DAY}">清除全部筛选</a>' in headline


def test_each_filter_offers_its_values_with_their_counts(client: TestClient) -> None:
    text = page(client, COUNTY)
    for name in ("whose", "subject", "domain", "time_limit", "information_kind", "channel", "method", "origin"):
        select = text.split(f'<select name="{name}">')[1].split("</select>")[0]
        value, count = re.findall(r'<option value="([^"]+)">[^<]+（(\d+)）', select)[0]
        left = client.get(f"/divisions/{COUNTY}/duties", params={"on": DAY, name: value}).json()["count"]
        assert left == int(count) > 0


def test_a_county_is_folded_and_light(client: TestClient) -> None:
    text = page(client, COUNTY)
    assert len(gzip.compress(text.encode(), 6)) <= 100_000
    assert '<details class="domain" open>' not in text
    assert text.count('<details class="domain">') >= 27
    assert page(client, COUNTY, unfold="all").count('<details class="domain" open>') >= 27


def test_the_own_affairs_of_a_village_come_first_and_stand_open(client: TestClient) -> None:
    text = page(client, VILLAGE)
    first = text.split('<details class="domain"')[1]
    assert first.startswith(" open>")
    assert "村（居）务公开" in first.split("</summary>")[0]


def test_a_law_stands_once_in_a_group(client: TestClient) -> None:
    text = page(client, COUNTY, domain="05")
    headings = re.findall(r'<tr class="heading">.*?</tr>', text, re.S)
    assert headings
    for heading in headings:
        cited = re.findall(r'href="(/laws/[^"]+)"', heading)
        assert cited
        assert len(cited) == len(set(cited))


def test_the_summary_draws_bars_that_lead_to_what_they_count(client: TestClient) -> None:
    text = page(client, COUNTY)
    assert text.count('<figure class="bars">') == 4
    for figure in re.findall(r'<figure class="bars">.*?</figure>', text, re.S):
        link, count = re.search(r'<a href="([^"]+)"><title>[^<]+：(\d+) 项', figure).groups()  # type: ignore[union-attr]
        assert client.get(link.replace("&amp;", "&")).json()["count"] == int(count)
    assert 'style="' not in text


def test_what_is_due_this_month_stands_above_the_list(client: TestClient) -> None:
    text = page(client, VILLAGE)
    today = words(text.split('<section class="today"')[1].split("</section>")[0])
    assert "本月到期2026年11月" in today
    assert "11月30日（还有8天）" in today


def test_a_given_date_counts_down_beside_each_item(client: TestClient) -> None:
    text = words(page(client, COUNTY, domain="05", formed="2026-11-16"))
    assert "2026-11-30还有8天" in text
    assert "已过" in words(page(client, COUNTY, domain="05", formed="2026-01-05"))


@pytest.mark.parametrize("day", ["1949-10-01", "9999-12-31", "2027-12-31"])
def test_a_day_beyond_the_calendar_has_a_page(client: TestClient, day: str) -> None:
    assert "本月到期" in page(client, COUNTY, on=day, domain="05")


def test_a_list_drawn_for_one_place_is_that_of_the_next(holdings: Holdings) -> None:
    """Two counties, a village of either kind, a place with a catalogue of its own; and words that HTML escapes."""
    macro = environment(Site()).get_template("_duties.html").make_module().parts  # type: ignore[attr-defined]
    asked = DutyRequest(Wanted(), date(2026, 11, 22), None)
    codes = ("341302", "310114", "441900", "440303", "341302100200", "341302100001")
    places = [holdings.lookup.place(code) for code in codes]
    odd = replace(places[0], division=replace(places[0].division, name='甲<b>"乙&丙"区'))
    for place in (*places, odd):
        drawn = DutyPage(holdings, place, asked).listed(macro, unfolded=False)
        fresh = replace(holdings, answers=Answers(holdings.dataset))
        assert drawn == DutyPage(fresh, place, asked).listed(macro, unfolded=False)
        assert not re.search("[\ue000-\uf8ff]", drawn)
        body = fresh.answers.answer(place, asked.on, asked.wanted)
        bodies = {one["body"] for duty in json.loads(body)["duties"] for one in duty["subjects"]}
        assert all(str(escape(body)) in drawn for body in bodies if body)
    prefixed = replace(holdings, settings=replace(holdings.settings, public_url="https://a.example/gongkai"))
    elsewhere = environment(Site.of("https://a.example/gongkai")).get_template("_duties.html").make_module()
    links = DutyPage(prefixed, places[0], asked).listed(elsewhere.parts, unfolded=False)  # type: ignore[attr-defined]
    assert 'href="/gongkai/items/' in links
    assert 'href="/items/' not in links
    assert "甲&lt;b&gt;&#34;乙&amp;丙&#34;区民政局" in drawn
