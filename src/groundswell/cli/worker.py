"""``groundswell worker``: mail, reminders, news and queued work. Any number may run beside each other."""

import argparse
import signal
import threading
from types import FrameType

from groundswell.cli.start import wake


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="groundswell worker", description=__doc__)
    parser.add_argument("--once", action="store_true", help="do what waits now, then stop")
    options = parser.parse_args(argv)
    wake()
    from groundswell.kernel.in_use import shared

    with shared():
        work(once=options.once)
    return 0


def work(*, once: bool) -> None:
    """Do what waits now, or go on until told to stop."""
    from groundswell.kernel.worker import work_once, work_until

    if once:
        while work_once():
            pass
        return
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    work_until(stopped)
