"""Where the time of raising goes: each part's own time, less what it called of the others."""

import functools
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

REST = "middleware, forms, building queries, views"


class Watch:
    """A stopwatch that runs for one part at a time."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.stack = [REST]
        self.since = time.perf_counter()

    def turn(self) -> None:
        """What passed goes to who was at work."""
        now = time.perf_counter()
        self.spent[self.stack[-1]] += now - self.since  # type: ignore[assignment]
        self.since = now

    def around(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time counted for ``part``."""

        @functools.wraps(work)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self.turn()
            self.stack.append(part)
            try:
                return work(*args, **kwargs)
            finally:
                self.turn()
                self.stack.pop()

        return timed


@contextmanager
def watched() -> Iterator[Watch]:
    """Times the vault, the database and the templates of this process."""
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper
    from django.template.base import Template

    from groundswell.vault import boxes, costs, items, receipts, secrets

    watch = Watch()
    parts: list[tuple[str, Any, str]] = [
        ("key derivation", costs, "derive"),
        *(("sealing", boxes, name) for name in ("seal", "seal_key", "open_key")),
        *(("sealing", items, name) for name in ("seal_item", "open_item", "key_generation")),
        *(("sealing", receipts, name) for name in ("new_receipt", "issue", "present")),
        ("sealing", secrets, "check_stamp"),
        *(("database, statements", CursorWrapper, name) for name in ("execute", "executemany")),
        ("database, commits with their fsync", BaseDatabaseWrapper, "_commit"),
        ("templates", Template, "render"),
    ]
    with ExitStack() as stack:
        for part, holder, name in parts:
            stack.enter_context(
                patch.object(holder, name, watch.around(part, getattr(holder, name)))
            )
        yield watch
        watch.turn()
