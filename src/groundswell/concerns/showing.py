"""Published figures as people read them: words first, a picture where there is enough to see, the table behind it.

Everything here is public already; nothing is worked out again, and neither NumPy nor SciPy is loaded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from groundswell.analysis.disclose import (
    POLICIES,
    Axis,
    Figures,
    Message,
    from_json,
    sentences,
)
from groundswell.concerns import codes
from groundswell.concerns.models import Release
from groundswell.ui import charts

Known = dict[tuple[str, int | None], tuple[int, int | None]]
FIRST = ("outcome", "route")


@dataclass(frozen=True)
class Shown:
    """One table: its picture, or sentences where it is small, and what was done to it."""

    title: str
    chart: charts.Chart | None
    lines: list[str]
    notes: list[str]


@dataclass(frozen=True)
class Heard:
    """A release as a page shows it."""

    release: Release
    summary: list[str]
    on_time: charts.Chart | None
    first: list[Shown]
    more: list[Shown]
    audit: list[str]
    rise: str = ""


def heard(release: Release, before: Release | None = None) -> Heard:
    """Everything a page shows of a release; ``before`` is the one that came before it."""
    tables = _tables(release)
    known = _known(release)
    shown = {
        name: _shown(figures, release) for name, figures in tables.items() if name != "on_time"
    }
    return Heard(
        release=release,
        summary=summary(release),
        on_time=_strip(tables.get("on_time"), known),
        first=[shown[name] for name in FIRST if name in shown],
        more=[one for name, one in shown.items() if name not in FIRST],
        audit=[_say(release.figures["audit"]), *_ranges(tables, known)],
        rise=_rise(release, before) if before else "",
    )


def summary(release: Release) -> list[str]:
    """The release in two or three plain sentences: how many, what most came to, how many in time."""
    tables = _tables(release)
    found = [_in_all(tables)]
    if sentence := _commonest(tables.get("outcome")):
        found.append(sentence)
    if sentence := _in_time(tables.get("on_time"), _known(release)):
        found.append(sentence)
    return found


def _in_all(tables: dict[str, Figures]) -> str:
    total = _total(tables)
    if total is None:
        return _("How many were closed is not shown.")
    return _("%(n)s were closed and counted.") % {"n": total}


def _commonest(outcome: Figures | None) -> str:
    if outcome is None or outcome.withheld is not None:
        return ""
    most = sorted(_marks(outcome), key=lambda mark: -(mark[2] or 0))[:2]
    named = [f"{label} ({words})" for label, words, value, _reach in most if value]
    return (
        _("What came of them most often: %(what)s.") % {"what": "; ".join(named)} if named else ""
    )


def _in_time(on_time: Figures | None, known: Known) -> str:
    if on_time is None or on_time.withheld is not None:
        return ""
    total, least = on_time[None, None].value, _bounds(on_time, known)
    if total is None or least is None:
        return ""
    low, high = least
    if low == high:
        return _("On every promised day: %(n)s of %(total)s.") % {"n": low, "total": total}
    return _("On every promised day: at least %(n)s of %(total)s.") % {"n": low, "total": total}


def _bounds(on_time: Figures, known: Known) -> tuple[int, int] | None:
    """Between how many and how many came in time, as far as anybody may know; None where counts are rounded."""
    cell, total = on_time[0, None], on_time[None, None].value
    if on_time[None, None].low != on_time[None, None].high or total is None:
        return None
    low, high = known.get(("on_time", 0), (cell.low, cell.high))
    return low, total if high is None else min(high, total)


def _strip(on_time: Figures | None, known: Known) -> charts.Chart | None:
    """In time, late, and between them those of whom it is not shown."""
    if on_time is None or on_time.withheld is not None:
        return None
    bounds, total = _bounds(on_time, known), on_time[None, None].value
    if bounds is None or total is None:
        return charts.bars_published(
            _marks(on_time), title=codes.counted_label("on_time"), headings=_headings()
        )
    low, high = bounds
    return charts.strip(
        low,
        high - low,
        total - high,
        title=_("Whether the promised days were kept"),
        labels=(_("on time"), _("either"), _("later")),
        headings=_headings(),
        description=_("Where a number is small, nobody is told which of the two it was."),
        leave_out_nought=True,
    )


def _shown(figures: Figures, release: Release) -> Shown:
    title = codes.counted_label(figures.shape.title)
    notes = [note.say(_) for note in figures.notes]
    if not _is_worth_a_picture(figures, release):
        lines = [said.say(_) for said in sentences(_readable(figures), POLICIES[release.policy])]
        return Shown(title, None, lines, notes)
    marks = sorted(_marks(figures), key=lambda mark: (mark[2] is None, -(mark[2] or 0)))
    return Shown(
        title, charts.bars_published(marks, title=title, headings=_headings(title)), [], notes
    )


def _is_worth_a_picture(figures: Figures, release: Release) -> bool:
    """Whether enough people and numbers are shown. A long list of answers may be mostly hatched and still be read."""
    if figures.withheld is not None:
        return False
    total = figures[None, None].value or 0
    n_shown = sum(value is not None for _, _, value, _ in figures.marks())
    return total >= POLICIES[release.policy].words_below and n_shown > 1


def _headings(what: str = "") -> tuple[str, str]:
    return (what or _("What"), _("How many"))


def _marks(figures: Figures) -> list[tuple[str, str, int | None, int | None]]:
    return _readable(figures).marks(_)


def _readable(figures: Figures) -> Figures:
    """The same figures with labels in words: what is kept are codes, so that a release reads in any language."""
    name = figures.shape.title
    labels = tuple(codes.counted_label(name, value) for value in figures.shape.rows.labels)
    rows = Axis(codes.counted_label(name), labels)
    return replace(figures, shape=replace(figures.shape, title=rows.name, rows=rows))


def _tables(release: Release) -> dict[str, Figures]:
    kept = [from_json(one) for one in release.figures.get("figures", [])]
    return {figures.shape.title: figures for figures in kept}


def _known(release: Release) -> Known:
    return {(title, row): (low, high) for title, row, low, high in release.figures.get("known", [])}


def _ranges(tables: dict[str, Figures], known: Known) -> Iterable[str]:
    for (title, row), (low, high) in known.items():
        name = codes.counted_label(title)
        place = (
            "" if row is None else codes.counted_label(title, tables[title].shape.rows.labels[row])
        )
        what = f"{name}: {place}" if place else name
        if high is None:
            yield Message("interval-open", (("what", what), ("low", low))).say(_)
        else:
            yield Message("interval", (("what", what), ("low", low), ("high", high))).say(_)


def _total(tables: dict[str, Figures]) -> int | None:
    cells = (figures[None, None] for figures in tables.values() if figures.withheld is None)
    return next((cell.value for cell in cells if cell.value is not None), None)


def _rise(release: Release, before: Release) -> str:
    """How many compared with the time before, where both are shown and as long. Neither way is called good or bad."""
    now, then = _total(_tables(release)), _total(_tables(before))
    days = [one.ends_on - one.starts_on for one in (release, before)]
    if now is None or then is None or now == then or abs((days[0] - days[1]).days) > 3:
        return ""
    numbers = {"now": now, "then": then}
    if now > then:
        return _("More people told us than in the time before: %(now)s after %(then)s.") % numbers
    return (
        _(
            "%(now)s after %(then)s in the time before. Fewer can mean that less happened, or that fewer told us."
        )
        % numbers
    )


def refused(release: Release) -> str:
    """Why figures cannot be published, and what to do."""
    if "refused" in release.figures:
        return _say(release.figures["refused"])
    if "audit" in release.figures:
        return _say(release.figures["audit"])
    return _(
        "These figures could not be worked out. Ask again; if it happens twice, tell whoever runs this installation."
    )


def _say(kept: list[Any]) -> str:
    key, values = kept
    return Message(key, tuple(values.items())).say(_)
