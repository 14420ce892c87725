"""Pictures of something growing: stacked areas by kind, and one small trend."""

from collections.abc import Mapping, Sequence

from .frame import (
    WIDTH,
    Chart,
    Point,
    draw,
    fill_of,
    identity,
    number,
    path_of,
    pattern,
    place,
    rect,
    smooth,
    text,
)

TOP, FLOOR = 24.0, 190.0


def area_growth(
    months: Sequence[str],
    series: Mapping[str, Sequence[int]],
    *,
    title: str,
    month_heading: str,
    total_heading: str,
    description: str = "",
) -> Chart:
    """Stack the series (at most four, first at the bottom) over the months."""
    _same_length(months, series)
    uid = identity(title, tuple(months), tuple((k, tuple(v)) for k, v in series.items()))
    totals = [sum(column) for column in zip(*series.values(), strict=True)]
    body = _areas(series, max([*totals, 1]), len(months), uid) + _ends(months, totals)
    height = FLOOR + 26
    for index, (name, values) in enumerate(series.items()):
        height += 22
        body += rect(0, height - 14, 15, 15, fill=fill_of(uid, index), round_=3)
        body += text(23, height - 2, name)
        body += text(
            WIDTH, height - 2, number(values[-1]) if values else "0", anchor="end", look="strong"
        )
    svg = draw(
        body,
        uid=uid,
        title=title,
        description=description,
        height=height + 8,
        defs="".join(pattern(uid, index) for index in range(len(series))),
    )
    rows = [
        (month, *(values[i] for values in series.values()), totals[i])
        for i, month in enumerate(months)
    ]
    return Chart(svg, title, (month_heading, *series, total_heading), tuple(rows))


def _same_length(months: Sequence[str], series: Mapping[str, Sequence[int]]) -> None:
    for name, values in series.items():
        if len(values) != len(months):
            message = f"{name!r} has {len(values)} values for {len(months)} months; give one for each month."
            raise ValueError(message)


def _across(index: int, count: int) -> float:
    return WIDTH * index / (count - 1) if count > 1 else WIDTH / 2


def _areas(series: Mapping[str, Sequence[int]], most: int, count: int, uid: str) -> str:
    if not count:
        return ""
    drawn = ""
    under = [0.0] * count
    for index, values in enumerate(series.values()):
        over = [low + value for low, value in zip(under, values, strict=True)]
        edge = path_of(_line(over, most)) + "L" + path_of(reversed(_line(under, most)))[1:] + "Z"
        drawn += f'<path d="{edge}" fill="{fill_of(uid, index)}"/>'
        drawn += f'<path d="{path_of(_line(over, most))}" class="axis gap" />'
        under = over
    return drawn + f'<path d="M0 {place(FLOOR)}H{WIDTH}" class="axis"/>'


def _line(values: Sequence[float], most: int) -> list[Point]:
    if len(values) == 1:
        values = [values[0], values[0]]
    scale = (FLOOR - TOP) / most
    return [(_across(i, len(values)), FLOOR - value * scale) for i, value in enumerate(values)]


def _ends(months: Sequence[str], totals: Sequence[int]) -> str:
    if not months:
        return ""
    scale = (FLOOR - TOP) / max([*totals, 1])
    marks = text(
        WIDTH, FLOOR - totals[-1] * scale - 8, number(totals[-1]), anchor="end", look="strong"
    )
    marks += text(WIDTH, FLOOR + 18, months[-1], anchor="end", look="soft")
    if len(months) > 1:
        marks += text(0, FLOOR - totals[0] * scale - 8, number(totals[0]), look="strong")
        marks += text(0, FLOOR + 18, months[0], look="soft")
    return marks


def slope(
    points: Sequence[tuple[str, float]],
    *,
    title: str,
    headings: tuple[str, str],
    description: str = "",
    unit: str = "",
) -> Chart:
    """Draw one small trend, with its first and last value in words."""
    uid = identity(title, tuple(points))
    values = [value for _, value in points]
    low, high = min([*values, 0.0]), max([*values, 1.0])
    spots = [
        (12 + (WIDTH - 24) * i / max(len(points) - 1, 1), 96 - 66 * (value - low) / (high - low))
        for i, (_, value) in enumerate(points)
    ]
    body = f'<path d="{smooth(spots)}" class="s1"/>' if spots else ""
    body += "".join(
        f'<circle cx="{place(x)}" cy="{place(y)}" r="4.5" class="f1"/>' for x, y in spots
    )
    for index, anchor, edge in ((0, "start", 0.0), (-1, "end", float(WIDTH)))[
        : min(len(points), 2)
    ]:
        label, value = points[index]
        body += text(edge, spots[index][1] - 12, number(value) + unit, anchor=anchor, look="strong")
        body += text(edge, 124, label, anchor=anchor, look="soft")
    svg = draw(body, uid=uid, title=title, description=description, height=132)
    return Chart(svg, title, headings, tuple((label, value) for label, value in points))
