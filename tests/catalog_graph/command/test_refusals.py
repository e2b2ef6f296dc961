"""Whatever cannot be run is refused in Chinese with a hint and exit code 2."""

from __future__ import annotations

import re

import pytest

from tests.command_line import run

REFUSED = [
    (("天书",), "没有子命令“天书”"),
    (("dutys", "341302"), "是不是 duties？"),
    (("duties",), "没有输入地名"),
    (("gap",), "缺少 PLACE"),
    (("parse", "time-limit"), "缺少 TEXT"),
    (("export", "05"), "缺少 --output"),
    (("duties", "341302", "--bogus"), "没有选项 --bogus"),
    (("duties", "341302", "--domian", "05"), "是不是 --domain？"),
    (("duties", "341302", "--domain"), "--domain 后面缺少值"),
    (("build", "--check=yes"), "--check 后面不写值"),
    (("duties", "341302", "341303"), "多出了“341303”"),
    (("serve", "--port", "http"), "应为整数"),
    (("serve", "--port", "99999"), "1 至 65535 之间的数"),
    (("serve", "--port", "0"), "1 至 65535 之间的数"),
    (("query", "ASK {}", "--time", "长"), "应为数字"),
    (("laws", "--format", "pdf"), "没有格式“pdf”"),
    (("validate", "没有.xlsx"), "没有这个文件或文件夹"),
    (("export", "05", "-o", "没有/目录.xlsx"), "没有这个文件或文件夹"),
    (("export", "05", "-o", "tests", "-f", "csv"), "是文件夹"),
    (("duties", "341302", "--on", "明天"), "不是日期"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED, ids=[" ".join(arguments) for arguments, _ in REFUSED])
def test_it_is_refused_in_chinese_with_a_hint(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.match("错误：.*\n提示：.+\n", said), said
    assert words in said
    assert not re.search(r"Error|Usage|Traceback|Invalid|Missing", said), said
