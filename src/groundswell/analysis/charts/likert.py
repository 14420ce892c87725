"""Likert bars that part in the middle: what leans one way to the left, the other way to the right."""

from typing import Any

from groundswell.analysis._inputs import InputError
from groundswell.analysis._result import Cell
from groundswell.analysis.charts._frame import (
    LINE,
    WIDTH,
    Chart,
    box,
    finished,
    hatched,
    lines_of,
    path,
    place,
    text,
)
from groundswell.analysis.charts._given import count, mapping, names, titled
from groundswell.analysis.charts._words import listed, per_cent, wrapped

BAR = 20.0
CENTRE = WIDTH / 2
STRENGTH = (0, 2, 1)
"""The marks of a side from the middle outwards: plain, dots, slanted lines."""


def likert(items: Any, *, levels: Any, title: str) -> Chart:
    """Draw how people answered questions on one ordered scale, parted at its middle.

    ``items`` maps each question to its counts, one whole number for each level; ``levels`` names the levels from the
    lowest, 2 to 7 of them. An odd scale has a middle, of which half is drawn to either side. Shares are of those who
    answered that question. Raises InputError for counts that do not fit the levels or a question nobody answered.

    When to use: several questions with one set of answers, to see which way and how strongly people lean.

    When not: to compare groups; give the difference with its interval (``compare.mann_whitney``). Where a count of
    one or two could tell who answered, apply ``disclose`` first.

    References: Robbins NB, Heiberger RM. Plotting Likert and other rating scales. Proceedings of the Joint Statistical
    Meetings 2011: 1058-1066.

    >>> chart = likert({"I would speak up": [2, 3, 5, 6, 4]}, title="Speaking up",
    ...                levels=["never", "seldom", "sometimes", "often", "always"])
    >>> print(chart.description)
    1 question on 5 levels from “never” to “always”. I would speak up: 25% below the middle,
    25% in the middle, 50% above, of 20.
    """
    scale = names(levels, "levels", least=2, most=7)
    asked = {
        label: _counts(label, row, scale) for label, row in mapping(items, "items", most=40).items()
    }
    tones = _tones(len(scale))
    reach = max(max(_sides(row)) for row in asked.values()) or 1.0
    body, y, said = "", 0.0, []
    for label, row in asked.items():
        drawn, y = _bars(label, row, tones, reach, y)
        body += drawn
        said.append(_sentence(label, row))
    key, y = _key(scale, tones, y)
    questions = "1 question" if len(asked) == 1 else f"{len(asked)} questions"
    described = f"{questions} on {len(scale)} levels from “{scale[0]}” to “{scale[-1]}”."
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (label, *row, sum(row)) for label, row in asked.items()
    )
    return finished(
        "likert",
        body + key,
        title=titled(title),
        description=" ".join([described, *said]),
        height=y + 4,
        table=(("", *scale, "n"), rows),
        patterns=tuple(tones),
    )


def _counts(label: str, row: Any, levels: list[str]) -> list[int]:
    try:
        found = [count(one, f"Each count of {label}") for one in row]
    except TypeError:
        raise InputError(f"{label} should have a list of counts, one for each level.") from None
    if len(found) != len(levels):
        raise InputError(
            f"{label} should have {len(levels)} counts, one for each level; it has {len(found)}."
        )
    if not sum(found):
        raise InputError(f"Nobody answered {label}. Leave it out.")
    return found


def _tones(many: int) -> list[tuple[str, int]]:
    side = many // 2
    low = [("f2", STRENGTH[i]) for i in reversed(range(side))]
    high = [("f1", STRENGTH[i]) for i in range(side)]
    return [*low, *([("f4", 0)] if many % 2 else []), *high]


def _parts(row: list[int]) -> tuple[float, float, float]:
    """Give the shares below, in and above the middle."""
    total, side = sum(row), len(row) // 2
    middle = row[side] if len(row) % 2 else 0
    return sum(row[:side]) / total, middle / total, sum(row[-side:]) / total


def _sides(row: list[int]) -> tuple[float, float]:
    below, middle, above = _parts(row)
    return below + middle / 2, above + middle / 2


def _bars(
    label: str, row: list[int], tones: list[tuple[str, int]], reach: float, y: float
) -> tuple[str, float]:
    body, y = lines_of(wrapped(label, WIDTH), y)
    below, middle, above = _parts(row)
    body += text(0, y + LINE - 5, per_cent(below), look="strong")
    body += text(WIDTH, y + LINE - 5, per_cent(above), anchor="end", look="strong")
    if len(row) % 2:
        body += text(CENTRE, y + LINE - 5, per_cent(middle), anchor="middle", look="soft")
    y += LINE
    scale = CENTRE / reach / sum(row)
    x = CENTRE - _sides(row)[0] / reach * CENTRE
    for number, (tone, mark) in zip(row, tones, strict=True):
        if number:
            body += box(x, y + 2, max(number * scale - 1, 0.8), BAR, fill=hatched(tone, mark))
            x += number * scale
    body += path(f"M{place(CENTRE)} {place(y)}v{place(BAR + 4)}", "ring", width=1.2)
    return body, y + BAR + 14


def _key(levels: list[str], tones: list[tuple[str, int]], y: float) -> tuple[str, float]:
    body = ""
    for level, (tone, mark) in zip(levels, tones, strict=True):
        body += box(0, y + 4, 16, 14, fill=hatched(tone, mark))
        drawn, y = lines_of(wrapped(level, WIDTH - 24), y, x=24)
        body += drawn
    return body, y


def _sentence(label: str, row: list[int]) -> str:
    below, middle, above = _parts(row)
    parts = [f"{per_cent(below)} below the middle"]
    if len(row) % 2:
        parts.append(f"{per_cent(middle)} in the middle")
    parts.append(f"{per_cent(above)} above")
    said = ", ".join(parts) if len(row) % 2 else listed(parts)
    return f"{label}: {said}, of {sum(row):,}."
