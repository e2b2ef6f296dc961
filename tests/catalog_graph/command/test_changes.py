"""`gongkai changes`, and `gongkai build --release` as far as it refuses: forms, and what names no release."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

from catalog_graph.command import build
from catalog_graph.errors import BadParameter
from catalog_graph.history.record import load_history
from tests.command_line import printed, run

LAST = load_history().releases[-1].version


def test_changes_since_a_release_are_printed_in_each_form() -> None:
    document = json.loads(printed("changes", "0.1.0", "-f", "json"))
    assert document["count"] == len(document["changes"]) > 0
    assert document == json.loads(printed("changes", "--since", "2026-11-22", "-f", "json")) | {"since": "0.1.0"}
    text = printed("changes", "0.1.0")
    assert text.startswith(f"变动 {document['count']} 处\n")
    assert " → " in text
    rows = list(csv.DictReader(io.StringIO(printed("changes", "0.1.0", "-f", "csv").lstrip("\ufeff"))))
    assert {row["table"] for row in rows} == {change["table"] for change in document["changes"]}
    feed = ElementTree.fromstring(printed("changes", "0.1.0", "-f", "atom"))  # noqa: S314 - our own
    released = [change for change in document["changes"] if change["release"]]
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == len(released)
    triples = parse(printed("changes", "0.1.0", "-f", "ttl").encode(), RdfFormat.TURTLE)
    assert sum("isVersionOf" in triple.predicate.value for triple in triples) == len(released)


def test_since_the_last_release_only_what_is_in_none_is_told() -> None:
    waiting = len(load_history().pending)
    assert printed("changes", LAST).splitlines()[0] == f"变动 {waiting} 处"


@pytest.mark.parametrize("since", ["0.0.1", "gestern", "2026-02-30"])
def test_what_names_no_release_and_no_day_is_refused(since: str) -> None:
    done = run("changes", since)
    assert done.returncode == 2
    assert "0.1.0" in done.stderr.decode()


def test_a_check_records_nothing_and_a_day_needs_a_release() -> None:
    with pytest.raises(BadParameter, match="--check"):
        build.run(check=True, downloads=False, release="9.9.9")
    with pytest.raises(BadParameter, match="--release"):
        build.run(check=False, downloads=False, on=date(2026, 11, 30))
