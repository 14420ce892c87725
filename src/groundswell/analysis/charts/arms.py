"""A number in two groups: cloud, box and dots, or the box alone where a group is small."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from groundswell.analysis._inputs import (
    Floats,
    InputError,
    Missing,
    coded,
    kept,
    numbers,
    same_length,
)
from groundswell.analysis._result import Cell
from groundswell.analysis.charts._axis import Axis, axis_over
from groundswell.analysis.charts._frame import (
    WIDTH,
    Chart,
    area,
    box,
    dot,
    finished,
    hatched,
    joined,
    lines_of,
    path,
    place,
    text,
)
from groundswell.analysis.charts._given import count, titled
from groundswell.analysis.charts._words import amount, width_of, wrapped

CLOUD, BOX = 46.0, 18.0
ROWS, COLUMNS = 6, 60
TONES = (("f1", 0), ("f3", 1))


@dataclass(frozen=True)
class Arm:
    """One group: its values, and whether they may be shown one by one."""

    label: str
    values: Floats
    is_shown: bool

    def quartiles(self) -> tuple[float, float, float]:
        low, middle, high = np.quantile(self.values, (0.25, 0.5, 0.75)).tolist()
        return low, middle, high

    def whiskers(self) -> tuple[float, float]:
        """Give the furthest values within one and a half box lengths."""
        low, _, high = self.quartiles()
        reach = 1.5 * (high - low)
        inside = self.values[(self.values >= low - reach) & (self.values <= high + reach)]
        return float(inside.min()), float(inside.max())


def raincloud(
    outcome: Any,
    group: Any,
    *,
    reference: object,
    minimum: int,
    title: str,
    missing: Missing = "refuse",
) -> Chart:
    """Draw a number in two groups: where it lies (cloud), its quartiles (box), each person (dots).

    ``outcome`` holds numbers, ``group`` two values of which ``reference`` is drawn second. A group of fewer people
    than ``minimum`` is drawn as a box without dots, cloud, whiskers or its size; there is no default, since it is a
    decision about people. A dot stands for several people where many share a value, and the description says so.
    ``missing`` is "refuse" or "drop". Raises InputError for words among the numbers, or more groups than two.

    When to use: beside a difference of means or ranks, to show what it is a difference of.

    When not: in place of the difference and its interval; for groups so small that quartiles are people.

    References: Allen M, Poggiali D, Whitaker K, et al. Raincloud plots. Wellcome Open Research 2021; 4: 63. Tukey JW.
    Exploratory Data Analysis. Addison-Wesley, 1977.

    >>> chart = raincloud([4, 5, 6, 1, 2, 3], list("aaabbb"), reference="b", minimum=3, title="Score")
    >>> print(chart.description)
    2 groups. a: median 5, half of the values from 4.5 to 5.5, lowest 4, highest 6, 3 people.
    b: median 2, half of the values from 1.5 to 2.5, lowest 1, highest 3, 3 people.
    """
    arms, gone = _arms(outcome, group, reference, count(minimum, "minimum"), missing)
    scale = axis_over([value for arm in arms for value in _seen(arm)])
    per_dot = max([_per_dot(arm, scale) for arm in arms if arm.is_shown], default=1)
    body, y = "", 0.0
    for arm, (tone, mark) in zip(arms, TONES, strict=True):
        drawn, y = _drawn(arm, scale, y, hatched(tone, mark), tone, per_dot, minimum)
        body += drawn
    foot, y = scale.drawn(y + 4)
    notes, y = lines_of(wrapped(_note(arms, per_dot, minimum, gone), WIDTH), y, look="soft")
    said = [_sentence(arm, minimum) for arm in arms]
    end = [one for one in (_note(arms, per_dot, minimum, gone),) if one]
    return finished(
        "raincloud",
        body + foot + notes,
        title=titled(title),
        description=" ".join(["2 groups.", *said, *end]),
        height=y + 4,
        table=(
            ("", "n", "lowest", "lower quartile", "median", "upper quartile", "highest"),
            tuple(_row(arm, minimum) for arm in arms),
        ),
        patterns=TONES,
    )


def _arms(
    outcome: Any, group: Any, reference: object, minimum: int, missing: Missing
) -> tuple[list[Arm], int]:
    values, groups = numbers(outcome, "outcome"), coded(group, "group")
    same_length(("outcome", values), ("group", groups.codes))
    present = ~np.isnan(values) & (groups.codes >= 0)
    gone = kept(present, missing)
    labels = [one for i, one in enumerate(groups.labels) if (groups.codes[present] == i).any()]
    if len(labels) != 2 or reference not in labels:
        raise InputError(
            f"group should hold two groups with people in them, one of them {reference!r}; it holds {labels[:6]}."
        )
    arms = []
    for label in sorted(labels, key=lambda one: one == reference):
        mine = values[present & (groups.codes == groups.labels.index(label))]
        arms.append(Arm(str(label), mine, mine.size >= minimum))
    return arms, gone


def _seen(arm: Arm) -> list[float]:
    """Give what the axis may reach to: of a small group its quartiles only."""
    return (
        [float(arm.values.min()), float(arm.values.max())] if arm.is_shown else [*arm.quartiles()]
    )


def _binned(arm: Arm, scale: Axis) -> tuple[list[float], list[int]]:
    step = (scale.high - scale.low) / COLUMNS
    at = np.minimum((arm.values - scale.low) / step, COLUMNS - 1).astype(int)
    found = np.bincount(at, minlength=COLUMNS).tolist()
    places = [
        scale.at(float(arm.values[at == i].mean())) if many else 0.0 for i, many in enumerate(found)
    ]
    return places, found


def _per_dot(arm: Arm, scale: Axis) -> int:
    return max(1, -(-max(_binned(arm, scale)[1]) // ROWS))


def _drawn(
    arm: Arm, scale: Axis, y: float, fill: str, tone: str, per_dot: int, minimum: int
) -> tuple[str, float]:
    size = f"n = {arm.values.size:,}" if arm.is_shown else f"fewer than {minimum}"
    lines = wrapped(arm.label, WIDTH)
    if width_of(lines[-1]) + width_of(size) + 14 > WIDTH:
        lines.append("")
    body, y = lines_of(lines, y, look="strong")
    body += text(WIDTH, y - 5, size, anchor="end")
    if arm.is_shown:
        y += CLOUD
        body += _cloud(arm, scale, y, fill)
    y += 5
    body += _boxed(arm, scale, y, tone)
    y += BOX + 5
    if arm.is_shown:
        places, found = _binned(arm, scale)
        for x, many in zip(places, found, strict=True):
            for row in range(-(-many // per_dot)):
                body += dot(x, y + 4 + row * 6, 2.6, tone)
        y += 6 * -(-max(found) // per_dot) + 4
    return body, y + 10


def _cloud(arm: Arm, scale: Axis, floor: float, fill: str) -> str:
    """Draw a Gaussian density by Silverman's rule, only as far as there are values."""
    values = arm.values
    low, _, high = arm.quartiles()
    spread = (
        float(min(values.std(ddof=1), (high - low) / 1.34 or np.inf)) if values.size > 1 else 0.0
    )
    if spread <= 0:
        return ""
    width = 0.9 * spread * values.size**-0.2
    at = np.linspace(values.min(), values.max(), 80)
    each, many = np.unique(values, return_counts=True)
    density = (np.exp(-0.5 * ((at[:, None] - each) / width) ** 2) * many).sum(axis=1)
    top = [floor - float(one) * (CLOUD - 4) for one in density / density.max()]
    edge = list(zip(map(scale.at, at.tolist()), top, strict=True))
    outline = [(edge[0][0], floor), *edge, (edge[-1][0], floor)]
    return area(joined(outline) + "Z", fill)


def _boxed(arm: Arm, scale: Axis, y: float, tone: str) -> str:
    low, middle, high = (scale.at(one) for one in arm.quartiles())
    centre = y + BOX / 2
    body = ""
    if arm.is_shown:
        left, right = (scale.at(one) for one in arm.whiskers())
        body = path(
            f"M{place(left)} {place(centre)}H{place(low)}M{place(high)} {place(centre)}H{place(right)}",
            "ring",
            width=1.6,
        )
    edge = f"M{place(low)} {place(y)}H{place(high)}V{place(y + BOX)}H{place(low)}Z"
    return (
        body
        + box(low, y, high - low, BOX, fill="track")
        + path(edge, "ring", width=1.6)
        + path(f"M{place(middle)} {place(y)}v{place(BOX)}", f"s{tone[1]}", width=4)
    )


def _row(arm: Arm, minimum: int) -> tuple[Cell, ...]:
    low, middle, high = arm.quartiles()
    if not arm.is_shown:
        return (arm.label, f"fewer than {minimum}", "not shown", low, middle, high, "not shown")
    return (
        arm.label,
        arm.values.size,
        float(arm.values.min()),
        low,
        middle,
        high,
        float(arm.values.max()),
    )


def _sentence(arm: Arm, minimum: int) -> str:
    low, middle, high = map(amount, arm.quartiles())
    said = f"{arm.label}: median {middle}, half of the values from {low} to {high}"
    if not arm.is_shown:
        return f"{said}, fewer than {minimum} people."
    ends = f"lowest {amount(float(arm.values.min()))}, highest {amount(float(arm.values.max()))}"
    return f"{said}, {ends}, {arm.values.size:,} people."


def _note(arms: list[Arm], per_dot: int, minimum: int, gone: int) -> str:
    notes = []
    if per_dot > 1 and any(arm.is_shown for arm in arms):
        notes.append(f"A dot stands for up to {per_dot:,} people.")
    if not all(arm.is_shown for arm in arms):
        notes.append(f"A group of fewer than {minimum} is drawn as a box only.")
    if gone:
        notes.append(f"{gone:,} left out as missing.")
    return " ".join(notes)
