"""The signature: a quiet wave drawn from a network's own history."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from .frame import Chart, Point, Svg, identity, place

WIDE, HIGH = 1200.0, 140.0
CRESTS = 10


def swell(
    members: Sequence[int],
    changes: Sequence[int],
    *,
    title: str,
    headings: tuple[str, str, str] = ("", "", ""),
) -> Chart:
    """Draw the header wave: members by month far off, changes by month near; flat when new."""
    uid = identity("swell", title, tuple(members), tuple(changes))
    far, near = rolling(_crest(members, 30, 112)), rolling(_crest(_running(changes), 12, 76))
    svg = Svg(
        f'<svg class="swell" viewBox="0 0 {place(WIDE)} {place(HIGH)}" preserveAspectRatio="none" '
        f'role="img" aria-labelledby="{uid}t"><title id="{uid}t">{escape(title)}</title>'
        f'<path class="far" d="{far}V{place(HIGH)}H0Z"/><path class="near" d="{near}V{place(HIGH)}H0Z"/>'
        f'<path class="crest" d="{far}"/></svg>'
    )
    rows = tuple(
        (i + 1, many, changed)
        for i, (many, changed) in enumerate(zip(members, changes, strict=False))
    )
    return Chart(svg, title, headings, rows)


def rolling(points: Sequence[Point]) -> str:
    """Join points as water does: rounded, swinging a little past each (Catmull and Rom)."""
    last = len(points) - 1
    parts = [f"M{place(points[0][0])} {place(points[0][1])}"]
    for i in range(last):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (
            points[min(max(i + k, 0), last)] for k in (-1, 0, 1, 2)
        )
        curve = (
            x1 + (x2 - x0) / 6,
            y1 + (y2 - y0) / 6,
            x2 - (x3 - x1) / 6,
            y2 - (y3 - y1) / 6,
            x2,
            y2,
        )
        parts.append(
            "C"
            + " ".join(place(min(value, HIGH) if k % 2 else value) for k, value in enumerate(curve))
        )
    return "".join(parts)


def _running(values: Sequence[int]) -> list[float]:
    """Even out a monthly count over the months beside it, on top of all that came before."""
    total, most = sum(values), max(values, default=0)
    if not most:
        return [0.0] * len(values)
    so_far, evened = 0, []
    for i, value in enumerate(values):
        so_far += value
        beside = values[max(i - 2, 0) : i + 3]
        evened.append(so_far / total + 1.5 * sum(beside) / len(beside) / most)
    return evened


def _crest(values: Sequence[float], low: float, high: float) -> list[Point]:
    """Place the series, thinned to a few crests, between two heights above the floor."""
    if not values or max(values) <= 0 or len(values) < 3:
        return [(0, HIGH - low / 3), (WIDE, HIGH - low / 3)]
    thin = _thinned(values, min(CRESTS, len(values)))
    most = max(thin)
    return [
        (WIDE * i / (len(thin) - 1), HIGH - low / 3 - (high - low / 3) * value / most)
        for i, value in enumerate(thin)
    ]


def _thinned(values: Sequence[float], count: int) -> list[float]:
    """Average the series into `count` equal stretches."""
    edges = [round(i * len(values) / count) for i in range(count + 1)]
    return [sum(values[start:stop]) / (stop - start) for start, stop in pairwise(edges)]


def swell_mark(members: Sequence[int] | None = None) -> Svg:
    """Draw the small mark beside the name: how it was, how it is; hidden from screen readers."""
    heights = (9.0, 4.0) if members is None else _crest_and_rise(members)
    crest, rise = map(place, heights)
    line = f"M1 16c5 0 6-{crest} 11-{crest}s6 {crest} 11 {crest} 5-{rise} 10-{rise}"
    return Svg(
        '<svg class="mark" width="34" height="20" viewBox="0 0 34 20" aria-hidden="true">'
        f'<path d="{line}" fill="none" stroke="currentColor" stroke-width="2.4" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def _crest_and_rise(members: Sequence[int]) -> tuple[float, float]:
    """Compare the mean of the first half with the last count; nearly flat when new."""
    if len(members) < 3 or max(members) <= 0:
        return 1.5, 1.5
    half, most = len(members) // 2, max(members)
    return 3 + 10 * sum(members[:half]) / half / most, 2 + 11 * members[-1] / most
