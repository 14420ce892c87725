"""A bar on the terminal for what takes longer than a second; nothing where nobody is looking."""

import sys
from collections.abc import Callable
from time import monotonic
from typing import TextIO

WIDE = 24
PATIENCE, PAUSE = 1.0, 0.1


class Progress:
    """Call it with how much is done, of how much, and what is being done; ``clear`` takes the bar away."""

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.clock = clock
        self.began = clock()
        self.last = self.began
        self.drawn = 0

    def __call__(self, done: int, total: int, what: str) -> None:
        now = self.clock()
        if now - self.began < PATIENCE or now - self.last < PAUSE or not self.stream.isatty():
            return
        self.last = now
        share = min(done / total, 1.0) if total else 0.0
        full = round(share * WIDE)
        line = f"[{'#' * full}{'.' * (WIDE - full)}] {share:4.0%} {what}"
        self.stream.write(f"\r{line.ljust(self.drawn)}")
        self.stream.flush()
        self.drawn = len(line)

    def clear(self) -> None:
        """Take the bar away before anything else is written."""
        if self.drawn:
            self.stream.write(f"\r{' ' * self.drawn}\r")
            self.stream.flush()
            self.drawn = 0
