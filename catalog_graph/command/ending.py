"""How the command ends: its exit code, and what is said where it could not be run.

Owns: turning errors into words on standard error and into exit codes; the letters of both streams.
Must not: know a subcommand.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable

import typer
from typer.exceptions import TyperException

from catalog_graph.errors import BadParameter, GongkaiError, system_words

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EIO}
_LETTERS = "公开〔※■□√"


def run(app: Callable[..., object]) -> int:
    """Run the command; its exit code: what it says, 2 where it cannot be run, 130 where it was stopped."""
    _write_chinese()
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except (GongkaiError, TyperException) as error:
        return _refused(error)
    except (KeyboardInterrupt, typer.Abort):
        print("已中止。", file=sys.stderr)
        return 130
    except OSError as error:
        return _unwritten(error)
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # click and rich end with 1 then, which means findings here
            return _unwritten(ended.__context__)
        raise
    except Exception as fault:  # what we did not foresee: a message for people, the traceback for whoever mends it
        return _unforeseen(fault)
    return code if isinstance(code, int) else 0


def _unwritten(error: OSError) -> int:
    """The end where a stream took no more: its reader has gone, or the disk is full."""
    if isinstance(error, BrokenPipeError):
        _leave_unwritten()
        return 0
    if error.errno not in _FULL:
        return _unforeseen(error)
    _leave_unwritten()
    return _refused(BadParameter(f"结果没有写完：{system_words(error)}", "请腾出空间，或写到别处后重试。"))


def _write_chinese() -> None:
    """Both streams take Chinese, whatever the terminal says of itself: JSON and CSV are UTF-8 as well."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        try:
            _LETTERS.encode(stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            reconfigure(encoding="utf-8")
        reconfigure(errors="replace")


def _refused(error: GongkaiError | TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        print(str(error), file=sys.stderr)
        return 2
    from catalog_graph.command.refusals import refusal  # noqa: PLC0415
    from catalog_graph.command.terminal import report  # noqa: PLC0415

    report(error if isinstance(error, GongkaiError) else refusal(error))
    return 2


def _unforeseen(fault: Exception) -> int:
    if os.environ.get("GONGKAI_DEBUG"):
        raise fault
    print(f"错误：程序内部出错（{type(fault).__name__}：{fault}）", file=sys.stderr)
    print("提示：请把命令和这条信息告诉维护者；设 GONGKAI_DEBUG=1 重试可看到出错位置。", file=sys.stderr)
    return 2


def _leave_unwritten() -> None:
    """Another stream in place of the one that takes no more, so that the end of the process does not try it again."""
    sys.stdout = io.StringIO()
