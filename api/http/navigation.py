"""The main navigation: its sections in order, and in which of them a page stands.

Owns: which addresses belong to which section. Must not: draw anything.
"""

from __future__ import annotations

from api.http import urls
from api.http.urls import Address

# Address of the section, its name, and what else lies in it.
SECTIONS: tuple[tuple[Address, str, tuple[str, ...]], ...] = (
    (urls.CATALOGUES, "标准目录", ("/items",)),
    (urls.OVERVIEW, "总览", ()),
    (urls.LAWS, "依据", ()),
    (urls.DIVISIONS, "查地名", (urls.TREE,)),
    (urls.DUE, "算到期日", ()),
    (urls.TOOLS, "编目工具", (urls.COMPARE, urls.PRECHECK)),
    (urls.VALIDATE, "核对目录表", (urls.RULES,)),
    (urls.SPARQL, "查询", ()),
    (
        urls.DOWNLOADS,
        "词表与下载",
        ("/def", "/scheme", "/shape", urls.ROLES, urls.SOURCES, urls.CATALOG, urls.CHANGES, urls.LDES),
    ),
    (urls.DOCS, "接口", ("/problem",)),
    (urls.ABOUT, "关于", ()),
)


def navigation(path: str) -> list[tuple[Address, str, str]]:
    """Each section with its address, name, and the `aria-current` that it has on the page of a path ("" for none).

    >>> [current for _, name, current in navigation("/items/social-assistance/11") if name == "标准目录"]
    ['true']
    """
    return [(address, name, _current(path, address, others)) for address, name, others in SECTIONS]


def _current(path: str, address: str, others: tuple[str, ...]) -> str:
    if path.rstrip("/") == address.rstrip("/"):
        return "page"
    within = (f"{each.rstrip('/')}/" for each in (address, *others))
    return "true" if any(f"{path}/".startswith(each) for each in within) else ""
