"""What the command line cannot be: an unknown subcommand or option, a missing or a wrong value, said in Chinese.

Owns: turning the errors of typer into ours, each with a hint. Must not: know a subcommand.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from typer.exceptions import TyperException

from catalog_graph.errors import BadParameter

# What a value should be, by the words in which its check refuses it.
_WANTED = (
    (re.compile("valid int"), "整数"),
    (re.compile("valid float"), "数字"),
    (re.compile("valid boolean"), "true 或 false"),
    (re.compile(r"range (\S+)<=x<=(\S+)\."), "{} 至 {} 之间的数"),
    (re.compile(r"range x>=(\S+)\."), "不小于 {} 的数"),
)


def refusal(error: TyperException) -> BadParameter:
    """The error in our words, with what to do."""
    message, hint = _said(error)
    context: Any = getattr(error, "ctx", None)
    path = f"gongkai {' '.join(context.command_path.split()[1:])}".strip() if context else "gongkai"
    path = "gongkai" if path == "gongkai -m catalog_graph" else path.replace("-m catalog_graph ", "")
    help_ = f"全部写法和例子见 {path} --help。"
    return BadParameter(message, f"{hint}{help_}")


def _said(error: Any) -> tuple[str, str]:
    """What is wrong, and the beginning of the hint ("" for none)."""
    match type(error).__name__:
        case "NoSuchOption":
            near = get_close_matches(error.option_name, _options(error), 1) or list(error.possibilities or ())
            return f"没有选项 {error.option_name}", f"是不是 {near[0]}？" if near else ""
        case "MissingParameter":
            name, words = _named(error.param)
            return f"缺少 {name}{f'（{words}）' if words else ''}", ""
        case "BadOptionUsage":
            if "does not take a value" in error.message:
                return f"{error.option_name} 后面不写值", f"只写 {error.option_name}。"
            return f"{error.option_name} 后面缺少值", f"写作 {error.option_name} 值。"
        case "BadParameter":
            name, words = _named(error.param)
            return f"{name}{f'（{words}）' if words else ''} 的值不对", f"应为{_wanted(error.message)}。"
    return _of_usage(error)


def _of_usage(error: Any) -> tuple[str, str]:
    words = error.format_message()
    named = words.partition("'")[2].partition("'")[0]
    if words.startswith("No such command"):
        commands = list(getattr(error.ctx.command, "commands", ()))
        near = get_close_matches(named, commands, 1, 0.5)
        return f"没有子命令“{named}”", f"是不是 {near[0]}？" if near else f"可用：{'、'.join(commands)}。"
    if "unexpected extra argument" in words:
        extra = words.partition("(")[2].removeprefix("s) (").rstrip(")")
        return f"多出了“{extra}”", "含有空格的值要加引号。"
    return f"命令写得不对：{words}", ""


def _options(error: Any) -> list[str]:
    parameters = error.ctx.command.params if error.ctx else ()
    return [name for parameter in parameters for name in parameter.opts if name.startswith("-")]


def _named(parameter: Any) -> tuple[str, str]:
    """What a person calls a parameter, and its help in Chinese."""
    if parameter is None:
        return "参数", ""
    options = [name for name in parameter.opts if name.startswith("--")] or parameter.opts
    name = options[0] if options and options[0].startswith("-") else str(parameter.name).upper()
    words = getattr(parameter, "help", None) or ""
    return name, _chinese(words)


def _chinese(words: str) -> str:
    """The help without the English behind it.

    >>> _chinese("领域：标识、编号或中文名 domain, or all"), _chinese("县 county|township")
    ('领域：标识、编号或中文名', '县 county|township')
    """
    pieces = words.split(" ")
    while len(pieces) > 1 and pieces[-1].isascii() and "|" not in pieces[-1] and not pieces[-1].startswith("."):
        pieces.pop()
    return " ".join(pieces)


def _wanted(message: str) -> str:
    """What the value should be.

    >>> _wanted("99999 is not in the range 1<=x<=65535.")
    '1 至 65535 之间的数'
    """
    hits = ((pattern.search(message), words) for pattern, words in _WANTED)
    return next((words.format(*hit.groups()) for hit, words in hits if hit), "所列的值")
