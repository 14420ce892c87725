"""Forest plot: estimates under each other, each with its interval, against one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

from groundswell.analysis._inputs import InputError
from groundswell.analysis._result import Result
from groundswell.analysis.charts._axis import EDGE, Axis, axis_over
from groundswell.analysis.charts._frame import (
    WIDTH,
    Chart,
    box,
    finished,
    lines_of,
    path,
    place,
    text,
)
from groundswell.analysis.charts._given import titled
from groundswell.analysis.charts._words import width_of, wrapped

STRIP = 24.0
MOST = 60


@dataclass(frozen=True)
class Row:
    """One line: what it is called, its estimate and interval where there is one, of how many."""

    label: str
    estimate: float | None
    low: float | None
    high: float | None
    n: int | None = None
    level: float = 0.95
    reason: str = ""


def forest(
    results: Any,
    *,
    title: str,
    null: float = 0.0,
    ratio: bool = False,
    percent: bool = False,
    axis: str = "",
) -> Chart:
    """Draw estimates with their intervals under each other, against one line that means "the same in both".

    ``results``: a mapping from label to result (of ``compare``, ``relate`` or any other with an interval), or a list of
    pairs of label and result. Instead of a result a label may have three numbers: estimate, low, high. ``null`` is
    where the line stands; for ratios say ``ratio=True``, which sets it to 1 and spaces the axis by ratio: every number
    must then be above 0. ``percent`` writes shares and differences of shares times 100. ``axis`` says what is on the
    axis, in which unit, and which side means what. A result without an estimate keeps its line and its reason. Raises
    InputError for no results, more than 60, or numbers that cannot be drawn.

    When to use: several outcomes, sites or strata of one kind of effect, so that sizes and widths are seen together.

    When not: effects on different scales on one axis; nor to read from an interval that reaches across the line that
    nothing differs: the picture shows what the data are compatible with.

    References: Lewis S, Clarke M. Forest plots: trying to see the wood and the trees. BMJ 2001; 322: 1479-1480.

    >>> chart = forest({"Awareness": (0.33, 0.21, 0.44), "Support": (0.05, -0.08, 0.18)}, title="Risk differences")
    >>> print(chart.description)
    2 estimates with their intervals. Awareness: 0.33, 95% interval 0.21 to 0.44. Support: 0.05,
    95% interval −0.08 to 0.18. 1 interval lies wholly above 0, 1 reaches across 0 and is compatible with
    values on either side.
    """
    rows = _rows(results)
    line = 1.0 if ratio and null == 0.0 else null
    scale = _axis(rows, line, ratio=ratio, percent=percent)
    body, y = "", 0.0
    for row in rows:
        drawn, y = _row(row, scale, line, y)
        body += drawn
    foot, y = scale.drawn(y + 2)
    below, y = lines_of(wrapped(axis, WIDTH) if axis else [], y, look="soft")
    on_axis = f" On the axis: {axis.rstrip('.')}." if axis else ""
    described = _description(rows, scale, line) + on_axis
    table = tuple((row.label, row.estimate, row.low, row.high, row.n, row.reason) for row in rows)
    return finished(
        "forest",
        body + foot + below,
        title=titled(title),
        description=described,
        height=y + 6,
        table=(("", "estimate", "from", "to", "n", "note"), table),
    )


def _rows(results: Any) -> list[Row]:
    pairs = results.items() if isinstance(results, Mapping) else results
    if isinstance(pairs, str | bytes) or not isinstance(pairs, Iterable):
        raise InputError("results should map labels to results, or be a list of pairs of the two.")
    found = list(pairs)
    if not 0 < len(found) <= MOST:
        raise InputError(f"results should be 1 to {MOST} in number; there are {len(found):,}.")
    return [_one(pair) for pair in found]


def _one(pair: Any) -> Row:
    if not isinstance(pair, tuple | list) or len(pair) != 2 or not isinstance(pair[0], str):
        raise InputError(
            "results should be pairs of a label and a result, such as ('Awareness', made)."
        )
    label, made = pair
    if isinstance(made, Result):
        span = made.interval
        low, high = (span.low, span.high) if span else (None, None)
        level = span.level if span else 0.95
        return Row(label, made.estimate, low, high, made.n, level, made.reason)
    if not isinstance(made, tuple | list) or len(made) != 3:
        raise InputError(f"{label} should be a result, or three numbers: estimate, low, high.")
    estimate, low, high = (_number(one, label) for one in made)
    if not low <= estimate <= high:
        raise InputError(f"{label} should have low ≤ estimate ≤ high; it has {made!r}.")
    return Row(label, estimate, low, high)


def _number(value: Any, label: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise InputError(
            f"{label} should have three numbers: estimate, low, high; one is {value!r}."
        )
    return float(value)


def _axis(rows: list[Row], null: float, *, ratio: bool, percent: bool) -> Axis:
    given = [one for row in rows for one in (row.estimate, row.low, row.high) if one is not None]
    values = [one for one in given if isfinite(one) and (one > 0 or not ratio)]
    if ratio and (null <= 0 or any(row.estimate is not None and row.estimate <= 0 for row in rows)):
        raise InputError("With ratio=True every estimate and the line must be above 0.")
    return axis_over([*values, null], ratio=ratio, percent=percent)


def _row(row: Row, scale: Axis, null: float, y: float) -> tuple[str, float]:
    lines = wrapped(row.label, WIDTH)
    said = _said(row, scale)
    if width_of(lines[-1]) + width_of(said) * 1.06 + 14 > WIDTH:
        lines.append("")
    body, y = lines_of(lines, y)
    body += text(WIDTH, y - 5, said, anchor="end", look="strong")
    middle = y + STRIP / 2 - 2
    at = place(scale.at(null))
    body += path(f"M{at} {place(y)}V{place(y + STRIP - 4)}", "s4", width=1.4, dashed=True)
    if row.estimate is not None:
        if row.low is not None and row.high is not None:
            body += _span(row.low, row.high, scale, middle)
        body += box(scale.at(row.estimate) - 5, middle - 5, 10, 10, fill="f1")
    return body, y + STRIP + 6


def _span(low: float, high: float, scale: Axis, y: float) -> str:
    """Draw an interval with a cap at each end, or an arrow where it goes on."""
    left, right = scale.at(low), scale.at(high)
    way = f"M{place(left)} {place(y)}H{place(right)}"
    for x, beyond, turn in ((left, low < scale.low, 1), (right, high > scale.high, -1)):
        if beyond:
            edge = EDGE - 8 if turn == 1 else WIDTH - EDGE + 8
            back = place(7 * turn)
            way += f"M{place(x)} {place(y)}H{place(edge)}m{back} -6l{place(-7 * turn)} 6l{back} 6"
        else:
            way += f"M{place(x)} {place(y - 6)}v12"
    return path(way, "s1", width=2.4)


def _said(row: Row, scale: Axis) -> str:
    if row.estimate is None:
        return "not estimable"
    if row.low is None or row.high is None:
        return scale.said(row.estimate)
    return f"{scale.said(row.estimate)} ({_end(row.low, scale)} to {_end(row.high, scale)})"


def _end(value: float, scale: Axis) -> str:
    return "no limit" if value in (inf, -inf) else scale.said(value)


def _description(rows: list[Row], scale: Axis, null: float) -> str:
    many = (
        "1 estimate with its interval."
        if len(rows) == 1
        else f"{len(rows)} estimates with their intervals."
    )
    said = [_sentence(row, scale) for row in rows]
    return " ".join([many, *said, *_lying(rows, null, scale.said(null))])


def _lying(rows: list[Row], null: float, mark: str) -> list[str]:
    """Say where the intervals lie, in one sentence or none."""
    spans = [(row.low, row.high) for row in rows if row.low is not None and row.high is not None]
    above = sum(low > null for low, _ in spans)
    below = sum(high < null for _, high in spans)
    either = "compatible with values on either side"
    found = [
        (above, f"lies wholly above {mark}", f"lie wholly above {mark}"),
        (below, f"lies wholly below {mark}", f"lie wholly below {mark}"),
        (
            len(spans) - above - below,
            f"reaches across {mark} and is {either}",
            f"reach across {mark} and are {either}",
        ),
    ]
    parts = [(many, one if many == 1 else several) for many, one, several in found if many]
    words = [f"{many} {where}" for many, where in parts]
    if parts:
        many, where = parts[0]
        words[0] = f"{many} {'interval' if many == 1 else 'intervals'} {where}"
    return [", ".join(words) + "."] if words else []


def _sentence(row: Row, scale: Axis) -> str:
    if row.estimate is None:
        return f"{row.label}: not estimable, {row.reason}"
    of = f", n = {row.n:,}" if row.n is not None else ""
    if row.low is None or row.high is None:
        return f"{row.label}: {scale.said(row.estimate)}, without an interval{of}."
    low, high = _end(row.low, scale), _end(row.high, scale)
    return f"{row.label}: {scale.said(row.estimate)}, {row.level:.0%} interval {low} to {high}{of}."
