"""What all pictures share: the result, its ids, its colours with a fallback, shapes, patterns.

Colours are the classes and tokens of the house (``f1`` is ``--green`` …). Each also stands as an attribute with a
fallback that can be seen on white and on black, so that a notebook shows the same without any style sheet.
"""

from dataclasses import dataclass, replace
from html import escape
from zlib import crc32

from groundswell.analysis._result import Cell, Table
from groundswell.analysis.charts._words import SIZE, isolated

WIDTH = 400.0
LINE = 21.0

INK, MUTED = "var(--ink, currentColor)", "var(--muted, currentColor)"
FILLS = {
    "f1": "var(--green, #3B8A76)",
    "f2": "var(--gold, #A8741A)",
    "f3": "var(--blue, #5B82BD)",
    "f4": "var(--muted, #85796C)",
    "track": "var(--sunk, #88888826)",
    "h0": "var(--heat-0, #88888818)",
    "h1": "var(--heat-1, #3B8A7633)",
    "h2": "var(--heat-2, #3B8A7666)",
    "h3": "var(--heat-3, #2F7463)",
    "h4": "var(--heat-4, #1F5C4D)",
}
STROKES = {
    "s1": FILLS["f1"],
    "s2": FILLS["f2"],
    "s3": FILLS["f3"],
    "s4": FILLS["f4"],
    "axis": "var(--line, #88888880)",
    "ring": INK,
}
CUT = "var(--card, #FFFFFF)"

STYLE = (
    ".chart{container-type:inline-size;margin:0 0 1.75rem;max-inline-size:38rem}"
    ".chart>svg{display:block;inline-size:100%;block-size:auto;overflow:visible}"
    ".chart table{border-collapse:collapse;margin-block:.5rem}.chart caption{text-align:start}"
    ".chart th,.chart td{padding:.15rem .6rem .15rem 0;text-align:end;font-weight:400}"
    ".chart th:first-child{text-align:start}.chart figcaption{font-weight:600}"
    "@container (min-width:27rem){.chart text{font-size:11.5px}}"
)
"""What a page without the house's own style sheet needs, and nothing more."""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A picture: ``svg`` with its title and description inside, and the ``table`` that says the same in numbers."""

    title: str
    description: str
    svg: str
    table: Table
    uid: str

    def with_id(self, uid: str) -> "Chart":
        """Give the same under another id, for a page that shows one picture twice."""
        if not uid.isidentifier():
            raise ValueError(f"An id is a word of letters and digits; {uid!r} is not one.")
        return replace(self, uid=uid, svg=self.svg.replace(self.uid, uid))

    def to_text(self) -> str:
        """Say what the picture shows, and give its table in lines."""
        return "\n".join([self.title, self.description, "", *self.table.lines()])

    def to_html(self) -> str:
        """Give a figure with the picture and its table, without styles or scripts; everything in it is escaped."""
        words = "<summary>The same as a table</summary>"
        return (
            f'<figure class="chart"><figcaption>{escape(self.title)}</figcaption>{self.svg}'
            f"<details>{words}{self.table.markup()}</details></figure>"
        )

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        return f"<style>{STYLE}</style>{self.to_html()}"

    def _repr_svg_(self) -> str:
        """Show or save the picture alone."""
        return self.svg


def finished(
    kind: str,
    body: str,
    *,
    title: str,
    description: str,
    height: float,
    table: tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]],
    patterns: tuple[tuple[str, int], ...] = (),
) -> Chart:
    """Close a picture: ids come from what it shows, so that the same data give the same bytes; ``body`` says @."""
    headings, rows = table
    uid = f"g{crc32(repr((kind, title, description, rows, body)).encode()):08x}"
    held = "".join(_pattern(uid, tone, index) for tone, index in dict.fromkeys(patterns))
    defs = f"<defs>{held}</defs>" if held else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {place(WIDTH)} {place(max(height, 1))}" role="img" '
        f'aria-labelledby="{uid}t" aria-describedby="{uid}d" direction="ltr" font-size="{place(SIZE)}" '
        f'font-family="system-ui, sans-serif"><title id="{uid}t">{escape(title)}</title>'
        f'<desc id="{uid}d">{escape(description)}</desc>{defs}{body.replace("url(#@", f"url(#{uid}")}</svg>'
    )
    made = Table(title=title, headings=headings, rows=rows)
    return Chart(title=title, description=description, svg=svg, table=made, uid=uid)


def place(value: float) -> str:
    """Write a coordinate with one decimal at most."""
    said = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def text(x: float, y: float, words: str, *, anchor: str = "start", look: str = "") -> str:
    """Draw one line of words; ``look`` is soft, strong or the heat behind it."""
    fill = MUTED if look == "soft" else "var(--on-heat, #FFFFFF)" if look in {"t3", "t4"} else INK
    weight = ' font-weight="700"' if look == "strong" else ""
    looks = f' class="{look}"' if look else ""
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{place(x)}" y="{place(y)}"{anchored}{looks}{weight} fill="{fill}">'
        f"{escape(isolated(words))}</text>"
    )


def lines_of(lines: list[str], y: float, *, x: float = 0, look: str = "") -> tuple[str, float]:
    """Draw lines under each other from ``y`` down; give them and where they end."""
    drawn = "".join(text(x, y + LINE * (i + 1) - 5, one, look=look) for i, one in enumerate(lines))
    return drawn, y + LINE * len(lines)


def box(x: float, y: float, width: float, height: float, *, fill: str, round_: float = 0) -> str:
    """Draw a box filled by a tone of the house or by a pattern of :func:`hatched`."""
    paint = f'fill="{fill}"' if fill.startswith("url(") else f'class="{fill}" fill="{FILLS[fill]}"'
    corner = f' rx="{place(round_)}"' if round_ else ""
    return (
        f'<rect x="{place(x)}" y="{place(y)}" width="{place(max(width, 0))}" '
        f'height="{place(height)}"{corner} {paint}/>'
    )


def path(way: str, tone: str, *, width: float = 2, dashed: bool = False) -> str:
    """Draw a line of a tone of the house."""
    dash = ' stroke-dasharray="3 4"' if dashed else ""
    return (
        f'<path d="{way}" class="{tone}" fill="none" stroke="{STROKES[tone]}" '
        f'stroke-width="{place(width)}"{dash}/>'
    )


def area(way: str, fill: str) -> str:
    """Fill what a line goes round."""
    paint = f'fill="{fill}"' if fill.startswith("url(") else f'class="{fill}" fill="{FILLS[fill]}"'
    return f'<path d="{way}" {paint}/>'


def dot(x: float, y: float, radius: float, tone: str) -> str:
    """Draw a disc."""
    return f'<circle cx="{place(x)}" cy="{place(y)}" r="{place(radius)}" class="{tone}" fill="{FILLS[tone]}"/>'


def joined(points: list[tuple[float, float]]) -> str:
    """Join points by straight lines."""
    return "M" + "L".join(f"{place(x)} {place(y)}" for x, y in points)


# Told apart without colour: plain, slanted lines, dots, upright lines.
MARKS = (
    "",
    '<path d="M-2 8L8 -2M2 12L12 2" class="on" fill="none" stroke="@" stroke-width="1.7"/>',
    '<circle cx="3" cy="3" r="1.6" class="on dot" fill="@"/><circle cx="8" cy="8" r="1.6" class="on dot" fill="@"/>',
    '<path d="M5 0V10" class="on" fill="none" stroke="@" stroke-width="1.7"/>',
)


def hatched(tone: str, index: int) -> str:
    """Name a tone with the marks of one of four kinds; plain for the first."""
    return tone if index == 0 else f"url(#@{tone}m{index})"


def _pattern(uid: str, tone: str, index: int) -> str:
    if index == 0:
        return ""
    return (
        f'<pattern id="{uid}{tone}m{index}" width="10" height="10" patternUnits="userSpaceOnUse">'
        f'<rect width="10" height="10" class="{tone}" fill="{FILLS[tone]}"/>{MARKS[index].replace("@", CUT)}</pattern>'
    )
