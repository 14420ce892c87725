"""Fixed releases over periods that do not overlap: what has been published once is never published differently.

A release is refused where its days were covered before, where it is too short, and where a table comes back with
other cells or filters. What may be released is checked together with everything published about the same days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .audit import Audit, audit
from .figures import Figures
from .period import Period
from .policy import Policy
from .protect import Refused, protect
from .storage import from_json, to_json
from .tables import Shape, Table
from .words import Translate, message


@dataclass(frozen=True)
class Release:
    """Published figures about one period. Frozen: a mistake is corrected in the next release, in words."""

    name: str
    period: Period
    policy: str
    figures: tuple[Figures, ...]
    audit: Audit

    def to_text(self, translate: Translate = str) -> str:
        """Give every table with its notes, then what the audit of all of them found."""
        tables = [figures.to_text(translate) for figures in self.figures]
        return "\n\n".join([*tables, "\n".join(self.audit.to_lines(translate))])

    def to_json(self) -> dict[str, Any]:
        """Give the release as plain values. The audit is left out: anyone can run it again."""
        return {
            "name": self.name,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "policy": self.policy,
            "figures": [to_json(figures) for figures in self.figures],
        }


def release(
    tables: Sequence[Table],
    policy: Policy,
    *,
    name: str,
    period: Period,
    earlier: Sequence[Release] = (),
    beside: Sequence[Figures] = (),
    percentages: Mapping[str, str] | None = None,
    seconds: float = 60.0,
) -> Release:
    """Publish tables about a period, or raise ``Refused`` with what to do instead.

    `percentages` names the whole ("row", "column", "all") by the title of a table. Tables are protected in the
    order given, each beside those before it: put the one that matters most first.
    """
    if not tables:
        raise ValueError("A release needs at least one table.")
    _check_period(policy, name, period, earlier)
    done: list[Figures] = []
    for table in tables:
        _check_cells(table.shape, earlier, done)
        made = protect(
            table.during(period), policy, percentages=(percentages or {}).get(table.shape.title),
            beside=[*beside, *done], seconds=seconds / len(tables),
        )  # fmt: skip
        done.append(made.figures)
    checked = audit(*beside, *done, policy=policy, seconds=seconds)
    return Release(name, period, policy.name, tuple(done), checked)


def read_release(kept: Mapping[str, Any], policy: Policy) -> Release:
    """Read a release back and audit it again."""
    try:
        name = str(kept["name"])
        period = Period.of(kept["first"], kept["last"])
        figures = tuple(from_json(table) for table in kept["figures"])
    except (KeyError, TypeError) as problem:
        raise ValueError(f"This is no release as `to_json` writes it: {problem!r}.") from problem
    return Release(
        name, period, kept.get("policy", policy.name), figures, audit(*figures, policy=policy)
    )


def _check_period(policy: Policy, name: str, period: Period, earlier: Sequence[Release]) -> None:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    if any(name == other.name for other in earlier):
        raise Refused(message("locked", name=name))
    if not period.covers_months(policy.min_months):
        raise Refused(message("too-short", months=policy.min_months, **days))
    for other in earlier:
        if other.period.overlaps(period):
            theirs = {
                "other_first": other.period.first.isoformat(),
                "other_last": other.period.last.isoformat(),
            }
            raise Refused(message("overlap", name=other.name, **days, **theirs))


def _check_cells(shape: Shape, earlier: Sequence[Release], done: Sequence[Figures]) -> None:
    """A table keeps its cells and filters from release to release; its columns may have had to go."""
    if any(figures.shape.title == shape.title for figures in done):
        raise ValueError(
            f"Two tables of a release are called {shape.title!r}. Give each its own title."
        )
    for other in (figures.shape for r in earlier for figures in r.figures):
        if other.title != shape.title:
            continue
        same_columns = other.columns in (None, shape.columns)
        if other.rows != shape.rows or not same_columns or other.filters != shape.filters:
            raise Refused(message("other-cells", title=shape.title))
