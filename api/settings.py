"""Settings of the service: limits with default and help.

Owns: the table of settings (the README prints it, a test holds both equal).
Must not: be read anywhere but where it is passed; there is no global settings object.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from catalog_graph.errors import BadParameter
from catalog_graph.review.service.pool import ReviewLimits
from catalog_graph.sparql.pool.queue import Rules


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is an environment variable GONGKAI_<NAME>."""

    search_results: int = field(default=20, metadata={"help": "地名检索默认返回条数"})
    max_search_results: int = field(default=200, metadata={"help": "地名检索最多返回条数"})
    max_per_page: int = field(default=1000, metadata={"help": "分页时每页最多条数"})
    max_query_length: int = field(default=200, metadata={"help": "每个查询参数最多字符数"})
    cache_bytes: int = field(default=16_000_000, metadata={"help": "答案缓存的字节上限"})
    max_age: int = field(default=3600, metadata={"help": "响应可缓存的秒数"})
    sparql_workers: int = field(
        default=4, metadata={"help": "同时执行的 SPARQL 查询数（每个服务进程），至少2；另有一个进程只做轻查询"}
    )
    sparql_slow: int = field(default=2, metadata={"help": "其中慢查询最多几条，至少留一条给快查询"})
    sparql_slice_ms: int = field(default=250, metadata={"help": "查询超过这么多毫秒算慢查询"})
    sparql_time_ms: int = field(default=20_000, metadata={"help": "一条查询的时间上限（毫秒），超过即中止"})
    sparql_waiting: int = field(default=64, metadata={"help": "排队的查询最多几条"})
    sparql_wait_ms: int = field(default=10_000, metadata={"help": "排队的时间上限（毫秒）"})
    sparql_max_rows: int = field(default=1_000_000, metadata={"help": "一次结果的行数（三元组数）上限"})
    sparql_max_bytes: int = field(default=200_000_000, metadata={"help": "一次结果的字节上限"})
    sparql_page_rows: int = field(default=1000, metadata={"help": "查询页最多显示的行数，全部结果可下载"})
    sparql_buffer_bytes: int = field(default=4_000_000, metadata={"help": "结果不超过这么多字节时，全部算完再发送"})
    sparql_query_bytes: int = field(default=200_000, metadata={"help": "一条查询语句的字节上限"})
    sparql_memory_mb: int = field(default=2048, metadata={"help": "每个查询进程的内存上限（MB）"})
    sparql_kept_bytes: int = field(
        default=32_000_000, metadata={"help": "留存 SPARQL 答案的字节上限，0 为不留存", "least": 0}
    )

    validate_bytes: int = field(default=20_000_000, metadata={"help": "上传核对的文件的字节上限"})
    validate_rows: int = field(default=5000, metadata={"help": "上传核对的文件每张表的行数上限"})
    validate_time_ms: int = field(default=30_000, metadata={"help": "核对一个文件的时间上限（毫秒），超过即中止"})
    validate_workers: int = field(default=2, metadata={"help": "同时核对的文件数（每个服务进程）"})
    validate_waiting: int = field(default=8, metadata={"help": "另外接收中和等候核对的文件最多几个"})
    validate_wait_ms: int = field(default=15_000, metadata={"help": "等候核对的时间上限（毫秒）"})
    validate_memory_mb: int = field(default=1024, metadata={"help": "每个核对进程的内存上限（MB）"})
    upload_time_ms: int = field(default=60_000, metadata={"help": "接收上传文件的时间上限（毫秒）"})

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Settings with the values of the environment.

        Raises BadParameter for a value that is not a whole number above zero; zero is one where it means none.
        """
        given: dict[str, int] = {}
        for setting in fields(cls):
            words = environ.get(f"GONGKAI_{setting.name.upper()}")
            if words is None:
                continue
            least = setting.metadata.get("least", 1)
            if not (words.isascii() and words.isdigit() and int(words) >= least):
                wanted = "正整数" if least else "正整数或 0"
                raise BadParameter(f"环境变量 GONGKAI_{setting.name.upper()} 的值“{words}”应为{wanted}")
            given[setting.name] = int(words)
        return cls(**given)


def settings_table() -> list[tuple[str, int, str]]:
    """Name of the environment variable, default and help of each setting."""
    return [(f"GONGKAI_{f.name.upper()}", int(str(f.default)), f.metadata["help"]) for f in fields(Settings)]


def query_rules(settings: Settings) -> Rules:
    """The limits of SPARQL queries."""
    return Rules(
        workers=settings.sparql_workers,
        slow=settings.sparql_slow,
        slice=settings.sparql_slice_ms / 1000,
        seconds=settings.sparql_time_ms / 1000,
        waiting=settings.sparql_waiting,
        wait=settings.sparql_wait_ms / 1000,
        megabytes=settings.sparql_memory_mb,
        cache_bytes=settings.sparql_kept_bytes,
    )


def review_limits(settings: Settings) -> ReviewLimits:
    """The limits of the pool that reviews tables."""
    return ReviewLimits(
        workers=settings.validate_workers,
        waiting=settings.validate_waiting,
        wait=settings.validate_wait_ms / 1000,
        megabytes=settings.validate_memory_mb,
    )


def eager(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether GONGKAI_SPARQL_EAGER asks for the store to be made when the service starts, as `gongkai serve` does."""
    return bool(environ.get("GONGKAI_SPARQL_EAGER"))


def datasets(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Paths of the analyst's own files in GONGKAI_DATASET, separated as in PATH.

    >>> datasets({"GONGKAI_DATASET": "a.nq"})
    ('a.nq',)
    """
    return tuple(path for path in environ.get("GONGKAI_DATASET", "").split(os.pathsep) if path)


def records_path(environ: Mapping[str, str] = os.environ) -> str | None:
    """The file or folder of publication records in GONGKAI_RECORDS, None for none."""
    return environ.get("GONGKAI_RECORDS") or None
