"""What all pictures share: the result, escaping, unique ids, smooth lines, patterns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from zlib import crc32

WIDTH = 400
"""Units across. Text is 15 units on a phone and 11.5 at the desk (see components.css)."""

Cell = str | int | float
Point = tuple[float, float]


class Svg(str):
    """Markup that is safe as it stands: every value in it was escaped when it was drawn."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell a template engine not to escape this again."""
        return str(self)


@dataclass(frozen=True)
class Chart:
    """A picture, the words over it, and the table that says the same."""

    svg: Svg
    caption: str
    table_headings: tuple[str, ...]
    table_rows: tuple[tuple[Cell, ...], ...]


def number(value: float) -> str:
    """Write a number as a reader would: no trailing noughts, a thin space by thousands."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return text.replace(",", "\u202f")


def place(value: float) -> str:
    """Write a coordinate with one decimal at most."""
    return (
        f"{value:.1f}".rstrip("0").rstrip(".").replace("-0", "0")
        if value > -0.05
        else f"{value:.1f}"
    )


def path_of(points: Iterable[Point]) -> str:
    """Join points by straight lines."""
    return "M" + "L".join(f"{place(x)} {place(y)}" for x, y in points)


def smooth(points: Sequence[Point]) -> str:
    """Join points by a curve that never swings above or below its neighbours."""
    if len(points) < 3:
        return path_of(points)
    slopes = _slopes(points)
    parts = [f"M{place(points[0][0])} {place(points[0][1])}"]
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = (x1 - x0) / 3
        curve = (x0 + third, y0 + slopes[i] * third, x1 - third, y1 - slopes[i + 1] * third, x1, y1)
        parts.append("C" + " ".join(place(number_) for number_ in curve))
    return "".join(parts)


def _slopes(points: Sequence[Point]) -> list[float]:
    """Give the slope at each point, flat at a crest or a trough (Fritsch and Carlson)."""
    secants = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
    inner = [
        0.0 if before * after <= 0 else 2 * before * after / (before + after)
        for before, after in pairwise(secants)
    ]
    return [secants[0], *inner, secants[-1]]


def text(x: float, y: float, words: object, *, anchor: str = "start", look: str = "") -> str:
    """Draw one line of text."""
    looks = f' class="{look}"' if look else ""
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{place(x)}" y="{place(y)}"{anchored}{looks}>{escape(str(words))}</text>'


def rect(x: float, y: float, width: float, height: float, *, fill: str, round_: float = 0) -> str:
    """Draw a box filled by a class name or, if it starts with `url(`, by a pattern."""
    paint = f'fill="{fill}"' if fill.startswith("url(") else f'class="{fill}"'
    corner = f' rx="{place(round_)}"' if round_ else ""
    return (
        f'<rect x="{place(x)}" y="{place(y)}" width="{place(max(width, 0))}" '
        f'height="{place(height)}"{corner} {paint}/>'
    )


def identity(*parts: object) -> str:
    """Give an id that is the same for the same data and differs for other data."""
    return f"g{crc32(repr(parts).encode()):08x}"


# Told apart without colour: plain, slanted lines, dots, upright lines.
PATTERNS = (
    "",
    '<path d="M-2 8L8 -2M2 12L12 2" class="on"/>',
    '<circle cx="3" cy="3" r="1.6" class="on dot"/><circle cx="8" cy="8" r="1.6" class="on dot"/>',
    '<path d="M5 0V10" class="on"/>',
)


def pattern(uid: str, index: int) -> str:
    """Define the fill of the series `index` (0 to 3)."""
    marks = PATTERNS[index % len(PATTERNS)]
    return (
        f'<pattern id="{uid}p{index}" width="10" height="10" patternUnits="userSpaceOnUse">'
        f'<rect width="10" height="10" class="f{index % 4 + 1}"/>{marks}</pattern>'
    )


def fill_of(uid: str, index: int) -> str:
    """Name the fill of the series `index`."""
    return f"url(#{uid}p{index})"


def draw(
    body: str,
    *,
    uid: str,
    title: str,
    description: str,
    height: float,
    width: float = WIDTH,
    defs: str = "",
) -> Svg:
    """Wrap shapes into a labelled picture."""
    described = f'<desc id="{uid}d">{escape(description)}</desc>' if description else ""
    labelled = f"{uid}t {uid}d" if description else f"{uid}t"
    held = f"<defs>{defs}</defs>" if defs else ""
    return Svg(
        f'<svg viewBox="0 0 {place(width)} {place(height)}" role="img" aria-labelledby="{labelled}">'
        f'<title id="{uid}t">{escape(title)}</title>{described}{held}{body}</svg>'
    )
