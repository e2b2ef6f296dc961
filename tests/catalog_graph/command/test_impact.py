"""`gongkai impact`: each format, and what is said when nothing is found."""

from __future__ import annotations

import json
from pathlib import Path

import networkx
from lxml import etree

from tests import command_line


def run(*arguments: str) -> command_line.Run:
    """The command with these arguments."""
    return command_line.run("impact", *arguments)


def test_the_table_says_ways_places_domains_and_items() -> None:
    done = run("中华人民共和国预算法")
    words = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert words.startswith("《预算法》")
    for said in ("直接引用", "承载条款", "2,978", "村民委员会", "08 财政预决算", "政府预算"):
        assert said in words


def test_json_csv_graphml_and_svg_tell_of_the_same_items(tmp_path: Path) -> None:
    items = {one["item"] for one in json.loads(run("yusuanfa", "-f", "json").stdout)["items"]}
    lines = run("yusuanfa", "-f", "csv").stdout.decode("utf-8-sig").splitlines()
    assert {line.partition(",")[0] for line in lines[1:]} == items
    path = tmp_path / "net.graphml"
    assert run("yusuanfa", "-f", "graphml", "-o", str(path)).stdout.decode().startswith(f"已写入 {path}")
    assert {node.partition(":")[2] for node in networkx.read_graphml(path) if node.startswith("item:")} == items
    drawn = etree.fromstring(run("yusuanfa", "-f", "svg").stdout)
    hrefs = [one.get("href") for one in drawn.iter("{http://www.w3.org/2000/svg}a")]
    assert {href.partition("/id/item/")[2] for href in hrefs if "/id/item/" in href} == items


def test_a_law_that_nothing_rests_on_says_so() -> None:
    words = run("《政府信息公开条例》（国务院令第492号）").stdout.decode()
    assert "没有事项依据它" in words
    assert "后继：《政府信息公开条例》（国务院令第711号）" in words


def test_an_unknown_law_or_format_is_an_error_with_a_hint() -> None:
    for arguments, said in ((("意见",), "是不是"), (("没有的法",), "gongkai laws"), (("预算法", "-f", "pdf"), "可用")):
        done = run(*arguments)
        assert done.returncode == 2
        assert said in done.stderr.decode()
        assert b"Traceback" not in done.stderr
