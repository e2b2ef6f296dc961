"""What the kernel forbids a SPARQL worker: memory past a cap, sockets, outliving its time.

Owns: the limits that a process puts on itself before it sees a stranger's query.
Must not: know about queries.

On Linux on x86-64 and arm64 a seccomp filter refuses `socket`; elsewhere there is no such filter, and `guard` alone
keeps SERVICE out.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import signal
import socket
import sys
from pathlib import Path

_SOCKET = {"x86_64": 41, "aarch64": 198}  # numbers of the system call
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_FIRST_ARGUMENT = 16  # where seccomp finds it
_DENY, _ALLOW = 0x00050000 | 13, 0x7FFF0000  # EACCES


class _Instruction(ctypes.Structure):
    _fields_ = [("code", ctypes.c_ushort), ("jt", ctypes.c_ubyte), ("jf", ctypes.c_ubyte), ("k", ctypes.c_uint32)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction))]


def cap_memory(megabytes: int) -> None:
    """No more address space than this for the process."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file of gigabytes behind


def peak_megabytes() -> int:
    """The most memory this process has taken.

    Not by getrusage where the system says it otherwise: there a process inherits the peak of the one that started it.
    """
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return next(int(line.split()[1]) >> 10 for line in status.splitlines() if line.startswith("VmHWM:"))


def forbid_sockets() -> bool:
    """From now on this process cannot open a socket; False where the kernel offers no way to say so."""
    number = _SOCKET.get(platform.machine())
    return number is not None and _filter(
        _Instruction(_LOAD, 0, 0, 0),
        _Instruction(_EQUAL, 0, 1, number),
        _Instruction(_RETURN, 0, 0, _DENY),
        _Instruction(_RETURN, 0, 0, _ALLOW),
    )


def forbid_networks() -> bool:
    """From now on this process and those it starts open no socket but those of one machine; as `forbid_sockets`."""
    number = _SOCKET.get(platform.machine())
    return number is not None and _filter(
        _Instruction(_LOAD, 0, 0, 0),
        _Instruction(_EQUAL, 0, 3, number),
        _Instruction(_LOAD, 0, 0, _FIRST_ARGUMENT),
        _Instruction(_EQUAL, 1, 0, socket.AF_UNIX),
        _Instruction(_RETURN, 0, 0, _DENY),
        _Instruction(_RETURN, 0, 0, _ALLOW),
    )


def _filter(*instructions: _Instruction) -> bool:
    """Put a filter of system calls before this process; False where the kernel offers none."""
    if sys.platform != "linux":
        return False
    steps = (_Instruction * len(instructions))(*instructions)
    program = _Program(len(steps), steps)
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(kernel.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def forbid_writing() -> None:
    """From now on this process cannot put a single byte into a file, in a temporary folder neither; pipes are open."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.dont_write_bytecode = True


def end_after(seconds: float) -> None:
    """The kernel ends this process after so many seconds, whatever it is busy with; 0 takes that back.

    The service ends a worker that is past its time; this is for a worker whose service is no more.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)
