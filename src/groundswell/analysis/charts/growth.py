"""Growth: kinds of something stacked over time."""

from typing import Any

from groundswell.analysis._inputs import InputError
from groundswell.analysis.charts._frame import (
    LINE,
    WIDTH,
    Chart,
    area,
    box,
    finished,
    hatched,
    joined,
    lines_of,
    path,
    place,
    text,
)
from groundswell.analysis.charts._given import count, mapping, names, titled
from groundswell.analysis.charts._words import amount, width_of, wrapped

TOP, FLOOR = 26.0, 196.0
TONES = (("f1", 0), ("f2", 1), ("f3", 2), ("f4", 3))


def growth_area(times: Any, series: Any, *, title: str) -> Chart:
    """Stack up to four kinds of something over time, the first at the bottom.

    ``times`` names the points in time in order, each once; ``series`` maps each kind to its counts, one for each
    point. Points are drawn evenly apart. Raises InputError for counts that are not whole or not as many as times.

    When to use: members, projects or promises by kind as they add up over months.

    When not: for shares, or kinds that overlap; nor for reports of harm, where more can mean more trust.

    References: Byron L, Wattenberg M. Stacked graphs: geometry and aesthetics. IEEE Transactions on Visualization and
    Computer Graphics 2008; 14: 1245-1252.

    >>> chart = growth_area(["2024", "2025"], {"Students": [8, 21], "Staff": [3, 5]}, title="Members")
    >>> print(chart.description)
    From 2024 to 2025 the total goes from 11 to 26. Students: 8 to 21. Staff: 3 to 5.
    """
    points = names(times, "times", least=1, most=1000)
    kinds = {
        name: _counts(name, row, points) for name, row in mapping(series, "series", most=4).items()
    }
    totals = [sum(column) for column in zip(*kinds.values(), strict=True)]
    body = _areas(list(kinds.values()), max([*totals, 1])) + _ends(points, totals)
    y = FLOOR + LINE + 10
    for (name, row), (tone, mark) in zip(kinds.items(), TONES, strict=False):
        body += box(0, y + 3, 16, 15, fill=hatched(tone, mark), round_=3)
        last = amount(row[-1])
        drawn, y = lines_of(wrapped(name, WIDTH - 34 - width_of(last)), y, x=24)
        body += drawn + text(WIDTH, y - 5, last, anchor="end", look="strong")
    rows = tuple(
        (time, *(row[i] for row in kinds.values()), totals[i]) for i, time in enumerate(points)
    )
    return finished(
        "growth",
        body,
        title=titled(title),
        description=_description(points, kinds, totals),
        height=y + 4,
        table=(("", *kinds, "total"), rows),
        patterns=TONES[: len(kinds)],
    )


def _counts(name: str, row: Any, times: list[str]) -> list[int]:
    try:
        found = [count(one, f"Each count of {name}") for one in row]
    except TypeError:
        raise InputError(f"{name} should have a list of counts, one for each time.") from None
    if len(found) != len(times):
        raise InputError(
            f"{name} should have {len(times)} counts, one for each time; it has {len(found)}."
        )
    return found


def _areas(kinds: list[list[int]], most: int) -> str:
    body, under = "", [0] * len(kinds[0])
    for row, (tone, mark) in zip(kinds, TONES, strict=False):
        over = [low + many for low, many in zip(under, row, strict=True)]
        edge = joined(_line(over, most))
        body += area(edge + "L" + joined(_line(under, most)[::-1])[1:] + "Z", hatched(tone, mark))
        body += path(edge, "ring", width=1.2)
        under = over
    return body + path(f"M0 {place(FLOOR)}H{place(WIDTH)}", "axis")


def _line(values: list[int], most: int) -> list[tuple[float, float]]:
    if len(values) == 1:
        values = values * 2
    step = WIDTH / (len(values) - 1)
    return [(i * step, FLOOR - many * (FLOOR - TOP) / most) for i, many in enumerate(values)]


def _ends(times: list[str], totals: list[int]) -> str:
    def height(many: int) -> float:
        return FLOOR - many * (FLOOR - TOP) / max([*totals, 1]) - 8

    body = text(WIDTH, height(totals[-1]), amount(totals[-1]), anchor="end", look="strong")
    half = WIDTH / 2 - 8
    body += text(WIDTH, FLOOR + LINE - 3, wrapped(times[-1], half)[0], anchor="end", look="soft")
    if len(times) > 1:
        # The first number stands on whatever rises next to it.
        near = max(totals[: max(2, round(len(totals) * width_of(amount(totals[0])) / WIDTH) + 2)])
        body += text(0, height(near), amount(totals[0]), look="strong")
        body += text(0, FLOOR + LINE - 3, wrapped(times[0], half)[0], look="soft")
    return body


def _description(times: list[str], kinds: dict[str, list[int]], totals: list[int]) -> str:
    if len(times) == 1:
        each = " ".join(f"{name}: {row[0]:,}." for name, row in kinds.items())
        return f"In {times[0]} the total is {totals[0]:,}. {each}"
    each = " ".join(f"{name}: {row[0]:,} to {row[-1]:,}." for name, row in kinds.items())
    return f"From {times[0]} to {times[-1]} the total goes from {totals[0]:,} to {totals[-1]:,}. {each}"
