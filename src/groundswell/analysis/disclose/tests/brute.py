"""The slow and certain way: try every count and keep those that fit what is printed.

Shares no code with the audit: it rounds and hides each candidate afresh and looks whether the page would be the same.
"""

from itertools import product

import numpy as np

from groundswell.analysis.disclose import Mark

MOST = 300_000


def published_alike(cell, counts, policy):
    """Which of these counts would have been printed so."""
    if cell.mark is Mark.EXACT:
        return counts == cell.value
    if cell.mark is Mark.ROUNDED:
        fits = np.floor(counts / policy.base + 0.5) * policy.base == cell.value
        return fits & (counts >= policy.hide_below)
    if cell.mark is Mark.LOW:
        return (counts < policy.hide_below) & ((counts > 0) | (not policy.show_zero))
    return counts >= (policy.hide_below if policy.says_low else 0)


def percent_alike(percent, step, part, whole, least):
    """Which of these parts and wholes would have been given this percentage."""
    size, shown = float(step), float(percent)
    safe = np.maximum(whole, 1)
    low, high = 100 * part - (shown - size / 2) * safe, 100 * part - (shown + size / 2) * safe
    return (whole >= least) & (low > -1e-9) & (high < -1e-9)


def everything_that_fits(tables, n, most):
    """All counts of `n` groups up to `most` that fit; `tables` are (figures, groups of a place, policy)."""
    ceilings = [most] * n
    floors = [0] * n
    for figures, groups_of, _ in tables:
        for position, cell in figures.cells:
            groups = groups_of[position]
            for group in groups:
                if cell.high is not None:
                    ceilings[group] = min(ceilings[group], cell.high)
            if len(groups) == 1:
                floors[groups[0]] = max(floors[groups[0]], cell.low)
    spans = [np.arange(a, b + 1) for a, b in zip(floors, ceilings, strict=True)]
    if np.prod([float(len(s)) for s in spans]) > MOST:
        return None
    grid = np.array([g.ravel() for g in np.meshgrid(*spans, indexing="ij")])
    keep = np.ones(grid.shape[1], dtype=bool)
    for figures, groups_of, policy in tables:
        sums = {
            position: grid[list(groups_of[position])].sum(axis=0) for position, _ in figures.cells
        }
        for position, cell in figures.cells:
            keep &= published_alike(cell, sums[position], policy)
        if shown := figures.percentages:
            for position, percent, step in shown.values:
                base = shown.base_of(position)
                keep &= percent_alike(percent, step, sums[position], sums[base], shown.least)
    return grid[:, keep]


def groups_of_table(rows, columns):
    """Number the cells of a table, and name the cells in each of its places."""
    if not columns:
        return {**{(r, None): [r] for r in range(rows)}, (None, None): [*range(rows)]}
    cells = [*product(range(rows), range(columns))]
    places = [
        *cells,
        *((r, None) for r in range(rows)),
        *((None, c) for c in range(columns)),
        (None, None),
    ]
    return {
        place: [
            i
            for i, cell in enumerate(cells)
            if all(p in (None, q) for p, q in zip(place, cell, strict=True))
        ]
        for place in places
    }
