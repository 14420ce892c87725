"""One file in, a cleaned copy out, through pipes. Before it reads a byte this process gives up what it does not need.

In: one line of JSON (``{"suffix": ".jpg"}``), then the file. Out: one line of JSON, then the copy if there is one.
"""

import contextlib
import ctypes
import json
import sys

from groundswell.formats.cleaning import (  # noqa: F401 - no file opens later
    MOST_BYTES,
    MOST_CLEANED,
    NotCleaned,
    clean,
    office,
    pdf,
    pictures,
)

MEMORY = 1 << 30
SECONDS = 20
ALONE = 0x40000000 | 0x10000000  # a network and users of its own: CLONE_NEWNET, CLONE_NEWUSER
NO_DUMP = 4  # PR_SET_DUMPABLE


def give_up() -> None:
    """No more than so much time and memory, no new file, no socket, no process, no core dump.

    The limit of open files is nought: whatever opens one, a socket as well, fails, and no right is needed to set it.
    """
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.unshare(ALONE)  # where it is allowed; the limit above holds in any case
            libc.prctl(NO_DUMP, 0, 0, 0, 0)
    sys.addaudithook(_refuse)


def _refuse(event: str, _given: object) -> None:
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix")):
        raise PermissionError(event)


def run() -> None:
    asked = json.loads(sys.stdin.buffer.readline(1000))
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    copy = b""
    try:
        if len(data) > MOST_BYTES:
            raise NotCleaned("too large")
        made = clean(data, str(asked.get("suffix", "")))
        if len(made.data) > MOST_CLEANED:
            raise NotCleaned("too large", made.kind)
        copy = made.data
        said = {"kind": made.kind, "suffix": made.suffix, "left": list(made.left)}
    except NotCleaned as refused:
        said = {"why": refused.why, "kind": refused.kind}
    except MemoryError:
        said = {"why": "too large"}
    except Exception:  # noqa: BLE001 - the file is anybody's: whatever a library makes of it, it is broken
        said = {"why": "broken"}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + copy)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    give_up()
    run()
