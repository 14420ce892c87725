"""Work out a release in a program of its own: counts come in as JSON, what may be published goes out.

A server can so bound how long it takes, gets the memory back, and what a solver prints stays off its output.
"""

import json
import os
import sys
from typing import Any

from .audit import audit
from .margins import release_margins
from .period import Period
from .policy import POLICIES
from .protect import Refused
from .releases import Release
from .storage import from_json
from .tables import one_way
from .words import Message


def work_out(asked: dict[str, Any]) -> dict[str, Any]:
    """Give the release as plain values with its audit, or why it is refused."""
    policy = POLICIES[asked["policy"]]
    tables = [
        one_way(one["counts"], (one["by"], one["labels"]), title=one["title"])
        for one in asked["tables"]
    ]
    try:
        made, known = release_margins(
            tables, policy, name=asked["name"], period=Period.of(asked["first"], asked["last"]),
            earlier=[_earlier(one) for one in asked["earlier"]], seconds=asked["seconds"],
        )  # fmt: skip
    except Refused as refused:
        return {"refused": _plain(refused.message)}
    ranges = [[one.title, one.row, one.low, one.high] for one in known]
    return {
        **made.to_json(),
        "audit": _plain(made.audit.message()),
        "is_safe": made.audit.is_safe,
        "known": ranges,
    }


def _earlier(kept: dict[str, Any]) -> Release:
    """An earlier release, for its days and its cells; it was audited when it went out."""
    policy = POLICIES[kept["policy"]]
    figures = tuple(from_json(one) for one in kept["figures"])
    period = Period.of(kept["first"], kept["last"])
    return Release(kept["name"], period, policy.name, figures, audit(policy=policy))


def _plain(said: Message) -> list[Any]:
    return [said.key, dict(said.values)]


def main() -> None:
    """Read from standard input and write to standard output, which nothing else may write to."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    json.dump(work_out(json.load(sys.stdin)), out)
    out.close()


if __name__ == "__main__":
    main()
