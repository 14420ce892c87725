"""Whether a proportion rises or falls over ordered groups: the Cochran-Armitage test."""

from dataclasses import dataclass
from math import sqrt
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._inputs import InputError, level_of, numbers, same_length
from groundswell.analysis._result import Cell, Interval, Table
from groundswell.analysis.compare._comparison import INDEPENDENT, Comparison, p_of_z, z_of

ARMITAGE = (
    "Cochran WG. Some methods for strengthening the common chi-square tests. Biometrics 1954; 10: 417-451. "
    "Armitage P. Tests for linear trends in proportions and frequencies. Biometrics 1955; 11: 375-386."
)


@dataclass(frozen=True, kw_only=True)
class Trend(Comparison):
    """Change of the proportion for each step of the score."""

    name: ClassVar[str] = "The change of the proportion for each step"
    z: float | None
    chi_square: float | None
    shares: tuple[float, ...]
    scores: tuple[float, ...]

    def tables(self) -> tuple[Table, ...]:
        """Give the proportion at each score."""
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (f"{score:g}", share) for score, share in zip(self.scores, self.shares, strict=True)
        )
        return (Table(title="Proportion at each score", headings=("score", "share"), rows=rows),)


def trend(events: Any, n: Any, *, scores: Any = None, level: float = 0.95) -> Trend:
    """Test whether a proportion rises or falls in a line over ordered groups, and give its slope.

    ``events`` of ``n`` people in each group, in order, whole numbers; ``scores`` says where each group stands
    (1, 2, 3 ... by default). Raises InputError for fewer than two groups, or counts that cannot be.

    When to use: for terms, year groups, or doses of training.

    When not: where groups have no order (`chi_square`), or the same people come back each time.

    References: Cochran 1954; Armitage 1955, Biometrics 11: 375-386.

    >>> made = trend([83, 90, 129, 70], [86, 93, 136, 82])
    >>> round(made.chi_square, 4), round(made.p, 6)
    (8.2249, 0.004132)
    """
    yes, of = numbers(events, "events"), numbers(n, "n")
    at = numbers(np.arange(1.0, yes.size + 1) if scores is None else scores, "scores")
    same_length(("events", yes), ("n", of), ("scores", at))
    z_value = z_of(level_of(level))
    if yes.size < 2 or np.unique(at).size < 2:
        raise InputError("There should be at least two groups with different scores.")
    if not (
        (yes == np.rint(yes)) & (of == np.rint(of)) & (yes >= 0) & (yes <= of) & (of >= 1)
    ).all():
        raise InputError(
            "events should be whole numbers between 0 and n, and n at least 1 in each group."
        )
    total, share = of.sum(), yes.sum() / of.sum()
    gap = at - (of * at).sum() / total
    spread = float((of * gap**2).sum())
    slope = float((gap * yes).sum()) / spread
    error = sqrt(share * (1 - share) / spread)
    each = yes / of
    own = sqrt(float((of * gap**2 * each * (1 - each)).sum())) / spread
    z = slope / error if error else None
    return Trend(
        estimate=slope,
        interval=Interval(
            low=slope - z_value * own, high=slope + z_value * own, level=level, method="normal"
        )
        if own
        else None,
        n=int(total),
        p=None if z is None else p_of_z(z),
        z=z,
        chi_square=None if z is None else z * z,
        shares=tuple(each.tolist()),
        scores=tuple(at.tolist()),
        method="Cochran-Armitage test for a line; slope weighted by group size.",
        assumptions=(INDEPENDENT, "Where each group stands was decided before looking."),
        warnings=() if error else ("Nobody or everybody had the outcome: no test.",),
        citation=ARMITAGE,
    )
