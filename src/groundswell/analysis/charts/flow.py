"""A flow diagram: who came in, who left and why, who stayed."""

from itertools import pairwise
from typing import Any

from groundswell.analysis._inputs import InputError
from groundswell.analysis.charts._frame import (
    FILLS,
    LINE,
    STROKES,
    WIDTH,
    Chart,
    finished,
    lines_of,
    path,
    place,
)
from groundswell.analysis.charts._given import count, mapping, titled
from groundswell.analysis.charts._words import wrapped

PAD = 10.0
STEM = 28.0
INDENT = 60.0
GAP = 16.0

Stage = tuple[str, int, dict[str, int]]


def flow(stages: Any, *, title: str, arms: Any = None) -> Chart:
    """Draw who came in, who left at each stage and why, and how many were in each arm at the end.

    ``stages``: from the first to the last, (label, people) or (label, people, reasons), where reasons map why people
    left after it to how many did. Each stage must be the one before less those who left. ``arms`` maps two to four
    groups of the last stage to their people, who must add up to it. Raises InputError naming the sum that fails.

    When to use: in every report of a survey, a study or a review, before any result.

    When not: to hide why people left behind "lost": write "not known" where it is so. Where a reason of one or two
    people could tell who they are, join reasons first.

    References: Moher D, Hopewell S, Schulz KF, et al. CONSORT 2010 explanation and elaboration. BMJ 2010; 340: c869.

    >>> chart = flow([("Invited", 240, {"no answer": 60, "declined": 30}), ("Began", 150)], title="Who took part")
    >>> print(chart.description)
    Invited: 240. After that 90 left (no answer: 60; declined: 30). Began: 150.
    """
    steps = _checked(stages)
    parted = _arms(arms, steps[-1]) if arms is not None else {}
    body, y = "", 2.0
    for index, (label, people, reasons) in enumerate(steps):
        drawn, y = _box(f"{label}: {people:,}", 2, WIDTH - 4, y, strong=True)
        body += drawn
        if index < len(steps) - 1:
            drawn, y = _left(reasons, y)
            body += drawn
    if parted:
        drawn, y = _parted(parted, y)
        body += drawn
    return finished(
        "flow",
        body,
        title=titled(title),
        description=_description(steps, parted),
        height=y + 4,
        table=(("", "people"), _rows(steps, parted)),
    )


def _checked(stages: Any) -> list[Stage]:
    if not isinstance(stages, list | tuple) or not 0 < len(stages) <= 20:
        raise InputError(
            "stages should be a list of 1 to 20, each a label, its people, and why some left."
        )
    steps = [_stage(one) for one in stages]
    for (label, people, reasons), (then, now, _) in pairwise(steps):
        if people - sum(reasons.values()) != now:
            raise InputError(
                f"{then} should be {people:,} of {label} less {sum(reasons.values()):,} who left, that is "
                f"{people - sum(reasons.values()):,}; it is {now:,}. Name every reason, also “not known”."
            )
    if steps[-1][2]:
        raise InputError(f"After {steps[-1][0]} people left; give the stage of those who stayed.")
    return steps


def _stage(one: Any) -> Stage:
    if not isinstance(one, list | tuple) or len(one) not in (2, 3) or not str(one[0]).strip():
        raise InputError(
            f"A stage should be a label, its people, and why some left; one is {one!r}."
        )
    label = str(one[0]).strip()
    given = (
        mapping(one[2], f"The reasons after {label}", most=12) if len(one) == 3 and one[2] else {}
    )
    reasons = {why: count(many, f"{why}, after {label},") for why, many in given.items()}
    return label, count(one[1], f"The people of {label}"), reasons


def _arms(given: Any, last: Stage) -> dict[str, int]:
    found = {
        name: count(many, f"The people in {name}")
        for name, many in mapping(given, "arms", most=4).items()
    }
    if len(found) < 2 or sum(found.values()) != last[1]:
        raise InputError(
            f"arms should be 2 to 4 groups that add up to {last[1]:,}, the people of {last[0]}; they are {found}."
        )
    return found


def _box(
    words: str, x: float, width: float, y: float, *, strong: bool = False
) -> tuple[str, float]:
    lines = wrapped(words, (width - 2 * PAD) / (1.08 if strong else 1.0))
    drawn, end = lines_of(lines, y + PAD - 3, x=x + PAD, look="strong" if strong else "")
    fill, stroke = ("track", "ring") if strong else ("track", "axis")
    frame = (
        f'<rect x="{place(x)}" y="{place(y)}" width="{place(width)}" height="{place(end - y + PAD - 2)}" rx="4" '
        f'class="{fill}" fill="{FILLS["track"]}"/><path d="M{place(x)} {place(y)}h{place(width)}'
        f'v{place(end - y + PAD - 2)}h-{place(width)}z" class="{stroke}" fill="none" '
        f'stroke="{STROKES[stroke]}" stroke-width="1.5"/>'
    )
    return frame + drawn, end + PAD - 2


def _left(reasons: dict[str, int], y: float) -> tuple[str, float]:
    """Draw the way down, and to its side who left."""
    if not reasons:
        return _arrow(STEM, y, y + STEM), y + STEM
    body, x, end = "", INDENT, y + GAP
    for why, many in reasons.items():
        middle = end + LINE / 2 + PAD - 3
        drawn, end = _box(f"{many:,} left: {why}", x, WIDTH - 2 - x, end)
        body += drawn + path(
            f"M{place(STEM)} {place(middle)}H{place(x - 2)}m-7 -5l7 5l-7 5", "s4", width=1.8
        )
        end += 7
    return _arrow(STEM, y, end + GAP - 7) + body, end + GAP - 7


def _arrow(x: float, y: float, end: float) -> str:
    return path(f"M{place(x)} {place(y)}V{place(end - 2)}m-5 -7l5 7l5 -7", "s4", width=1.8)


def _parted(arms: dict[str, int], y: float) -> tuple[str, float]:
    """Draw the groups under each other, with a bracket from the last stage: names may be long."""
    body, end, spine = "", y + GAP, y
    for name, many in arms.items():
        middle = end + LINE / 2 + PAD - 3
        drawn, end = _box(f"{name}: {many:,}", INDENT, WIDTH - 2 - INDENT, end, strong=True)
        body += drawn + path(
            f"M{place(STEM)} {place(middle)}H{place(INDENT - 2)}m-7 -5l7 5l-7 5", "s4", width=1.8
        )
        spine, end = middle, end + 7
    return path(f"M{place(STEM)} {place(y)}V{place(spine)}", "s4", width=1.8) + body, end


def _rows(steps: list[Stage], arms: dict[str, int]) -> tuple[tuple[str, int], ...]:
    rows: list[tuple[str, int]] = []
    for label, people, reasons in steps:
        rows += [(label, people), *((f"left: {why}", many) for why, many in reasons.items())]
    return (*rows, *arms.items())


def _description(steps: list[Stage], arms: dict[str, int]) -> str:
    said = []
    for label, people, reasons in steps:
        said.append(f"{label}: {people:,}.")
        if reasons:
            why = "; ".join(f"{why}: {many:,}" for why, many in reasons.items())
            said.append(f"After that {sum(reasons.values()):,} left ({why}).")
    if arms:
        said.append(
            "Parted into " + "; ".join(f"{name}: {many:,}" for name, many in arms.items()) + "."
        )
    return " ".join(said)
