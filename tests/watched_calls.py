"""A program's calls to the system, in their order, as the kernel sees them: what was really asked of the disk.

Linux alone, by ptrace, without a tool that would have to be installed. The program has one thread.
"""

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NUMBERS = {
    "x86_64": {1: "write", 18: "write", 20: "write", 44: "write", 74: "sync", 75: "sync"},
    "aarch64": {64: "write", 66: "write", 68: "write", 206: "write", 82: "sync", 83: "sync"},
}
TRACE_ME, CALL, SET_OPTIONS, CALL_INFO = 0, 24, 0x4200, 0x420E
MARK_CALLS, END_WITH_US = 0x1, 0x100000
ENTRY = 1
IS_POSSIBLE = sys.platform == "linux" and platform.machine() in NUMBERS


@dataclass(frozen=True)
class Call:
    """``write`` or ``sync`` of a file, and whether it went well."""

    what: str
    path: str
    went_well: bool


def be_watched() -> None:
    """Called by the program when it begins to matter what it does: from here on ``calls_of`` sees it."""
    _ptrace(TRACE_ME, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


def calls_of(pid: int) -> Iterator[Call]:
    """What a child process writes and syncs from ``be_watched`` to its end."""
    os.waitpid(pid, 0)
    _ptrace(SET_OPTIONS, pid, 0, MARK_CALLS | END_WITH_US)
    entered: tuple[str, str] | None = None
    info, passed_on = ctypes.create_string_buffer(88), 0
    while True:
        _ptrace(CALL, pid, 0, passed_on)
        _pid, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            if status:
                raise RuntimeError(f"the program ended with {status}")
            return
        reason, passed_on = os.WSTOPSIG(status), 0
        if reason != signal.SIGTRAP | 0x80:
            passed_on = reason
            continue
        _ptrace(CALL_INFO, pid, len(info), ctypes.addressof(info))
        if info.raw[0] == ENTRY:
            number, descriptor = struct.unpack_from("<QQ", info.raw, 24)
            what = NUMBERS[platform.machine()].get(number)
            entered = (what, _path(pid, descriptor)) if what else None
        elif entered is not None:
            (result,) = struct.unpack_from("<q", info.raw, 24)
            yield Call(*entered, result >= 0)
            entered = None


def _path(pid: int, descriptor: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/fd/{descriptor}").readlink())
    except OSError:
        return ""


def _ptrace(what: int, pid: int, at: int, data: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    call = libc.ptrace
    call.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    call.restype = ctypes.c_long
    if call(what, pid, at, data) < 0:
        raise OSError(ctypes.get_errno(), "ptrace is not allowed here")
