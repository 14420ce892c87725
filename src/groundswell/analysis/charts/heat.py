"""A heat map of how far each pair of coders agrees."""

from typing import Any

from groundswell.analysis._inputs import InputError
from groundswell.analysis.charts._frame import (
    WIDTH,
    Chart,
    box,
    finished,
    lines_of,
    text,
)
from groundswell.analysis.charts._given import titled
from groundswell.analysis.charts._words import wrapped

CELL = 30.0
EDGE = 30.0
MOST = 10

Pair = tuple[str, str, float | None]


def agreement_heat(pairs: Any, *, title: str = "Agreement of each pair of coders") -> Chart:
    """Draw the agreement of each pair of coders as a grid with its numbers.

    ``pairs`` is what ``agree.light`` gave, or a list of (coder, other coder, coefficient), each pair once, with None
    where there is no estimate; coefficients lie between -1 and 1, and coders are 2 to 10. Shades are fifths between 0
    and 1, told again by the numbers; they are no verdict. Raises InputError for anything else.

    When to use: to see whether one coder stands apart, before coding goes on.

    When not: to name whoever disagrees most as wrong. Disagreement can be a finding; talk about the passages.

    References: Light RJ. Measures of response agreement for qualitative data. Psychological Bulletin 1971; 76: 365-377.

    >>> chart = agreement_heat([("Ana", "Ben", 0.71), ("Ana", "Cem", 0.4), ("Ben", "Cem", None)])
    >>> print(chart.description)
    3 coders, 3 pairs. Ana and Ben: 0.71. Ana and Cem: 0.40. Ben and Cem: not estimable.
    The highest is 0.71, the lowest 0.40.
    """
    found = _checked(pairs)
    coders = list(dict.fromkeys(name for one, other, _ in found for name in (one, other)))
    if len(coders) > MOST:
        raise InputError(f"The picture shows 2 to {MOST} coders; there are {len(coders)}.")
    value = {frozenset((one, other)): made for one, other, made in found}
    wide = (WIDTH - EDGE) / len(coders)
    body = "".join(
        text(EDGE + wide * (i + 0.5), 17, str(i + 1), anchor="middle", look="soft")
        for i in range(len(coders))
    )
    for row, one in enumerate(coders):
        y = 24 + row * CELL
        body += text(0, y + 21, str(row + 1), look="soft")
        for column, other in enumerate(coders):
            x = EDGE + wide * column
            if row != column and frozenset((one, other)) in value:
                body += _cell(x, y, wide, value[frozenset((one, other))])
    y = 24 + CELL * len(coders) + 8
    for number, name in enumerate(coders):
        body += text(0, y + 16, str(number + 1), look="strong")
        drawn, y = lines_of(wrapped(name, WIDTH - EDGE), y, x=EDGE)
        body += drawn
    return finished(
        "heat",
        body,
        title=titled(title),
        description=_description(found, len(coders)),
        height=y + 4,
        table=(("coder", "other coder", "coefficient"), tuple(found)),
    )


def _checked(pairs: Any) -> list[Pair]:
    given = getattr(pairs, "pairs", pairs)
    if isinstance(given, str) or not isinstance(given, list | tuple) or not given:
        raise InputError(
            "pairs should be what agree.light gave, or a list of (coder, other, coefficient)."
        )
    found = [_one(pair) for pair in given]
    if len({frozenset(pair[:2]) for pair in found}) != len(found):
        raise InputError("Each pair of coders should be given once; one is given twice.")
    return found


def _one(pair: Any) -> Pair:
    if not isinstance(pair, list | tuple) or len(pair) != 3 or str(pair[0]) == str(pair[1]):
        raise InputError(f"A pair should be two coders and a coefficient; one is {pair!r}.")
    one, other, made = pair
    if made is not None and (
        isinstance(made, bool) or not isinstance(made, int | float) or not -1 <= made <= 1
    ):
        raise InputError(f"A coefficient should lie between -1 and 1, or be None; one is {made!r}.")
    return str(one), str(other), None if made is None else float(made)


def _cell(x: float, y: float, wide: float, made: float | None) -> str:
    if made is None:
        return box(x + 1, y + 1, wide - 2, CELL - 2, fill="track", round_=3) + text(
            x + wide / 2, y + 21, "–", anchor="middle"
        )
    step = 0 if made <= 0 else min(4, int(made * 5))
    drawn = box(x + 1, y + 1, wide - 2, CELL - 2, fill=f"h{step}", round_=3)
    return drawn + text(x + wide / 2, y + 21, _short(made), anchor="middle", look=f"t{step}")


def _short(made: float) -> str:
    """Write .71, −.05 and 1: a nought before the point would not fit into ten columns."""
    said = f"{made:.2f}".replace("-", "\u2212")
    return "1" if said == "1.00" else said.replace("0.", ".", 1)


def _description(found: list[Pair], coders: int) -> str:
    each = [
        f"{one} and {other}: {'not estimable' if made is None else format(made, '.2f')}."
        for one, other, made in found
    ]
    many = f"{coders} coders, {len(found)} {'pair' if len(found) == 1 else 'pairs'}."
    known = [made for *_, made in found if made is not None]
    if len(known) < 2:
        return " ".join([many, *each])
    return " ".join([many, *each, f"The highest is {max(known):.2f}, the lowest {min(known):.2f}."])
