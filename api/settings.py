"""Settings of the service: limits and words with default and help, from a file and from the environment.

Owns: the table of settings (the README prints it, a test holds both equal), what each may be, where it is read from.
Must not: be read anywhere but where it is passed; there is no global settings object.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from typing import TYPE_CHECKING

from catalog_graph import files
from catalog_graph.errors import BadParameter

if TYPE_CHECKING:  # loaded with the pools that take them
    from catalog_graph.review.service.pool import ReviewLimits
    from catalog_graph.sparql.pool.queue import Rules

FILE = "GONGKAI_SETTINGS"  # names a file of settings
_MOST_FILE_BYTES = 100_000


def _number(default: int, words: str, least: int = 1) -> int:
    number: int = field(default=default, metadata={"help": words, "least": least})
    return number


def _words(default: str, words: str, pattern: str, wanted: str) -> str:
    """`pattern` is what a value must look like, and `wanted` says that in Chinese."""
    text: str = field(default=default, metadata={"help": words, "pattern": pattern, "wanted": wanted})
    return text


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is an environment variable GONGKAI_<NAME>, and a line `name = value` of the file."""

    public_url: str = _words(
        "",
        "对外地址，含路径前缀；给出后，页面、跳转和数据目录中的地址都由它而来，不给出则用相对地址",
        r"https?://[^\s/?#\"<>]+(/[^\s?#\"<>]*)?",
        "http:// 或 https:// 开头的地址，如 https://www.example.gov.cn/gongkai",
    )
    proxies: str = _words(
        "",
        "可信的前置代理地址，逗号分隔；只采信它们的 X-Forwarded-For",
        r"[0-9a-fA-F.:/*]+(,\s*[0-9a-fA-F.:/]+)*",
        "地址或网段，逗号分隔，如 127.0.0.1,10.0.0.0/8",
    )
    frame_ancestors: str = _words(
        "'self'",
        "哪些网站可以把本站页面嵌入框架，空格分隔；'none' 为都不可",
        r"('self'|'none'|\*|https?://[\w.*:-]+)( +('self'|https?://[\w.*:-]+))*",
        "网站地址，空格分隔，如 'self' https://www.example.gov.cn",
    )
    embed_ancestors: str = _words(
        "*",
        "哪些网站可以嵌入 /embed/ 的清单，空格分隔；* 为都可",
        r"('self'|'none'|\*|https?://[\w.*:-]+)( +('self'|https?://[\w.*:-]+))*",
        "网站地址，空格分隔，如 https://www.example.gov.cn",
    )
    links: str = _words(
        "",
        "放链接文件（<名称>.csv，列 item,url，可有 place）的文件夹，供 /embed/ 的 links 参数用",
        r"[^\0\n]+",
        "文件夹的路径",
    )
    security_contact: str = _words(
        "",
        "发现安全问题时的联系方式，写入 /.well-known/security.txt；不给出则没有这一页",
        r"(mailto:[^\s<>\"]+@[^\s<>\"]+|https://[^\s<>\"]+|tel:\+?[\d-]+)",
        "mailto:、https: 或 tel: 开头的地址，如 mailto:security@example.gov.cn",
    )
    contact: str = _words(
        "",
        "发现数据有误、想补充出处时找谁，写在“关于与口径”页；不给出则不写",
        r"(mailto:[^\s<>\"]+@[^\s<>\"]+|https?://[^\s<>\"]+|tel:\+?[\d-]+)",
        "mailto:、https: 或 tel: 开头的地址，如 mailto:gongkai@example.gov.cn",
    )
    search_results: int = _number(20, "地名检索默认返回条数")
    max_search_results: int = _number(200, "地名检索最多返回条数")
    max_per_page: int = _number(1000, "分页时每页最多条数")
    max_query_length: int = _number(200, "每个查询参数最多字符数")
    cache_bytes: int = _number(16_000_000, "答案缓存的字节上限")
    render_bytes: int = _number(24_000_000, "留存网页、表格、RDF（含压缩后）的字节上限，0 为不留存", least=0)
    render_places: int = _number(2, "同时生成的网页、表格、RDF 最多几个（每个服务进程）")
    render_waiting: int = _number(200, "等候生成的网页、表格、RDF 最多几个")
    per_client: int = _number(64, "每个来源地址同时进行的请求最多几个，超过的答 429；本机和可信代理自身不计")
    max_address_bytes: int = _number(64_000, "地址（含查询参数）的字节上限，超过的答 414")
    log_requests: int = _number(0, "1 为每个请求记一行日志；0 为只记出错（5xx）的", least=0)
    max_age: int = _number(3600, "响应可缓存的秒数")
    sparql_workers: int = _number(4, "同时执行的 SPARQL 查询数（每个服务进程），至少2；另有一个进程只做轻查询")
    sparql_slow: int = _number(2, "其中慢查询最多几条，至少留一条给快查询")
    sparql_slice_ms: int = _number(250, "查询超过这么多毫秒算慢查询")
    sparql_time_ms: int = _number(20_000, "一条查询的时间上限（毫秒），超过即中止")
    sparql_waiting: int = _number(64, "排队的查询最多几条")
    sparql_wait_ms: int = _number(10_000, "排队的时间上限（毫秒）")
    sparql_max_rows: int = _number(1_000_000, "一次结果的行数（三元组数）上限")
    sparql_max_bytes: int = _number(200_000_000, "一次结果的字节上限")
    sparql_page_rows: int = _number(1000, "查询页最多显示的行数，全部结果可下载")
    sparql_buffer_bytes: int = _number(4_000_000, "结果不超过这么多字节时，全部算完再发送")
    sparql_query_bytes: int = _number(200_000, "一条查询语句的字节上限")
    sparql_memory_mb: int = _number(2048, "每个查询进程的内存上限（MB）")
    sparql_kept_bytes: int = _number(16_000_000, "留存 SPARQL 答案的字节上限，0 为不留存", least=0)

    validate_bytes: int = _number(20_000_000, "上传核对的文件的字节上限")
    validate_rows: int = _number(5000, "上传核对的文件每张表的行数上限")
    validate_time_ms: int = _number(30_000, "核对一个文件的时间上限（毫秒），超过即中止")
    validate_workers: int = _number(2, "同时核对的文件数（每个服务进程）")
    validate_waiting: int = _number(8, "另外接收中和等候核对的文件最多几个")
    validate_wait_ms: int = _number(15_000, "等候核对的时间上限（毫秒）")
    validate_memory_mb: int = _number(1024, "每个核对进程的内存上限（MB）")
    upload_time_ms: int = _number(60_000, "接收上传文件的时间上限（毫秒）")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Settings with the values of the file that GONGKAI_SETTINGS names, if any, and over them of the environment.

        Raises BadParameter for a value that a setting does not take, a file that cannot be read, a line of it that is
        no setting.
        """
        values = _of_file(environ[FILE]) if environ.get(FILE) else {}
        for setting in fields(cls):
            name = f"GONGKAI_{setting.name.upper()}"
            if name in environ:
                values[setting.name] = _checked(setting, environ[name], f"环境变量 {name}")
        return cls(**values)  # type: ignore[arg-type]


def _of_file(path: str) -> dict[str, int | str]:
    """The settings of a TOML file. Raises BadParameter."""
    try:
        lines = tomllib.loads(files.read_input(path, _MOST_FILE_BYTES).decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadParameter(f"设置文件 {path} 不能读取：{error}", "每行写 名称 = 值，文字加引号。") from None
    known = {setting.name: setting for setting in fields(Settings)}
    for name in lines:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise BadParameter(f"设置文件 {path} 中没有名为“{name}”的设置", f"是不是 {near[0]}？" if near else None)
    return {name: _checked(known[name], value, f"设置文件 {path} 中 {name}") for name, value in lines.items()}


def _checked(setting: Field[object], given: object, where: str) -> int | str:
    """A value that the setting takes. Raises BadParameter."""
    words, rules = str(given), setting.metadata
    if "pattern" in rules:
        wanted, fine = rules["wanted"], isinstance(given, str) and bool(re.fullmatch(rules["pattern"], words))
        fine = fine or given == ""
    else:
        least = rules["least"]
        wanted = "正整数" if least else "正整数或 0"
        fine = not isinstance(given, bool) and words.isascii() and words.isdigit() and int(words) >= least
    if not fine:
        raise BadParameter(f"{where} 的值“{words[:80]}”应为{wanted}")
    return words if "pattern" in rules else int(words)


def settings_table() -> list[tuple[str, int | str, str]]:
    """Name of the environment variable, default and help of each setting."""
    return [
        (f"GONGKAI_{f.name.upper()}", f.default if isinstance(f.default, int) else str(f.default), f.metadata["help"])
        for f in fields(Settings)
    ]


def query_rules(settings: Settings) -> Rules:
    """The limits of SPARQL queries."""
    from catalog_graph.sparql.pool.queue import Rules  # noqa: PLC0415

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
    from catalog_graph.review.service.pool import ReviewLimits  # noqa: PLC0415

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
