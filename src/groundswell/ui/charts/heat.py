"""Pictures of a grid: who could come in a week, and who stayed by cohort."""

from collections.abc import Sequence

from .frame import WIDTH, Cell, Chart, Svg, draw, identity, number, place, rect, text

STEPS = 5


def heat_week(
    days: Sequence[str],
    times: Sequence[str],
    counts: Sequence[Sequence[int]],
    *,
    title: str,
    time_heading: str,
    description: str = "",
    best: Sequence[tuple[int, int]] = (),
) -> Chart:
    """Show how many could come: `counts[time][day]`; `best` (time, day) cells get a ring."""
    uid = identity(title, tuple(days), tuple(map(tuple, counts)), tuple(best))
    most = max([value for row in counts for value in row] + [1])
    cells = [[(number(value), _step(value, most)) for value in row] for row in counts]
    svg = _grid(days, times, cells, uid, title, description, rings=best)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (time, *row) for time, row in zip(times, counts, strict=True)
    )
    return Chart(svg, title, (time_heading, *days), rows)


def retention(
    cohorts: Sequence[tuple[str, Sequence[float | None]]],
    *,
    title: str,
    years: Sequence[str],
    cohort_heading: str,
    description: str = "",
    unknown: str = "–",
) -> Chart:
    """Show the per cent of each cohort still here after each year; None is not yet known."""
    uid = identity(title, tuple((name, tuple(shares)) for name, shares in cohorts))
    rows = [[_share(shares, i, unknown) for i in range(len(years))] for _, shares in cohorts]
    # The title says per cent; the sign in every cell would touch its neighbour on a phone.
    cells = [[(word.rstrip("%"), _step(share, 100)) for word, share in row] for row in rows]
    svg = _grid(years, [name for name, _ in cohorts], cells, uid, title, description)
    table: list[tuple[Cell, ...]] = [
        (name, *(word for word, _ in row)) for (name, _), row in zip(cohorts, rows, strict=True)
    ]
    return Chart(svg, title, (cohort_heading, *years), tuple(table))


def _share(shares: Sequence[float | None], index: int, unknown: str) -> tuple[str, float]:
    share = shares[index] if index < len(shares) else None
    return (unknown, 0.0) if share is None else (f"{share:.0f}%", share)


def _step(value: float, most: float) -> int:
    return 0 if value <= 0 else min(STEPS - 1, int(value / most * (STEPS - 1) + 0.5) or 1)


def _grid(
    columns: Sequence[str],
    rows: Sequence[str],
    cells: Sequence[Sequence[tuple[str, int]]],
    uid: str,
    title: str,
    description: str,
    rings: Sequence[tuple[int, int]] = (),
) -> Svg:
    margin = min(160.0, 14 + 8.2 * max([len(row) for row in rows] + [0]))
    wide, high = (WIDTH - margin) / max(len(columns), 1), 26.0
    body = "".join(
        text(margin + wide * (i + 0.5), 15, name, anchor="middle", look="soft")
        for i, name in enumerate(columns)
    )
    for r, row in enumerate(rows):
        y = 22 + r * high
        body += text(0, y + 18, row, look="soft")
        for c, (word, step) in enumerate(cells[r]):
            x = margin + wide * c
            body += rect(x + 1, y + 1, wide - 2, high - 2, fill=f"h{step}", round_=3)
            body += text(x + wide / 2, y + 18, word, anchor="middle", look=f"t{step}")
    for r, c in rings:
        x, y = margin + wide * c + 1, 22 + r * high + 1
        body += (
            f'<rect x="{place(x)}" y="{place(y)}" width="{place(wide - 2)}" '
            f'height="{place(high - 2)}" rx="3" class="ring"/>'
        )
    return draw(body, uid=uid, title=title, description=description, height=24 + len(rows) * high)
