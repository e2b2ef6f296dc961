"""A small table with faults in it, for the suites of the review pool."""

from __future__ import annotations

import pytest

TABLE = """社会救助领域基层政务公开标准目录
序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开层级
1,综合业务,政策法规文件,全文,《政府信息公开条例》（国务院令第492号）,长期公开,县级民政部门,■政府网站,县级
2,同上,没有的事项,全文,《政府信息公开条例》（国务院令第711号）,信息形成之日起20个工作日内,县级民政部门,■政府网站,县级
"""


@pytest.fixture(scope="session")
def faulty() -> bytes:
    """It as CSV, in the encoding that Excel writes in China."""
    return TABLE.encode("gb18030")
