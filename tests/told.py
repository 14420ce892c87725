"""What a request or the news changes, the audit is told: its number is how everybody else learns of it.

A member's page is shown again while no chain has moved (``kernel.kept``), so a change that no act records would
be seen late. ``conftest.py`` puts this watch around every request and every delivery of news in every test.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITES = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')
ROOMS = ("wall_", "suggestions_", "projects_", "meetings_", "networks_")
# Shown on no page that is kept; each with what it is.
UNTOLD = {
    "meetings_paintedhour",  # somebody's own week, on their own page
    "meetings_poll",  # when it was last reminded of
    "networks_importdraft",  # a table on its way in, for whoever brings it
    "networks_invitation",  # that its page was seen
}


@contextmanager
def watched(what: str) -> Iterator[None]:
    """Fails when something that members may see was changed and no chain moved."""
    changed: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        found = WRITES.match(sql)
        if found and context["cursor"].rowcount:
            changed.add(found[1])
        return result

    with connection.execute_wrapper(note):
        yield
    untold = {table for table in changed if table.startswith(ROOMS)} - UNTOLD
    if "audit_head" not in changed:
        assert not untold, f"{what} changed {sorted(untold)}, and no act records it"
