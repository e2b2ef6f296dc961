"""The bars of pages: how many are drawn, the number beside each, and shares only where they are of a whole."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

BARS = re.compile(r'<figure class="bars">.*?</figure>', re.S)
NUMBER = re.compile(r'<text class="n"[^>]*>(\d+)(?:（([\d.]+)%）)?</text>')


def bars_of(client: TestClient, path: str) -> list[list[tuple[str, str]]]:
    """Number and share of each bar, chart by chart."""
    page = client.get(path, headers={"Accept": "text/html"}).text
    return [NUMBER.findall(each) for each in BARS.findall(page)]


def test_a_county_s_charts_have_numbers_without_shares_and_its_twelve_greatest_offices(client: TestClient) -> None:
    charts = bars_of(client, "/divisions/341302/duties")
    assert len(charts) == 4
    assert len(charts[0]) == 12
    assert not [share for chart in charts for _, share in chart if share]
    assert [int(number) for number, _ in charts[0]] == sorted((int(number) for number, _ in charts[0]), reverse=True)


@pytest.mark.parametrize(("chart", "whole"), [(3, True), (0, False)])
def test_shares_of_the_overview_are_of_what_is_counted(client: TestClient, chart: int, whole: bool) -> None:
    shares = [float(share) for _, share in bars_of(client, "/overview")[chart]]
    assert len(shares) > 2
    assert max(shares) <= 100
    assert (sum(shares) == pytest.approx(100, abs=0.5)) is whole
