"""`gongkai query` can be ended at any moment: by its limit of time, or by Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from catalog_graph.command import timed
from catalog_graph.errors import BadQuery, QueryTimeout

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
QUERY = [sys.executable, "-m", "catalog_graph", "query"]


def children() -> set[str]:
    """The numbers of the processes that this one has started."""
    return {each for task in Path("/proc/self/task").iterdir() for each in (task / "children").read_text().split()}


def test_what_is_printed_comes_out_and_nothing_stays(capfd: pytest.CaptureFixture[str]) -> None:
    before = children()
    timed.run(lambda: print("printed"), 5)
    assert capfd.readouterr().out == "printed\n"
    assert children() <= before  # what another test started may end meanwhile


def test_past_its_time_it_is_ended() -> None:
    begin = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"0\.2 秒"):
        timed.run(lambda: time.sleep(30), 0.2)
    assert time.monotonic() - begin < 5


def test_what_goes_wrong_is_said_there_and_ends_it_here(capfd: pytest.CaptureFixture[str]) -> None:
    def wrong() -> None:
        raise BadQuery("甲")

    with pytest.raises(SystemExit) as caught:
        timed.run(wrong, 5)
    assert caught.value.code == 2
    assert "甲" in capfd.readouterr().err


@pytest.mark.usefixtures("full_graph")  # which makes the store
def test_a_query_has_a_limit_of_time() -> None:
    ended = subprocess.run([*QUERY, ENDLESS, "--time", "0.5"], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "查询超过 0.5 秒，已中止" in ended.stderr


@pytest.mark.usefixtures("full_graph")
def test_ctrl_c_ends_a_query_at_once() -> None:
    asking = subprocess.Popen([*QUERY, ENDLESS], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(4)
    begin = time.monotonic()
    asking.send_signal(signal.SIGINT)
    asking.communicate(timeout=20)
    assert time.monotonic() - begin < 2
    assert asking.returncode not in {0, None}
