"""The project's own data or store cannot be used.

Owns: errors of tables, generated graphs and the installation.
Must not: hold errors of what a user gives.
"""

from __future__ import annotations

from catalog_graph.errors.root import GongkaiError


class DataError(GongkaiError):
    """The project's own data cannot be used."""

    code, title = "data-error", "数据文件有误"
    hint = "请按提示修改数据表后重试。"


class TableError(DataError):
    """A cell of a data table cannot be read; names file, row (1 = header) and column."""

    code, title = "table-error", "数据表有误"

    def __init__(self, file: str, row: int, column: str, problem: str, hint: str | None = None) -> None:
        super().__init__(f"{file} 第{row}行“{column}”列：{problem}", hint, file=file, row=row, column=column)


class StaleGraph(DataError):
    """`data/graph` differs from what the tables say."""

    code, title = "stale-graph", "图数据与数据表不一致"
    hint = "请运行 gongkai build 重新生成 data/graph。"


class StaleHistory(DataError):
    """The history of releases does not agree with itself."""

    code, title = "stale-history", "版本历史不一致"
    hint = "data/history.csv、releases.csv 和 released.json.xz 由 gongkai build --release 一并写出，请不要单独修改。"


class MissingData(DataError):
    """A file that belongs to the installation is not there."""

    code, title = "missing-data", "缺少数据文件"
    hint = "请重新安装，或检查 GONGKAI_HOME 指向的文件夹。"


class StoreUnavailable(DataError):
    """The graph on disk cannot be made or opened."""

    code, title = "store-unavailable", "图库不可用"
    hint = "请确认缓存文件夹可写、有 600 MB 空间；可用 GONGKAI_CACHE 另指定文件夹，或删去后重试。"


class EngineUnavailable(DataError):
    """An engine for records that is not installed, does not start, or does not answer."""

    code, title = "engine-unavailable", "计算引擎不可用"
    hint = "请改用默认引擎：去掉 --engine。"
