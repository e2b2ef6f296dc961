"""What a request may not be, or may not be now, whatever it asks.

Owns: errors of limits at the door of the service.
Must not: hold errors of what is asked for.
"""

from __future__ import annotations

from catalog_graph.errors.queries import Unavailable
from catalog_graph.errors.root import GongkaiError


class AddressTooLong(GongkaiError):
    """An address past the limit of bytes."""

    status, code, title = 414, "address-too-long", "地址过长"
    hint = "请改用 POST：查询语句放在请求内容里，Content-Type 用 application/sparql-query 或表单。"


class HeadersTooLarge(GongkaiError):
    """More header lines, or longer ones, than are read."""

    status, code, title = 431, "headers-too-large", "请求头过大"
    hint = "请去掉不需要的请求头和 Cookie。"


class TooManyRequests(GongkaiError):
    """More requests of one client at a time than it may have."""

    status, code, title = 429, "too-many-requests", "请求太多"
    hint = "请等前面的请求答完再发，或降低并发数；要全部数据请用 /downloads/。"
    retry_after = 1


class Overloaded(Unavailable):
    """More pages and files are waiting to be made than are taken."""

    code, title = "overloaded", "访问太多"
    retry_after = 3


class Stopping(Unavailable):
    """The service is being stopped; what was under way is given up."""

    code, title = "stopping", "服务正在停止"
    hint = "服务正在重启或停止，请稍后再试。"
