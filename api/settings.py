"""Settings of the service: limits with default and help.

Owns: the table of settings (the README prints it, a test holds both equal).
Must not: be read anywhere but where it is passed; there is no global settings object.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from catalog_graph.errors import BadParameter


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is an environment variable GONGKAI_<NAME>."""

    search_results: int = field(default=20, metadata={"help": "地名检索默认返回条数"})
    max_search_results: int = field(default=200, metadata={"help": "地名检索最多返回条数"})
    max_per_page: int = field(default=1000, metadata={"help": "分页时每页最多条数"})
    max_query_length: int = field(default=200, metadata={"help": "每个查询参数最多字符数"})
    cache_bytes: int = field(default=16_000_000, metadata={"help": "答案缓存的字节上限"})
    max_age: int = field(default=3600, metadata={"help": "响应可缓存的秒数"})

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Settings with the values of the environment.

        Raises BadParameter for a value that is not a whole number above zero.
        """
        given: dict[str, int] = {}
        for one in fields(cls):
            words = environ.get(f"GONGKAI_{one.name.upper()}")
            if words is None:
                continue
            if not (words.isascii() and words.isdigit() and int(words) > 0):
                raise BadParameter(f"环境变量 GONGKAI_{one.name.upper()} 的值“{words}”应为正整数")
            given[one.name] = int(words)
        return cls(**given)


def settings_table() -> list[tuple[str, int, str]]:
    """Name of the environment variable, default and help of each setting."""
    return [(f"GONGKAI_{f.name.upper()}", int(str(f.default)), f.metadata["help"]) for f in fields(Settings)]
