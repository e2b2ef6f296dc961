"""SPARQL that cannot, may not or could not be answered.

Owns: errors of queries and of the service being busy.
Must not: hold errors of single resources.
"""

from __future__ import annotations

from catalog_graph.errors.asked import BadRequest
from catalog_graph.errors.root import GongkaiError


class BadQuery(BadRequest):
    """SPARQL that cannot be parsed or evaluated."""

    code, title = "bad-query", "查询语句有误"
    hint = "请按提示位置修改 SPARQL 语句；本服务只读，不接受更新和 SERVICE。"


class QueryTooComplex(BadQuery):
    """SPARQL nested too deep for the engine, or that needs more memory than a worker may take."""

    code, title = "query-too-complex", "查询过于复杂"
    hint = "请减少嵌套或连接，加上 LIMIT 或更具体的条件后再试。"


class Forbidden(GongkaiError):
    """What this service never does."""

    status, code, title = 403, "forbidden", "不允许的操作"
    hint = "本服务只读。"


class ForbiddenQuery(Forbidden):
    """SPARQL that updates, or calls other services (SERVICE): never executed."""

    code, title = "forbidden-query", "不允许的查询"
    hint = "本服务只读，不修改数据，也不访问其他网站；请改用 SELECT、ASK、CONSTRUCT 或 DESCRIBE，并去掉 SERVICE。"


class ResultTooLarge(GongkaiError):
    """An answer past the limit of rows or bytes: refused whole, never cut in silence."""

    status, code, title = 413, "result-too-large", "结果过大"
    hint = "请加 LIMIT 和 OFFSET 分批查询，或加更具体的条件。"


class QueryTooLong(GongkaiError):
    """A query past the limit of bytes."""

    status, code, title = 413, "query-too-long", "查询语句过长"
    hint = "请缩短语句，例如把 VALUES 分批查询。"


class Unavailable(GongkaiError):
    """Not now; `retry_after` says in how many seconds it is worth trying again."""

    status, code, title = 503, "unavailable", "暂时不能回答"
    hint = "请稍后再试。"
    retry_after = 5


class Busy(Unavailable):
    """More queries are waiting than are taken, or one has waited too long."""

    code, title = "busy", "查询太多"


class QueryTimeout(Unavailable):
    """A query past its time limit; it was ended."""

    code, title = "query-timeout", "查询超时"
    hint = (
        "请缩小范围：加更具体的条件、减少没有连接的图模式，或加 LIMIT；"
        "FILTER NOT EXISTS 里有 * 或 + 路径的，改写成 MINUS 往往快得多。原样重试多半仍会超时。"
    )
    retry_after = 30


class Preparing(Unavailable):
    """The graph on disk is being built; the message says how far it is."""

    code, title = "preparing", "图数据正在准备"
    hint = "首次启动或数据更新后需要准备一次，通常不到一分钟，请稍后再试。"


class FilesPreparing(Preparing):
    """The files to download are being made."""

    code, title = "files-preparing", "下载文件正在生成"
    hint = "首次启动或数据更新后需要生成一次，通常十几秒，请稍后刷新。"


class Crowded(Unavailable):
    """More tables are being reviewed than are taken, or one has waited too long."""

    code, title = "crowded", "核对的表格太多"
