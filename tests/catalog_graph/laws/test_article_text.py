"""Articles in the text of a law: headings, parts, references inside sentences."""

from __future__ import annotations

import pytest

from catalog_graph.laws.article_text import article_words, fingerprint

LAW = """# 某条例

## 第一章 总则

第一条 依照本条例第二条的规定办理。

第二条　下列事项：

（一）甲；

（二）乙。

## 第二章 附则

**第十条** 丙。
第十条之一 丁。
"""


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("第一条", "依照本条例第二条的规定办理。"),
        ("第二条", "下列事项：（一）甲；（二）乙。"),
        ("第二条第（二）项", "下列事项：（一）甲；（二）乙。"),
        ("第十条", "丙。"),
        ("第十条之一", "丁。"),
        ("第三条", ""),
        ("没有条", ""),
    ],
)
def test_an_article_ends_where_the_next_heading_begins(article: str, words: str) -> None:
    assert article_words(LAW, article) == words


def test_a_changed_word_changes_the_fingerprint() -> None:
    assert fingerprint("二十个工作日") != fingerprint("十五个工作日")
    assert fingerprint("（一）甲；") == fingerprint("(一)甲;")
