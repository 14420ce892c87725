"""A picture of who graduates next and what they hold, so that it can be handed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from .frame import Chart, draw, identity, place, text

LINE, CHARACTERS = 20, 42


@dataclass(frozen=True)
class Leaver:
    """Someone who leaves, when (in words), and each thing they hold."""

    name: str
    when: str
    holds: tuple[str, ...] = ()


def timeline(
    leavers: Sequence[Leaver],
    *,
    title: str,
    headings: tuple[str, str, str],
    nothing: str,
    description: str = "",
) -> Chart:
    """List leavers down a line, soonest first; a bigger disc holds more."""
    uid = identity(title, tuple(leavers))
    body, y = "", 14.0
    spots = []
    for leaver in leavers:
        spots.append((y, 5 + min(len(leaver.holds), 6) * 1.1))
        body += text(30, y + 5, f"{leaver.name} · {leaver.when}", look="strong")
        for line in _held(leaver, nothing):
            y += LINE
            body += text(30, y + 5, line, look="soft")
        y += LINE + 12
    spine = (
        f'<path d="M12 {place(spots[0][0])}V{place(spots[-1][0])}" class="axis"/>' if spots else ""
    )
    discs = "".join(
        f'<circle cx="12" cy="{place(at)}" r="{place(size)}" class="f1"/>' for at, size in spots
    )
    svg = draw(
        spine + discs + body, uid=uid, title=title, description=description, height=max(y, 1)
    )
    rows = tuple((one.name, one.when, ", ".join(one.holds) or nothing) for one in leavers)
    return Chart(svg, title, headings, rows)


def _held(leaver: Leaver, nothing: str) -> list[str]:
    lines = [line for thing in leaver.holds for line in wrap(thing, CHARACTERS)]
    return lines or wrap(nothing, CHARACTERS)
