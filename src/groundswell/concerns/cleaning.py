"""A cleaned copy of a file, made by a process of its own: bounded, without network, through pipes alone.

Nothing of the file is written anywhere in the clear, and this process never loads what reads it.
"""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import groundswell
from groundswell.formats.cleaning import MOST_CLEANED

SECONDS: Final = 25.0  # on the clock; the process itself may compute for twenty
AT_ONCE: Final = threading.BoundedSemaphore(2)
_SOURCE: Final = str(Path(groundswell.__file__).resolve().parent.parent)


@dataclass(frozen=True)
class Copy:
    """A copy, or by a code why there is none."""

    data: bytes = field(default=b"", repr=False)
    kind: str = ""
    suffix: str = ""
    left: tuple[str, ...] = ()
    why: str = ""


def copy_of(data: bytes, suffix: str) -> Copy:
    """Ask the process. One that is stopped, or says nothing that can be read, found the file broken."""
    if os.name == "nt":
        return Copy(why="unbounded")  # a process cannot be bounded there as it is here
    with AT_ONCE:
        said, rest = _run(json.dumps({"suffix": suffix[:10]}).encode() + b"\n", data)
    if said is None:
        return Copy(why="broken")
    if why := said.get("why"):
        return Copy(why=str(why), kind=str(said.get("kind", "")))
    left = tuple(str(one) for one in said.get("left", ()))
    return Copy(rest, str(said["kind"]), str(said["suffix"]), left)


def _run(asked: bytes, data: bytes) -> tuple[dict[str, Any] | None, bytes]:
    process = subprocess.Popen(
        [sys.executable, "-s", "-P", "-B", "-m", "groundswell.formats.cleaning"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": _SOURCE, "PATH": os.defpath, "LC_ALL": "C.UTF-8"},  # no secret of ours
        cwd="/",
        close_fds=True,
    )
    timer = threading.Timer(SECONDS, process.kill)
    writer = threading.Thread(target=_feed, args=(process, asked, data), daemon=True)
    timer.start()
    writer.start()
    try:
        answer = process.stdout.read(MOST_CLEANED + 10_000) if process.stdout else b""
        process.kill()  # it has said all it may
        writer.join(5)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
    line, _newline, rest = answer.partition(b"\n")
    try:
        said = json.loads(line)
    except ValueError:
        return None, b""
    return (said if isinstance(said, dict) else None), rest


def _feed(process: "subprocess.Popen[bytes]", asked: bytes, data: bytes) -> None:
    if process.stdin is None:
        return
    with suppress(OSError):  # it stopped reading: what it says is read all the same
        process.stdin.write(asked)
        process.stdin.write(data)
    with suppress(OSError):
        process.stdin.close()
