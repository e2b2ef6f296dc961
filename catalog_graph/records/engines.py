"""Engines: where the expressions run, DuckDB here or Apache Spark.

Owns: connecting, tables in and out, what is stored on the way, and the errors of an engine in words.
Must not: know a rule of the audit. No other module names an engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol

from catalog_graph.errors import BadParameter, EngineUnavailable

Table = Any
LINE = "line"
ENGINES = ("duckdb", "spark")
_MEMORY, _BATCH = "1800MB", 50_000


class Engine(Protocol):
    """What an audit needs of an engine."""

    name: str

    def table(self, arrow: Any, name: str) -> Table:
        """A small Arrow table on the engine."""

    def parquet(self, paths: Sequence[str], counts: Sequence[int]) -> Table:
        """Parquet files on the engine, with `line`.

        Without `counts` they have that column. Else it is made: rows are numbered from 2, as below a header, through
        all files, which have so many rows.
        """

    def stored(self, expression: Table, name: str) -> Table:
        """An expression's rows, computed now and kept to be read again."""

    def arrow(self, expression: Table) -> Any:
        """An expression's rows as an Arrow table in memory."""

    def batches(self, expression: Table) -> Iterator[Any]:
        """An expression's rows as Arrow batches, one after the other."""

    def close(self) -> None:
        """Let go of what was kept."""


class DuckDB:
    """DuckDB inside this process; what does not fit into memory goes to a folder.

    Only the compiler of ibis is used: its backend loads pandas, which takes longer than many an audit.
    """

    name = "duckdb"

    def __init__(self, folder: Path) -> None:
        import duckdb  # noqa: PLC0415 - half a second with the compiler, that other commands need not pay
        import ibis  # noqa: PLC0415
        from ibis.backends.sql.compilers.duckdb import DuckDBCompiler  # noqa: PLC0415

        ibis.options.sql.fuse_selects = False  # DuckDB merges them itself, in a fraction of the time
        self._compiler: Any = DuckDBCompiler()
        settings: dict[str, Any] = {
            "temp_directory": str(folder / "spill"),
            "memory_limit": _MEMORY,
            "preserve_insertion_order": "false",
            "python_enable_replacements": "false",  # a table is never a variable of Python
        }
        self._folder = folder
        self._raw: Any = duckdb.connect(config=settings)
        self._raw.execute("SET TimeZone = 'UTC'")  # days are cut from moments, wherever the machine stands

    def _named(self, name: str) -> Table:
        """A table or view of the database, with the types that it has there."""
        import ibis  # noqa: PLC0415

        columns = self._raw.execute(f'DESCRIBE "{name}"').fetchall()
        kind = self._compiler.type_mapper.from_string
        return ibis.table({column: kind(words, nullable=True) for column, words, *_ in columns}, name=name)

    def _compiled(self, expression: Table) -> str:
        return str(self._compiler.to_sqlglot(expression).sql(dialect=self.name, copy=False))

    def table(self, arrow: Any, name: str) -> Table:
        """A small Arrow table, copied by a file, since DuckDB asks pandas what an object in memory is."""
        from pyarrow.parquet import write_table  # noqa: PLC0415

        path = self._folder / f"{name}.parquet"
        write_table(arrow, path, compression="none")
        self._raw.execute(f'CREATE TABLE "{name}" AS FROM read_parquet({_quoted(str(path))})')
        return self._named(name)

    def parquet(self, paths: Sequence[str], counts: Sequence[int]) -> Table:
        """Parquet files, read where they are."""
        starts = list(accumulate(counts, initial=2))
        numbered = f" EXCLUDE (file_row_number), file_row_number + {{}} AS {LINE}"
        parts = [
            f"SELECT *{numbered.format(start) if counts else ''} "  # noqa: S608
            f"FROM read_parquet({_quoted(path)}, file_row_number = {bool(counts)})"
            for path, start in zip(paths, starts if counts else [0] * len(paths), strict=False)
        ]
        view = f"CREATE VIEW records_file AS {' UNION ALL BY NAME '.join(parts)}"
        _worded(lambda: self._raw.execute(view), "Parquet")
        return self._named("records_file")

    def stored(self, expression: Table, name: str) -> Table:
        """A table in memory, or in the folder as far as it does not fit."""
        self._raw.execute(f'CREATE TABLE "{name}" AS {self._compiled(expression)}')
        return self._named(name)

    def arrow(self, expression: Table) -> Any:
        """All rows."""
        return self._raw.execute(self._compiled(expression)).to_arrow_table()

    def batches(self, expression: Table) -> Iterator[Any]:
        """Rows as they come, by a cursor of their own: another question on the connection would end them unseen."""
        with self._raw.cursor() as cursor:
            yield from cursor.execute(self._compiled(expression)).to_arrow_reader(_BATCH)

    def close(self) -> None:
        """Close the database."""
        self._raw.close()


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"


def _worded(make: Any, what: str) -> Any:
    try:
        return make()
    except Exception as error:  # each library has a tree of errors of its own
        raise BadParameter(
            f"{what} 文件不能读取：{str(error).splitlines()[0][:120]}", "请检查文件是否完整。"
        ) from error


def open_engine(name: str, folder: Path, url: str | None = None) -> Engine:
    """An engine by name; `url` is a cluster or Spark Connect, and `folder` takes what does not stay in memory.

    Raises BadParameter for a name that is none, EngineUnavailable.
    """
    if name not in ENGINES:
        raise BadParameter(f"没有计算引擎“{name[:20]}”", f"可用：{'、'.join(ENGINES)}")
    if name == "spark":
        from catalog_graph.records.spark import Spark  # noqa: PLC0415 - an extra

        return Spark(folder, url)
    if url:
        raise BadParameter("--engine-url 只用于 spark", "请加 --engine spark，或去掉 --engine-url。")
    try:
        return DuckDB(folder)
    except ImportError as error:
        raise EngineUnavailable("缺少 ibis-framework 或 duckdb", "请重新安装：pip install gongkai") from error
