"""Work in a process of its own, which can be ended at any moment: by a limit of time, or by Ctrl-C.

Owns: that process. Must not: know the work. The engine answers to no signal while it works, so it must not be in the
process that listens to the person.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

from catalog_graph.command import terminal
from catalog_graph.errors import GongkaiError, QueryTimeout

_LOOK_EVERY = 0.02  # seconds
_WRONG = 2


def run(work: Callable[[], None], seconds: float) -> None:
    """Do some work that prints, and end as it does; nothing of it is left running.

    Raises QueryTimeout past the time, KeyboardInterrupt on Ctrl-C, SystemExit where the work went wrong, which it has
    said by itself.
    """
    sys.stdout.flush()
    child = os.fork()
    if not child:
        _inside(work)
    end = time.monotonic() + seconds
    try:
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                break
            if time.monotonic() > end:
                raise QueryTimeout(
                    f"查询超过 {seconds:g} 秒，已中止", "请加更具体的条件或 LIMIT，或用 --time 放宽时限。"
                )
            time.sleep(_LOOK_EVERY)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    code = os.waitstatus_to_exitcode(status)
    if code:
        raise SystemExit(code if code > 0 else _WRONG)


def _inside(work: Callable[[], None]) -> None:
    """The process itself; it ends here whatever happens."""
    code = _WRONG
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        work()
        sys.stdout.flush()
        code = 0
    except GongkaiError as error:
        terminal.report(error)
    except BrokenPipeError:
        code = 0
    except Exception as fault:
        print(f"错误：程序内部出错（{type(fault).__name__}：{fault}）", file=sys.stderr)
    finally:
        os._exit(code)
