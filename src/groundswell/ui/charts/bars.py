"""Pictures of parts and amounts: bars with words over them, the strip of promises, dots."""

from collections.abc import Sequence
from textwrap import wrap

from .frame import (
    WIDTH,
    Chart,
    draw,
    fill_of,
    identity,
    number,
    pattern,
    place,
    rect,
    text,
)

LINE, CHARACTERS = 20, 38
STATES = (0, 1, 3)
"""The fills of kept, in time and late: green, gold and grey."""


def bars_horizontal(
    items: Sequence[tuple[str, float]],
    *,
    title: str,
    headings: tuple[str, str],
    description: str = "",
    unit: str = "",
    maximum: float | None = None,
) -> Chart:
    """Draw a bar for each item; its words stand over it, so that they may be long."""
    uid = identity(title, tuple(items))
    most = maximum or max([value for _, value in items] + [0]) or 1
    body, y = "", 0
    for label, value in items:
        for line in wrap(label, CHARACTERS) or [""]:
            y += LINE
            body += text(0, y - 4, line)
        body += text(WIDTH, y - 4, number(value) + unit, anchor="end", look="strong")
        body += rect(0, y + 3, WIDTH, 11, fill="track", round_=5.5)
        body += rect(0, y + 3, WIDTH * min(max(value, 0) / most, 1), 11, fill="f1", round_=5.5)
        y += 24
    svg = draw(body, uid=uid, title=title, description=description, height=max(y, 1))
    return Chart(svg, title, headings, tuple((label, value) for label, value in items))


def strip(
    kept: int,
    in_time: int,
    late: int,
    *,
    title: str,
    labels: tuple[str, str, str],
    headings: tuple[str, str],
    description: str = "",
    leave_out_nought: bool = False,
) -> Chart:
    """Draw what was promised as one strip: kept, still in time, late."""
    given = zip(STATES, labels, (kept, in_time, late), strict=True)
    drawn = [one for one in given if one[2] or not leave_out_nought]
    parts = tuple((label, count) for _state, label, count in drawn)
    uid = identity(title, parts)
    fills = [fill_of(uid, state) for state, _label, _count in drawn]
    body = _segments(
        [(fill, count) for fill, (_, count) in zip(fills, parts, strict=True) if count]
    )
    step = WIDTH / len(STATES)
    for index, (label, count) in enumerate(parts):
        body += rect(index * step, 36, 14, 14, fill=fills[index], round_=3)
        body += text(index * step + 21, 48, f"{number(count)} {label}", look="key")
    defs = "".join(pattern(uid, index) for index in STATES)
    svg = draw(body, uid=uid, title=title, description=description, height=56, defs=defs)
    return Chart(svg, title, headings, parts)


def _segments(shown: Sequence[tuple[str, int]]) -> str:
    if not shown:
        return rect(0, 2, WIDTH, 20, fill="track", round_=5)
    room = WIDTH - 5 * (len(shown) - 1)
    total = sum(count for _, count in shown)
    x, body = 0.0, ""
    for fill, count in shown:
        width = room * count / total
        body += rect(x, 2, width, 20, fill=fill, round_=min(5, width / 2))
        x += width + 5
    return body


def dots(
    groups: Sequence[tuple[str, int]],
    *,
    title: str,
    headings: tuple[str, str],
    description: str = "",
    across: int = 20,
) -> Chart:
    """Draw one mark for each thing counted; each group has its own shape."""
    uid = identity(title, tuple(groups))
    step = WIDTH / across
    kinds = [index for index, (_, count) in enumerate(groups) for _ in range(count)]
    body = "".join(
        _mark(kind, step * (i % across + 0.5), step * (i // across + 0.5), step * 0.36)
        for i, kind in enumerate(kinds)
    )
    height = step * -(-len(kinds) // across) + 6
    for index, (label, count) in enumerate(groups):
        height += 22
        body += _mark(index, 8, height - 7, 7) + text(23, height - 2, label)
        body += text(WIDTH, height - 2, number(count), anchor="end", look="strong")
    svg = draw(body, uid=uid, title=title, description=description, height=height + 8)
    return Chart(svg, title, headings, tuple(groups))


def _mark(kind: int, x: float, y: float, r: float) -> str:
    """Disc, ring, diamond, square: each group its own."""
    if kind % 4 == 0:
        return f'<circle cx="{place(x)}" cy="{place(y)}" r="{place(r)}" class="f1"/>'
    if kind % 4 == 1:
        return f'<circle cx="{place(x)}" cy="{place(y)}" r="{place(r - 1)}" class="s2"/>'
    if kind % 4 == 2:
        sides = f"M{place(x)} {place(y - r)}l{place(r)} {place(r)}l-{place(r)} {place(r)}l-{place(r)} -{place(r)}Z"
        return f'<path d="{sides}" class="f3"/>'
    return rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, fill="s4")
