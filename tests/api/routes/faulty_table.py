"""A faulty table as an office sends it, for the suites of /validate.

Owns: its words, the table as a workbook, and sending one in a form. Must not: hold expectations.
"""

from __future__ import annotations

import io

from httpx2 import Response
from openpyxl import Workbook
from starlette.testclient import TestClient

from api.http.negotiate import JSON

ROWS = (
    ("社会救助领域基层政务公开标准目录",),
    (
        "序号",
        "一级事项",
        "二级事项",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开层级",
    ),
    (
        "1",
        "综合业务",
        "政策法规文件",
        "<b>全文</b>",
        "《政府信息公开条例》（国务院令第492号）",
        "长期公开",
        "埇桥区民政局",
        "■政府网站",
        "县级",
    ),
    (
        "2",
        "综合业务",
        "监督检查",
        "地址",
        "《政府信息公开条例》（国务院令第711号）",
        "及时公开",
        "县级民政部门",
        "■政府网站",
        "县级",
    ),
)
TEXT = "\n".join(",".join(row) for row in ROWS)
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def as_workbook() -> bytes:
    """The rows as a workbook."""
    book, stream = Workbook(), io.BytesIO()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(stream)
    return stream.getvalue()


def post(
    client: TestClient, content: bytes | str, name: str = "目录.csv", *, accept: str = JSON, **fields: str
) -> Response:
    """The answer to a file in a form."""
    content = content.encode("gb18030") if isinstance(content, str) else content
    return client.post("/validate", files={"file": (name, content)}, data=fields, headers={"Accept": accept})
