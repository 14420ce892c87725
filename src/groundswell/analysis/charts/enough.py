"""The saturation curve: how many codes were known after each document, and how many were new."""

from typing import Any

from groundswell.analysis._inputs import InputError
from groundswell.analysis.charts._frame import (
    LINE,
    WIDTH,
    Chart,
    box,
    dot,
    finished,
    joined,
    lines_of,
    path,
    place,
    text,
)
from groundswell.analysis.charts._given import titled
from groundswell.analysis.charts._words import width_of, wrapped

TOP, FLOOR = 32.0, 196.0
MARGIN = 10.0


def saturation_curve(result: Any, *, title: str = "Codes known after each document") -> Chart:
    """Draw the codes known after each document, the new ones of each, and where saturation was reached.

    ``result`` is what ``qualitative.saturation`` gave. The line is all codes so far, the bars are the new ones, the
    dashed line stands behind the last document before the first run that brought little. Raises InputError for
    anything else.

    When to use: beside the sentence of the result, to show how the codes came in.

    When not: alone. One order of documents makes one curve; the result says how other orders would have ended.

    References: Guest G, Namey E, Chen M. A simple method to assess and report thematic saturation in qualitative
    research. PLoS ONE 2020; 15: e0232076.

    >>> from groundswell.analysis.qualitative import saturation
    >>> chart = saturation_curve(saturation([[*"abcd"], [*"abe"], [*"cf"], ["g"], [*"ah"], ["b"], ["c"], ["d"]]))
    >>> print(chart.description)
    8 codes in 8 documents: 4 after the first, 8 after the last. The last document with a new code
    is number 5. Saturation is reached after 5 documents.
    """
    from groundswell.analysis.qualitative import Saturation

    if not isinstance(result, Saturation) or not result.cumulative:
        raise InputError(
            "result should be what qualitative.saturation gave for at least one document."
        )
    every, new = result.cumulative, result.new_codes
    most, n = max(every[-1], 1), len(every)
    step = (WIDTH - 2 * MARGIN) / n
    middles = [MARGIN + step * (i + 0.5) for i in range(n)]
    high = (FLOOR - TOP) / most
    body = "".join(
        box(x - step * 0.3, FLOOR - many * high, step * 0.6, many * high, fill="f2")
        for x, many in zip(middles, new, strict=True)
        if many
    )
    points = [(x, FLOOR - many * high) for x, many in zip(middles, every, strict=True)]
    body += path(joined(points), "s1", width=2.4) if n > 1 else ""
    body += "".join(dot(x, y, 4 if n < 40 else 2, "f1") for x, y in points)
    body += path(f"M0 {place(FLOOR)}H{place(WIDTH)}", "axis")
    body += _ends(every, points)
    body += _mark(result.estimate, step)
    foot, y = _key(result.estimate is not None)
    rows = tuple(
        (i + 1, many, total) for i, (many, total) in enumerate(zip(new, every, strict=True))
    )
    return finished(
        "saturation",
        body + foot,
        title=titled(title),
        description=_description(result),
        height=y + 4,
        table=(("document", "new codes", "all codes"), rows),
    )


def _ends(every: tuple[int, ...], points: list[tuple[float, float]]) -> str:
    said = f"{every[-1]:,}"
    x = min(points[-1][0], WIDTH - width_of(said) / 2)
    body = text(x, points[-1][1] - 10, said, anchor="middle", look="strong")
    body += text(WIDTH, FLOOR + LINE - 2, f"{len(every):,}", anchor="end", look="soft")
    body += text(MARGIN, FLOOR + LINE - 2, "1", look="soft") if len(every) > 1 else ""
    return body + text(WIDTH / 2, FLOOR + LINE - 2, "document", anchor="middle", look="soft")


def _mark(at: float | None, step: float) -> str:
    if at is None:
        return ""
    x = MARGIN + step * at
    return path(f"M{place(x)} {place(TOP - 14)}V{place(FLOOR)}", "s4", width=1.8, dashed=True)


def _key(is_reached: bool) -> tuple[str, float]:
    y = FLOOR + LINE + 8
    body = path(f"M0 {place(y + 11)}h24", "s1", width=2.4) + dot(12, y + 11, 4, "f1")
    drawn, y = lines_of(["all codes so far"], y, x=32)
    body += drawn + box(6, y + 3, 12, 14, fill="f2")
    drawn, y = lines_of(["new codes"], y, x=32)
    body += drawn
    if is_reached:
        body += path(f"M12 {place(y + 2)}v17", "s4", width=1.8, dashed=True)
        drawn, y = lines_of(wrapped("saturation, by the rule in the text", WIDTH - 32), y, x=32)
        body += drawn
    return body, y


def _description(result: Any) -> str:
    every, new = result.cumulative, result.new_codes
    last = max((i + 1 for i, many in enumerate(new) if many), default=0)
    said = [
        f"{every[-1]:,} codes in {len(every):,} documents: {every[0]:,} after the first, {every[-1]:,} after the last."
    ]
    if last:
        said.append(f"The last document with a new code is number {last}.")
    if result.estimate is None:
        return " ".join([*said, f"Saturation was not reached: {result.reason}"])
    return " ".join([*said, f"Saturation is reached after {result.estimate:.0f} documents."])
