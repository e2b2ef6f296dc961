"""A process that runs LibreOffice on files sent to it on its standard input, one after the other.

Owns: the limits that LibreOffice runs under: memory, size of files, processor time, no network, no macros, a folder
that vanishes; ending it and all it started.
Must not: be imported by the service; outlive its standard input.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from catalog_graph import files
from catalog_graph.processes import frames, sandbox, streams
from catalog_graph.processes.streams import Receive, Send

_MEGABYTES, _LARGEST, _GRACE = 1_536, 256 << 20, 0.1
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>
</prop></item>
</oor:items>
"""


def serve(program: str, send: Send, receive: Receive) -> None:
    """Answer requests until there are no more: a file, or the code of what hinders it."""
    sandbox.cap_memory(_MEGABYTES)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
    sandbox.forbid_networks()
    while (frame := receive()) is not None:
        head, _, content = frame[1].partition(b"\n")
        ending, wanted, seconds = head.decode().split()
        result = _converted(program, content, ending, wanted, float(seconds))
        if isinstance(result, bytes):
            send(frames.END, result)
        else:
            send(frames.ERROR, result.encode())


def _converted(program: str, content: bytes, ending: str, wanted: str, seconds: float) -> bytes | str:
    """The file in the wanted format, or the code of a failure."""
    with files.passing_folder() as folder:
        profile = folder / "profile" / "user"
        files.ensure_folder(profile)
        files.write_file(profile / "registrymodifications.xcu", _SETTINGS.encode())
        files.write_file(folder / f"table.{ending}", content)
        if not _run(_command(program, folder, ending, wanted), folder, seconds):
            return "time"
        made = files.read_folder(folder / "out", f"*.{wanted}")
        return next(iter(made.values()), "unreadable")


def _command(program: str, folder: Path, ending: str, wanted: str) -> list[str]:
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    return [program, profile, *options, "--convert-to", wanted, "--outdir", f"{folder}/out", f"{folder}/table.{ending}"]


def _run(command: list[str], folder: Path, seconds: float) -> bool:
    """Run a program to its end; False where its time was over. Whatever it started ends with it."""
    environment = os.environ | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the file's name is ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    until = time.monotonic() + seconds
    try:
        while process.poll() is None and time.monotonic() < until:
            if _abandoned():
                raise SystemExit
            time.sleep(_GRACE)
        return process.returncode is not None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _abandoned() -> bool:
    """Whether nobody is at the other end of the standard input any more."""
    poll = select.poll()
    poll.register(0, select.POLLHUP)
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    streams.speak(lambda send, receive: serve(sys.argv[1], send, receive))
