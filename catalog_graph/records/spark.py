"""Apache Spark as an engine, here or on a cluster.

Owns: the session, and what goes wrong with it in words. Must not: be imported unless it is asked for; it is an extra.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from pathlib import Path
from typing import Any

from catalog_graph.errors import EngineUnavailable

Table = Any
LINE, LOCAL = "line", "local[*]"
_EXTRA = "请安装：pip install 'gongkai[spark]'。"
_JAVA = "请安装 Java 17（Debian：apt-get install openjdk-17-jre-headless），或设 JAVA_HOME。"
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "Asia/Shanghai",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.adaptive.enabled": "true",
}
_WAIT = {"spark.executor.heartbeatInterval": "10s", "spark.network.timeout": "60s"}


class Spark:
    """A session of Spark. `url` is a master (spark://…), Spark Connect (sc://…), or none for this machine."""

    name = "spark"

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self._folder, self._url = folder, url or os.environ.get("GONGKAI_SPARK", LOCAL)
        if not self._url.startswith("sc://") and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise EngineUnavailable("Spark 要用 Java，本机没有找到", _JAVA)
        try:
            import ibis  # noqa: PLC0415
            from pyspark.sql import SparkSession  # noqa: PLC0415
        except ImportError as error:
            raise EngineUnavailable("没有安装 Spark", _EXTRA) from error
        try:
            self._session = self._opened(SparkSession.builder)
            self._backend: Any = ibis.pyspark.connect(self._session)
        except Exception as error:  # Java, the network and pyspark each raise their own
            raise EngineUnavailable(
                f"Spark 不应答：{_first_line(error)}", f"请检查地址 {self._url} 和 Java 版本。{_JAVA}"
            ) from error
        self._kept: list[Any] = []

    def _opened(self, builder: Any) -> Any:
        named = builder.appName("gongkai audit")
        if self._url.startswith("sc://"):
            return named.remote(self._url).getOrCreate()
        for key, value in (_SETTINGS | _WAIT).items():
            named = named.config(key, value)
        if self._url.startswith("local"):
            named = named.config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
        session = named.config("spark.local.dir", str(self._folder)).master(self._url).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return session

    def table(self, arrow: Any, name: str) -> Table:
        """A small Arrow table, sent to the session."""
        self._session.createDataFrame(arrow).createOrReplaceTempView(name)
        return self._backend.table(name)

    def parquet(self, paths: Sequence[str], counts: Sequence[int]) -> Table:
        """Parquet files that the workers can read where they are."""
        from pyspark.sql import functions  # noqa: PLC0415

        if not counts:
            frame = self._session.read.parquet(*paths)
        else:
            starts = accumulate(counts, initial=2)
            frames = [
                self._session.read.parquet(path)
                .drop(LINE)
                .withColumn(LINE, functions.col("_metadata.row_index") + start)
                for path, start in zip(paths, starts, strict=False)
            ]
            frame = reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)
        frame.createOrReplaceTempView("records_file")
        return self._backend.table("records_file")

    def stored(self, expression: Table, name: str) -> Table:
        """Rows written as Parquet beside the session's own files, or kept by a cluster that has no folder of ours."""
        frame = self._session.sql(self._backend.compile(expression))
        if self._url.startswith("local"):
            path = str(self._folder / f"{name}.parquet")
            frame.write.mode("overwrite").parquet(path)
            frame = self._session.read.parquet(path)
        else:
            frame = frame.persist()
            self._kept.append(frame)
        frame.createOrReplaceTempView(f"kept_{name}")
        return self._backend.table(f"kept_{name}")

    def arrow(self, expression: Table) -> Any:
        """All rows."""
        return self._session.sql(self._backend.compile(expression)).toArrow()

    def batches(self, expression: Table) -> Iterator[Any]:
        """Rows in batches, all of them in memory."""
        yield from self.arrow(expression).to_batches()

    def close(self) -> None:
        """Let go of what a cluster keeps, and end the session."""
        for frame in self._kept:
            frame.unpersist()
        self._session.stop()


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:160] if lines else type(error).__name__
