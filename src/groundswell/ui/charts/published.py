"""Bars of counts of which small ones are hidden: what is not known is hatched, never drawn as a number."""

from collections.abc import Sequence
from textwrap import wrap

from .bars import CHARACTERS, LINE
from .frame import WIDTH, Chart, draw, fill_of, identity, pattern, rect, text

HATCH = 1
Published = tuple[str, str, int | None, int | None]
"""Label, words on the page, the number if it is shown, and the most it can be if it is hidden and that is known."""


def bars_published(
    items: Sequence[Published], *, title: str, headings: tuple[str, str], description: str = ""
) -> Chart:
    """Draw a bar for each number that is shown, and hatching as far as a hidden one could reach.

    A hidden number of which nothing is known hatches the whole track. The items are what
    ``groundswell.analysis.disclose`` gives as ``figures.marks()``.
    """
    uid = identity(title, tuple(items))
    most = max([max(value or 0, reach or 0) for _, _, value, reach in items] + [1])
    body, y = "", 0
    for label, words, value, reach in items:
        for line in wrap(label, CHARACTERS) or [""]:
            y += LINE
            body += text(0, y - 4, line)
        body += text(WIDTH, y - 4, words, anchor="end", look="strong")
        body += rect(0, y + 3, WIDTH, 11, fill="track", round_=5.5)
        body += _bar(uid, y + 3, value, reach, most)
        y += 24
    defs = pattern(uid, HATCH)
    svg = draw(body, uid=uid, title=title, description=description, height=max(y, 1), defs=defs)
    return Chart(svg, title, headings, tuple((label, words) for label, words, _, _ in items))


def _bar(uid: str, y: float, value: int | None, reach: int | None, most: int) -> str:
    if value is not None:
        return rect(0, y, WIDTH * value / most, 11, fill="f1", round_=5.5)
    width = WIDTH if reach is None else WIDTH * reach / most
    return rect(0, y, width, 11, fill=fill_of(uid, HATCH), round_=5.5)
