"""Links of a portal to what it has published: a table of its own, from items to addresses.

Owns: reading and checking that table. Must not: fetch an address.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from catalog_graph import files
from catalog_graph.errors import BadParameter

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_HINT = "文件为 UTF-8 的 CSV，列名 item,url（可有 place）；网址以 http:// 或 https:// 开头。"
Links = Mapping[tuple[str, str], str]


def read_links(folder: str, name: str) -> Links:
    """The table `name`.csv of a folder: (code of the place, item) to address; "" for every place.

    Raises BadParameter for a name that is none, a file that is not there or cannot be read.
    """
    if not folder:
        raise BadParameter("本服务没有设置链接文件", "由维护者设置 GONGKAI_LINKS。")
    if not _NAME.fullmatch(name):
        raise BadParameter(f"没有链接文件“{name[:40]}”", "名称只含小写字母、数字和连字符。")
    try:
        text = files.read_input(f"{folder}/{name}.csv").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadParameter(f"链接文件 {name}.csv 不是 UTF-8", _HINT) from None
    return parsed(text, name)


def parsed(text: str, name: str) -> Links:
    """The links of a table. Raises BadParameter, naming the line.

    >>> parsed("item,url\\nsocial-assistance/11,https://example.gov.cn/1\\n", "a")
    {('', 'social-assistance/11'): 'https://example.gov.cn/1'}
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not {"item", "url"} <= set(rows.fieldnames or ()):
        raise BadParameter(f"链接文件 {name}.csv 没有 item、url 两列", _HINT)
    links: dict[tuple[str, str], str] = {}
    for row in rows:
        address = (row["url"] or "").strip()
        if urlsplit(address).scheme not in {"http", "https"}:
            raise BadParameter(f"链接文件 {name}.csv 第{rows.line_num}行的网址不对", _HINT)
        links[((row.get("place") or "").strip(), (row["item"] or "").strip())] = address
    return links


def link_of(links: Links, place: str, item: str) -> str | None:
    """The address of what a place published of an item; that of the place goes before that for all."""
    return links.get((place, item)) or links.get(("", item))
